# ruff: noqa: RUF001 - letters of other scripts that look like Latin ones are the point here
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from services.drawing.fonts import Fonts, installed_fonts
from services.drawing.lettering import Lettering, Line, clean, drawable, split_by_font, wrap

FILES = installed_fonts().files
LATIN, ARABIC, DEVANAGARI = FILES
PACKAGED = Fonts(FILES)
"""Without the system's fonts, so that every machine answers alike."""


def said(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\n\twords ", "two words"),
        ("safe\u202eevil\u2066\u200f", "safeevil"),
        ("nul\0 bell\a \ud800 \ue000 \ufe0f", "nul bell"),
        ("cafe\u0301", "café"),
        ("x" * 50, "x" * 19 + "…"),
        ("exactly twenty chars", "exactly twenty chars"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_hostile_text_is_cleaned(text: str, expected: str) -> None:
    assert clean(text, 20) == expected


def test_piled_up_marks_are_thinned() -> None:
    assert len(clean("q" + "\u0323\u0324\u0325" * 6, 20)) == 3


@given(st.text(max_size=400))
def test_cleaned_text_is_short_and_has_no_controls(text: str) -> None:
    cleaned = clean(text, 40)
    assert len(cleaned) <= 40
    visible = cleaned.replace("\u200c", "").replace("\u200d", "")
    assert not any(unicodedata.category(char)[0] == "C" for char in visible)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Привет", [("Привет", LATIN)]),
        ("Exit مخرج 7", [("Exit مخرج 7", ARABIC)]),
        ("Привет, ۱۲۳!", [("Привет, ", LATIN), ("۱۲۳!", ARABIC)]),
        ("", []),
        ("世界", None),
        ("Привет مخرج", None),
    ],
    ids=["one", "both ways", "two fonts", "empty", "no font", "both ways in two fonts"],
)
def test_text_is_split_by_font(text: str, expected: list[tuple[str, Path]] | None) -> None:
    runs = split_by_font(text, PACKAGED)
    assert (runs if runs is None else [(run.text, run.file) for run in runs]) == expected


@pytest.mark.parametrize("text", ["مخرج", "नमस्ते", "שלום", "ไทย"])
def test_without_shaping_no_font_has_such_letters(text: str) -> None:
    assert split_by_font(text, Fonts(FILES, shaping=False)) is None
    assert split_by_font("Ünï", Fonts(FILES, shaping=False)) is not None


def test_runs_are_drawn_one_after_the_other_on_one_baseline() -> None:
    if not installed_fonts().shaping:
        pytest.skip("this Pillow has no raqm")
    lettering = Lettering(PACKAGED, 40)
    line = lettering.line("Привет ۱۲۳")
    assert line is not None and len(line.runs) == 2
    image = Image.new("L", (600, 100))
    lettering.draw(ImageDraw.Draw(image), (10, 60), line, "white")
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    assert 10 <= left < 20 and line.width - 10 < right <= 10 + line.width + 1
    assert top >= 60 - line.above and bottom <= 60 + line.below
    assert bottom - top > 0.6 * lettering.cap_height


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    if not installed_fonts().shaping:
        pytest.skip("this Pillow has no raqm")
    lettering = Lettering(PACKAGED, 40)
    apart = sum(lettering.width(char) for char in "مرحبا")
    assert lettering.width("مرحبا") < 0.9 * apart
    image = Image.new("L", (400, 100))
    line = lettering.line("ب ااا")
    assert line is not None
    lettering.draw(ImageDraw.Draw(image), (0, 60), line, "white")
    middle = round(line.width / 2)
    below = image.crop((0, 61, 400, 100)).getbbox()
    assert below is not None and below[0] > middle, "the dot of the first letter is on the right"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("all of it", "all of it"),
        ("begins “你好,世界” there", "begins “…” there"),
        ("你好", "…"),
        ("Привет “مخرج” 你", "Привет “…” …"),
    ],
)
def test_what_cannot_be_drawn_becomes_an_ellipsis(text: str, expected: str) -> None:
    assert drawable(text, PACKAGED) == expected


def test_text_wraps_between_words_and_within_the_width() -> None:
    lettering = Lettering(PACKAGED, 20)
    lines = wrap("the quick brown fox jumps over the lazy dog", lettering, 150, 9)
    assert len(lines) > 2
    assert " ".join(map(said, lines)) == "the quick brown fox jumps over the lazy dog"
    assert all(line.width <= 150 for line in lines)


def test_text_without_spaces_wraps_anywhere() -> None:
    lines = wrap("x" * 100, Lettering(PACKAGED, 20), 150, 99)
    assert "".join(map(said, lines)) == "x" * 100
    assert all(line.width <= 150 for line in lines)


def test_text_too_long_is_cut_with_an_ellipsis() -> None:
    lines = wrap("word, " * 100, Lettering(PACKAGED, 20), 150, 2)
    assert len(lines) == 2
    assert said(lines[-1]).endswith("word…")
    assert lines[-1].width <= 150


@given(st.text(max_size=80), st.integers(0, 200))
def test_wrapping_ends_whatever_the_text(text: str, width: int) -> None:
    lines = wrap(clean(text, 80), Lettering(PACKAGED, 12), width, 3)
    assert len(lines) <= 3
