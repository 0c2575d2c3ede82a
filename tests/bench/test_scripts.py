from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bench.pages.page import Group, Page
from bench.scripts import kept, photographs, print_languages, told
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.reader import Read, TextReader, cannot_read
from services.vision import Text, TextLine

EMPTY = Image.new("RGB", (9, 9))
PAGE = Page("English and ru, 24 px", Group.MIXED, EMPTY, "One two\nЖди\nSix", ("Жди",))


class Saying(TextReader):
    """Reads the same in every picture."""

    def __init__(self, *lines: str, notes: tuple[str, ...] = ()) -> None:
        text = Text(
            tuple(TextLine(line, 1.0, None) for line in lines), "\n".join(lines), bool(notes)
        )
        self.said = Read(text, notes)

    def read(self, _: Image.Image, is_over: Callable[[], bool] = bool) -> Read:  # noqa: ARG002
        return self.said


@pytest.mark.parametrize(
    ("script", "way"),
    [(None, "not told"), (Script.CYRILLIC, "right"), (Script.THAI, "wrong")],
)
def test_a_script_is_told_right_wrong_or_not(script: Script | None, way: str) -> None:
    assert told(Read(Text(()), (cannot_read(script),)), "ru") == way


def test_lines_that_can_be_read_are_counted_without_the_others() -> None:
    assert kept(PAGE, Saying("Onetwo", "Six").said) == 1
    assert kept(PAGE, Saying("Six", "CBA").said) == 0.5


def test_a_row_for_each_language(capsys: pytest.CaptureFixture[str]) -> None:
    alone = Saying("One two", "Six", notes=(cannot_read(Script.CYRILLIC),))
    print_languages([PAGE], alone, Saying("One two", "Жди", "Six"))
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].split() == ["ru", "1", "1", "26.7", "0.0", "0", "100", "right", "1"]
    assert rows[2].split()[:3] == ["all", "1", "1"]


def test_photographs_come_from_the_package_and_from_folders(tmp_path: Path) -> None:
    Image.new("RGB", (4000, 3000)).save(tmp_path / "mine.png")
    (tmp_path / "pointer.jpg").write_text("no picture")
    found = dict(photographs([tmp_path]))
    assert {"chelsea.png", "mine.png"} <= set(found)
    assert "pointer.jpg" not in found
    assert found["mine.png"].width * found["mine.png"].height <= 2_000_000
