"""Where lines stand once the page is upright."""

import pytest

from services.reading.cells import cells_of
from services.vision import TextLine

from .conftest import Place


@pytest.mark.parametrize("turn", [0, 3, -7, 90, 180, 270, 44])
def test_a_page_is_turned_upright(place: Place, turn: float) -> None:
    cells = cells_of(
        [place("The first line", 100, 50, turn=turn), place("The second", 100, 90, turn=turn)]
    )
    assert [cell.left for cell in cells] == pytest.approx([100, 100])
    assert [cell.right for cell in cells] == pytest.approx([240, 200])
    assert [cell.middle for cell in cells] == pytest.approx([50, 90])
    assert [cell.height for cell in cells] == pytest.approx([20, 20])


def test_a_stamp_askew_does_not_turn_the_page(place: Place) -> None:
    lines = [place("A line of the page", 0, 30 * row) for row in range(1, 6)]
    cells = cells_of([*lines, place("PAID IN FULL", 300, 40, turn=30)])
    assert [cell.middle for cell in cells[:5]] == pytest.approx([30, 60, 90, 120, 150])


def test_a_line_without_a_place_is_no_cell() -> None:
    assert cells_of([TextLine("somewhere", 0.9, None)]) == []
    assert cells_of([]) == []
