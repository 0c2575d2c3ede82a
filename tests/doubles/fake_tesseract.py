"""A tesseract that takes no other arguments than the real one, and says what a test has laid out.

It is a program: run with a folder, it answers from there and keeps its calls there.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HEAD = "level page_num block_num par_num line_num word_num left top width height conf text"


def word(text: str, box: tuple[int, int, int, int], confidence: float = 95, line: int = 1) -> str:
    """Return a row of its table; the box is left, top, width and height."""
    numbers = (5, 1, 1, 1, line, 1, *box, confidence)
    return "\t".join([*map(str, numbers), text])


@dataclass(frozen=True, slots=True)
class FakeTesseract:
    """What it answers is in `home`."""

    home: Path

    @property
    def command(self) -> tuple[str, ...]:
        """Return how it is started."""
        return sys.executable, str(Path(__file__)), str(self.home)

    def answers(
        self, languages: str, tables: Mapping[str, str] | None = None, osd: str = ""
    ) -> None:
        """Let it have `languages`, and say a table for each; `osd` is what it sees of a script."""
        (self.home / "langs").write_text(languages, "utf-8")
        (self.home / "tables").write_text(json.dumps(dict(tables or {})), "utf-8")
        (self.home / "osd").write_text(osd, "utf-8")

    @property
    def calls(self) -> list[list[str]]:
        """Return the arguments of each call but the one for its languages."""
        path = self.home / "calls"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]


def main(home: Path, arguments: list[str]) -> str:
    """Return what is printed; exits where the real one would."""
    if arguments == ["--list-langs"]:
        return f'List of available languages in "/x/" (9):\n{(home / "langs").read_text("utf-8")}'
    if sys.stdin.buffer.read(3) != b"P6\n":
        sys.exit("Error in pixReadStream: Unknown format")
    with (home / "calls").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps(arguments) + "\n")
    if arguments == ["-", "-", "--psm", "0", "-c", "min_characters_to_try=5"]:
        seen = (home / "osd").read_text("utf-8")
        return seen or sys.exit("Too few characters.")
    match arguments:
        case ["-", "-", "-l", languages, "--psm", "3" | "11", "tsv"]:
            have = (home / "langs").read_text("utf-8").split()
            if not set(languages.split("+")) <= set(have):
                sys.exit("Failed loading language")
            tables = json.loads((home / "tables").read_text("utf-8"))
            return "\t".join(HEAD.split()) + f"\n{tables.get(languages, '')}"
    sys.exit(f"read_params_file: Can't open {arguments}")


if __name__ == "__main__":
    sys.stdout.buffer.write(main(Path(sys.argv[1]), sys.argv[2:]).encode())
