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


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_is_read_row_by_row_whichever_way_it_is_turned(place: Place, turn: float) -> None:
    """Its columns hang a little, as in a photograph, and a cell is higher than its neighbours."""
    cells = [
        place(
            f"{row}{column}",
            30 + 150 * column,
            42 + 70 * row + 3 * column,
            height=24 + 8 * (column == 1),
            width=40 + 30 * row,
            turn=turn,
        )
        for row in range(3)
        for column in range(3)
    ]
    shuffled = [cells[index] for index in (4, 8, 0, 3, 7, 1, 5, 2, 6)]
    said = plain_lines(rows_of(cells_of(shuffled)))
    assert said == ["00  01  02", "10  11  12", "20  21  22"]


def test_rows_are_read_from_the_top_and_each_from_the_left(place: Place) -> None:
    grid = [
        place(f"{y}/{x}", x, y + x // 50, height=30, width=80)
        for y in (200, 10, 90)
        for x in (300, 20, 150)
    ]
    said = plain_lines(rows_of(cells_of(grid)))
    assert [line.split() for line in said if line] == [
        ["10/20", "10/150", "10/300"],
        ["90/20", "90/150", "90/300"],
        ["200/20", "200/150", "200/300"],
    ]


def test_lines_that_overlap_sideways_are_no_row(place: Place) -> None:
    one, below = place("one", 0, 10, width=100), place("below", -98, 18, width=100)
    assert len(rows_of(cells_of([below, one]))) == 2
    left, right = place("left", 0, 18, width=99), place("right", 98.5, 10, width=100)
    assert len(rows_of(cells_of([right, left]))) == 1
