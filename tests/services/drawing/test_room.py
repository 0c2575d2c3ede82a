import pytest

from services.drawing.outlines import corners
from services.drawing.room import FINEST, Room
from services.vision import Box

CHIP = Box(100, 100, 80, 20)


@pytest.fixture
def room() -> Room:
    return Room(400, 300)


def test_an_empty_room_costs_nothing(room: Room) -> None:
    assert room.cost(CHIP) == (0, 0)


@pytest.mark.parametrize(
    "box", [Box(-1, 0, 9, 9), Box(0, -1, 9, 9), Box(392, 0, 9, 9), Box(0, 292, 9, 9)]
)
def test_a_label_never_leaves_the_canvas(room: Room, box: Box) -> None:
    assert room.cost(box) is None


def test_a_label_may_touch_the_edge(room: Room) -> None:
    assert room.cost(Box(0, 0, 9, 9)) == room.cost(Box(391, 291, 9, 9)) == (0, 0)


def test_content_under_a_label_costs_its_share(room: Room) -> None:
    room.take_content(corners(Box(100, 100, 39, 50)))
    content, outlines = room.cost(CHIP) or (9, 9)
    assert content == pytest.approx(0.5) and outlines == 0
    assert room.cost(Box(100, 200, 80, 20)) == (0, 0)


def test_an_outline_costs_less_than_content(room: Room) -> None:
    room.take_outline(corners(Box(100, 110, 80, 100)), 4)
    content, outlines = room.cost(CHIP) or (9, 9)
    assert content == 0 and 0 < outlines < 0.4
    assert room.cost(Box(120, 130, 40, 40)) == (0, 0), "inside, away from the edge"


def test_content_counts_over_the_outline_in_it(room: Room) -> None:
    room.take_outline(corners(CHIP), 4)
    room.take_content(corners(Box(90, 90, 110, 50)))
    assert room.cost(CHIP) == (1, 0)


def test_labels_keep_a_cell_apart(room: Room) -> None:
    room.take_label(CHIP)
    assert room.cost(Box(180, 100, 20, 20)) is None
    assert room.cost(Box(182, 100, 20, 20)) == (0, 0)
    assert room.cost(Box(60, 100, 39, 20)) == (0, 0)
    assert room.cost(Box(60, 100, 40, 20)) is None


def test_content_shares_a_row_however_far_it_is(room: Room) -> None:
    room.take_content(corners(Box(350, 100, 30, 10)))
    assert room.shares_row(Box(0, 105, 20, 20))
    assert not room.shares_row(Box(0, 115, 20, 20))
    assert not room.shares_row(Box(350, 200, 20, 20))


def test_a_copy_fills_up_on_its_own(room: Room) -> None:
    room.take_content(corners(CHIP))
    other = room.copy()
    other.take_label(Box(0, 0, 50, 20))
    assert room.cost(Box(0, 0, 50, 20)) == (0, 0)
    assert other.cost(Box(0, 0, 50, 20)) is None
    assert other.cost(CHIP) == room.cost(CHIP) == (1, 0)


def test_a_large_canvas_has_coarser_cells_and_the_same_answers() -> None:
    large = Room(4 * FINEST, 3000)
    assert large.cell == 4
    large.take_content(corners(Box(1000, 1000, 400, 400)))
    content, _ = large.cost(Box(1200, 1000, 400, 400)) or (9, 9)
    assert content == pytest.approx(0.5, abs=0.02)
    assert large.cost(Box(1500, 1000, 400, 400)) == (0, 0)


def test_what_a_label_touches_in_part_of_a_cell_counts() -> None:
    large = Room(4 * FINEST, 3000)
    large.take_content(corners(Box(1000, 1000, 400, 400)))
    for box in (Box(900, 1100, 101, 100), Box(1403, 1100, 100, 100)):
        content, _ = large.cost(box) or (0, 0)
        assert 0 < content < 0.05
