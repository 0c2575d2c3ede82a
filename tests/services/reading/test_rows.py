"""Rows, and what they look like in plain text."""

import pytest

from services.reading.cells import cells_of
from services.reading.rows import plain_lines, rows_of

from .conftest import Place

CODE = (
    "def total(prices):",
    "    for one in prices:",
    "        if one > 9:",
    "            stop()",
    "    return 12",
)


@pytest.mark.parametrize("tilt", [0, 3, -5])
def test_what_stands_level_is_a_row_from_left_to_right(place: Place, tilt: float) -> None:
    lines = [
        place("3.80", 300, 61, turn=tilt),
        place("Flat white", 0, 60, turn=tilt),
        place("Croissant", 0, 30, turn=tilt),
        place("5.20", 300, 28, turn=tilt),
    ]
    rows = rows_of(cells_of(lines))
    assert plain_lines(rows) == ["Croissant  5.20", "Flat white  3.80"]


@pytest.mark.parametrize("letter", [5, 9.5, 14])
def test_code_keeps_its_indentation(place: Place, letter: float) -> None:
    lines = []
    for row, text in enumerate(CODE):
        blanks = len(text) - len(text.lstrip())
        beside = 0.4 * letter * (row % 2)  # a box begins a little before its first letter
        left = 40 + letter * blanks - beside
        width = letter * len(text.strip()) + 5
        lines.append(place(text.strip(), left, 30 * row, height=20, width=width))
    assert plain_lines(rows_of(cells_of(lines))) == [*CODE]


def test_centred_lines_are_not_indented(place: Place) -> None:
    texts = ("KEEP OFF", "the newly sown grass", "until the end of May", "Thank you")
    lines = [place(text, 300 - 5 * len(text) - row, 30 * row) for row, text in enumerate(texts)]
    assert plain_lines(rows_of(cells_of(lines))) == [*texts]


def test_a_paragraph_begins_after_an_empty_line(place: Place) -> None:
    lines = [place("A line of text", 0, y) for y in (0, 30, 60, 130, 160)]
    said = plain_lines(rows_of(cells_of(lines)))
    assert said == ["A line of text"] * 3 + [""] + ["A line of text"] * 2
