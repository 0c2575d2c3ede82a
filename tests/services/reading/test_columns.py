"""What is read column by column, and what row by row."""

import pytest

from services.reading.cells import Cell, cells_of
from services.reading.columns import split

from .conftest import Place

PROSE = (
    "The keeper sat at the",
    "window and wrote that",
    "the soup had hardly",
    "moved in its bowl.",
)
MORE = (
    "A crew of thirty men",
    "pushed the rails from",
    "the back to the front",
    "for nine long days.",
)


def said(cells: list[Cell]) -> list[str]:
    return [cell.line.text for cell in cells]


def test_running_text_is_read_column_by_column(place: Place) -> None:
    lines = [place(text, 0, 30 * row, width=200) for row, text in enumerate(PROSE, 1)]
    lines += [place(text, 240, 30 * row, width=200) for row, text in enumerate(MORE, 1)]
    found = split(cells_of(lines))
    assert found is not None
    assert [said(side) for side in found.columns] == [[*PROSE], [*MORE]]


def test_a_heading_across_both_columns_stands_above(place: Place) -> None:
    lines = [place("How the lighthouse was saved", 0, 10, width=400)]
    lines += [place(text, 0, 50 + 30 * row, width=200) for row, text in enumerate(PROSE)]
    lines += [place(text, 240, 50 + 30 * row, width=200) for row, text in enumerate(MORE)]
    lines += [place("Printed on the first of May by the harbour", 0, 200, width=400)]
    found = split(cells_of(lines))
    assert found is not None
    assert said(found.above) == ["How the lighthouse was saved"]
    assert said(found.below) == ["Printed on the first of May by the harbour"]


@pytest.mark.parametrize("tilt", [0, 2, -6])
def test_rows_of_sentences_are_no_columns(place: Place, tilt: float) -> None:
    rows = [
        ("Can I bring my dog?", "Yes, as long as it stays on the lead"),
        ("Where are the tickets?", "They were sent to you"),
        ("Is there food?", "The kitchen opens at noon on deck two"),
        ("What if it rains?", "You get your money back"),
    ]
    lines = [place(left, 0, 30 * n, turn=tilt) for n, (left, _) in enumerate(rows, 1)]
    lines += [place(right, 300, 30 * n, turn=tilt) for n, (_, right) in enumerate(rows, 1)]
    assert split(cells_of(lines)) is None


def test_numbers_beside_names_are_no_columns(place: Place) -> None:
    names = ("Apples", "Oat milk", "Goat cheese", "Paper towels", "Sum")
    lines = [place("Green Valley Market", 0, 0)]
    lines += [place(name, 0, 30 * row) for row, name in enumerate(names, 1)]
    lines += [place(f"{row}.99", 300, 30 * row + 1) for row in range(1, 6)]
    assert split(cells_of(lines)) is None


def test_a_few_values_beside_many_labels_are_no_column(place: Place) -> None:
    labels = [place(f"Setting number {row}", 0, 30 * row) for row in range(10)]
    values = [place("On", 300, 30 * row) for row in (1, 4, 8)]
    assert split(cells_of([*labels, *values])) is None


def test_a_list_beside_a_talk_is_read_first(place: Place) -> None:
    channels = [place(f"# channel-{n}", 0, 31 * n, width=120) for n in range(1, 6)]
    talk = [place("Said by somebody", 200, 22 + 37 * n) for n in range(6)]
    found = split(cells_of([*channels, *talk]))
    assert found is not None
    assert len(found.columns[0]) == 5


def test_two_lines_make_no_column(place: Place) -> None:
    lines = [place("one two three", 0, y) for y in (10, 47)]
    assert split(cells_of([*lines, *(place("four five", 300, y) for y in (31, 66, 90))])) is None


def test_a_small_table_under_a_prompt_is_read_row_by_row(place: Place) -> None:
    lines = [place("$ df -h /home", 0, 0)]
    lines += [place(text, 0, 30 * row) for row, text in enumerate(("Filesystem", "/dev/sda1"), 1)]
    for row, sizes in enumerate((("Size", "Used"), ("228G", "101G")), 1):
        lines += [place(text, 250 + 100 * n, 30 * row) for n, text in enumerate(sizes)]
    assert split(cells_of(lines)) is None


def test_a_table_of_a_thousand_cells_is_no_trouble(place: Place) -> None:
    cells = [place(f"Cell {n}", 300 * (n % 5) + n % 3, 30 * (n // 5) + n % 2) for n in range(1000)]
    assert split(cells_of(cells)) is None
