"""A second reader that is a program of somebody else's: there, missing, broken, slow, and wrong."""

import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from doubles.fake_tesseract import FakeTesseract, word
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.orientation import Line
from services.engines.local.ocr.tesseract import Tesseract

Pixels = NDArray[np.uint8]

PIXELS: Pixels = np.full((200, 400, 3), 255, np.uint8)
CYRILLIC = "Page number: 0\nRotate: 0\nOrientation confidence: 9.1\n" \
    "Script: Cyrillic\nScript confidence: 10.00\n"  # fmt: skip


@pytest.fixture
def fake(tmp_path: Path) -> FakeTesseract:
    return FakeTesseract(tmp_path)


def unread(left: float = 100, top: float = 80, right: float = 300, bottom: float = 124) -> Line:
    """Return a line of 44 pixels, which is looked at as large as it is."""
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return Line(np.array(corners, float), 0, Reading("."))


def test_it_has_the_languages_that_it_lists(fake: FakeTesseract) -> None:
    fake.answers("eng\nosd\nrus\nukr\nell\nxyz\n")
    assert Tesseract(fake.command).languages == {
        Script.CYRILLIC: ("rus", "ukr"),
        Script.GREEK: ("ell",),
    }


def test_words_stand_where_they_are_in_the_picture(fake: FakeTesseract) -> None:
    # The line at 100, 80 with a margin of two heights: the copy begins at 12, 0.
    words = [word("Мы", (88, 80, 60, 44)), word("тут", (158, 80, 90, 44), 85)]
    fake.answers("rus\nukr", {"rus+ukr": "\n".join(words)}, CYRILLIC)
    read = Tesseract(fake.command).read(PIXELS, [unread()], Script.CYRILLIC)
    (line,) = read.lines
    assert line.text == "Мы тут"
    assert line.polygon == ((100, 80), (260, 80), (260, 124), (100, 124))
    assert [one.text for one in line.words] == ["Мы", "тут"]
    assert line.confidence == pytest.approx((2 * 0.95 + 3 * 0.85) / 5)
    assert read.left == ()


def test_what_stands_elsewhere_or_in_other_letters_is_not_taken(fake: FakeTesseract) -> None:
    words = [word("Слово", (88, 200, 90, 44)), word("CJIOBO", (88, 80, 90, 44))]
    fake.answers("rus", {"rus": "\n".join(words)})
    line = unread()
    read = Tesseract(fake.command).read(PIXELS, [line], Script.CYRILLIC)
    assert read.lines == () and read.left == (line,)


def test_a_line_that_it_does_not_find_is_left(fake: FakeTesseract) -> None:
    fake.answers("rus", {"rus": word("Слово", (88, 80, 90, 44))})
    below = unread(top=140, bottom=184)
    read = Tesseract(fake.command).read(PIXELS, [unread(), below], Script.CYRILLIC)
    assert [line.text for line in read.lines] == ["Слово"]
    assert read.left == (below,)


def test_a_script_it_does_not_have_is_told_but_not_tried(fake: FakeTesseract) -> None:
    fake.answers("ell", {"ell": word("Λόγος", (88, 80, 90, 44))}, CYRILLIC)
    read = Tesseract(fake.command).read(PIXELS, [unread()], Script.CYRILLIC)
    assert (read.lines, read.script) == ((), Script.CYRILLIC)
    assert not any("-l" in call for call in fake.calls)


def test_where_nothing_tells_the_script_the_surest_reading_counts(fake: FakeTesseract) -> None:
    place = (88, 80, 90, 44)
    fake.answers("ell\nkor", {"ell": word("Λος", place, 61), "kor": word("도서관", place, 92)})
    read = Tesseract(fake.command).read(PIXELS, [unread()], None)
    assert [line.text for line in read.lines] == ["도서관"]
    fake.answers("ell\nkor", {"ell": word("Λος", place, 61), "kor": word("도서관", place, 79)})
    assert Tesseract(fake.command).read(PIXELS, [unread()], None).lines == ()


@pytest.mark.parametrize(("score", "script"), [("10.00", Script.CYRILLIC), ("2.00", None)])
def test_the_script_it_sees_is_told_only_if_it_is_sure(
    fake: FakeTesseract, score: str, script: Script | None
) -> None:
    fake.answers("ell", osd=CYRILLIC.replace("10.00", score))
    assert Tesseract(fake.command).read(PIXELS, [unread()], None).script == script


def test_a_page_lying_on_its_side_is_read_upright(fake: FakeTesseract) -> None:
    """Turned clockwise, its line runs down; tesseract says to turn it three quarters clockwise."""
    standing = unread(left=180, top=20, right=224, bottom=180)
    # The part from 92 to 312 across and all of the height down, turned anticlockwise.
    words = word("Слово", (20, 88, 160, 44))
    osd = CYRILLIC.replace("Rotate: 0", "Rotate: 270")
    fake.answers("rus", {"rus": words}, osd)
    read = Tesseract(fake.command).read(PIXELS, [standing], Script.CYRILLIC)
    assert [line.polygon for line in read.lines] == [((224, 20), (224, 180), (180, 180), (180, 20))]


@pytest.mark.parametrize(
    "table",
    [
        "",
        "\x00\xff garbage \t\t\t",
        word("Слово", (88, 80, 90, 44)).replace("88", "nan"),
        word("Слово", (88, 80, 90, 44)).replace("90", "-4"),
        word("Слово", (88, 80, 90, 44))[:-20],
    ],
)
def test_a_table_that_is_none_reads_nothing(fake: FakeTesseract, table: str) -> None:
    fake.answers("rus", {"rus": table})
    line = unread()
    assert Tesseract(fake.command).read(PIXELS, [line], Script.CYRILLIC).left == (line,)


@pytest.mark.parametrize(
    "program", ["import sys; sys.exit(3)", "print('rus')\nimport sys; sys.exit(1)", "1/0"]
)
def test_a_broken_one_has_no_languages(program: str) -> None:
    assert Tesseract((sys.executable, "-c", program)).languages == {}


def test_a_missing_one_has_no_languages(tmp_path: Path) -> None:
    tesseract = Tesseract((str(tmp_path / "tesseract"),))
    line = unread()
    assert tesseract.languages == {}
    assert tesseract.read(PIXELS, [line], Script.THAI).left == (line,)


def test_one_that_hangs_is_stopped() -> None:
    slow = Tesseract((sys.executable, "-c", "import time; time.sleep(600)"), seconds=0.5)
    assert slow.languages == {}


def test_one_that_is_slow_is_not_asked_again_when_the_time_is_over(fake: FakeTesseract) -> None:
    fake.answers("rus", {"rus": word("Слово", (88, 80, 90, 44))}, CYRILLIC)
    now = iter([0.0, 0.0, 0.0, 0.0, *[100.0] * 20])  # languages, deadline, the first look
    late = Tesseract(fake.command, seconds=20, clock=lambda: next(now))
    assert late.read(PIXELS, [unread()], Script.CYRILLIC).lines == ()
    assert not any("-l" in call for call in fake.calls)


def test_the_one_on_this_machine_does_no_harm() -> None:
    line = unread()
    assert Tesseract().read(PIXELS, [line], None).lines == ()
