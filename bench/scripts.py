"""Writing that the first recogniser cannot read: `python -m bench.scripts [--set tune|report]`.

Printed for each language: the error in letters without and with tesseract's help, on how many
pages it is admitted that something cannot be read, whether its script is told right, told wrong or
not told, and how many lines of English beside it were kept. Then the false alarms: the set's
readable pages, and photographs of scikit-image and of the folders that are named.
"""

import argparse
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from statistics import mean

from PIL import Image, UnidentifiedImageError

from bench.accuracy import SETS
from bench.pages.page import Page
from bench.pages.scoring import character_error_rate
from services.engines.local.ocr.languages import LANGUAGES
from services.engines.local.ocr.reader import Read, TextReader, cannot_read
from services.engines.local.ocr.tesseract import Tesseract

LARGEST = 2_000_000
"""Pixels; larger photographs are looked at smaller, for the time they take."""


def told(read: Read, code: str) -> str:
    """Return whether the note tells the script of language `code`: right, wrong, or not."""
    script = next(one.script for one in LANGUAGES if one.code == code)
    if read.notes[0] == cannot_read(None):
        return "not told"
    return "right" if read.notes[0] == cannot_read(script) else "wrong"


def kept(page: Page, read: Read) -> float:
    """Return the share of a page's readable lines that were read as they are, blanks aside."""
    said = {"".join(line.text.split()) for line in read.text.lines}
    others = [line for line in page.plain.split("\n") if line not in page.unread]
    return mean("".join(line.split()) in said for line in others) if others else 1.0


def print_languages(pages: Sequence[Page], alone: TextReader, helped: TextReader) -> None:
    """Print a row for each language, and one for all."""
    print(f"{'':<10}{'pages':>6}{'admitted':>9}{'error, %':>9}{'helped':>8}{'still admitted':>15}"
          f"{'English kept, %':>17}  script told")  # fmt: skip
    rows: dict[str, list[tuple[Page, Read, Read]]] = defaultdict(list)
    for page in pages:
        row = page, alone.read(page.image), helped.read(page.image)
        rows[page.name.split(",")[0].split()[-1]].append(row)  # its name ends with the code
        rows["all"].append(row)
    for code, found in rows.items():
        admitted = [first for _, first, _ in found if first.text.unread]
        error = mean(character_error_rate(page.plain, read.text.plain) for page, read, _ in found)
        after = mean(character_error_rate(page.plain, read.text.plain) for page, _, read in found)
        still = sum(read.text.unread for _, _, read in found)
        english = mean(kept(page, read) for page, read, _ in found)
        ways = [told(read, code) for read in admitted] if code != "all" else []
        counted = ", ".join(f"{way} {ways.count(way)}" for way in dict.fromkeys(ways))
        print(f"{code:<10}{len(found):>6}{len(admitted):>9}{100 * error:>9.1f}{100 * after:>8.1f}"
              f"{still:>15}{100 * english:>17.0f}  {counted}")  # fmt: skip


def photographs(folders: Sequence[Path]) -> Iterator[tuple[str, Image.Image]]:
    """Yield scikit-image's photographs and those in `folders`, with their names."""
    for folder in (Path(str(files("skimage") / "data")), *folders):
        for path in sorted(folder.glob("**/*")):
            if path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                try:
                    image = Image.open(path).convert("RGB")
                except (UnidentifiedImageError, OSError):  # a pointer to a file that is elsewhere
                    continue
                scale = (LARGEST / (image.width * image.height)) ** 0.5
                if scale < 1:
                    image = image.resize((int(image.width * scale), int(image.height * scale)))
                yield path.name, image


def main() -> None:
    """Read, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="more photographs")
    parser.add_argument("--set", choices=SETS, default="report")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    alone, helped = TextReader(), TextReader([Tesseract()])
    pages = list(SETS[arguments.set]())
    print_languages([page for page in pages if page.unread], alone, helped)
    readable = [(page.name, page.image) for page in pages if not page.unread]
    shown = list(photographs(arguments.folders))
    for name, pictures in (("readable pages", readable), ("photographs", shown)):
        alarms = [one for one, image in pictures if alone.read(image).text.unread]
        print(f"false alarms on {len(pictures)} {name}: {len(alarms)} {' | '.join(alarms)}")


if __name__ == "__main__":
    main()
