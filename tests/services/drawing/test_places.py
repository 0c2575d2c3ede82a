from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from services.drawing.outlines import corners
from services.drawing.places import (
    Places,
    around_box,
    around_text,
    beside,
    beside_in_gutter,
    on_corner,
)
from services.vision import Box, Polygon

LINE = corners(Box(200, 100, 300, 40))
WIDTH, HEIGHT, GAP = 80, 20, 4


def boxes(places: Places, outline: Polygon) -> list[Box]:
    return [Box(x, y, WIDTH, HEIGHT) for x, y in places(outline, WIDTH, HEIGHT, GAP)]


def turned(degrees: float) -> Polygon:
    """Return a line of 300 by 40 pixels about (400, 400)."""
    across, down = cos(radians(degrees)), sin(radians(degrees))
    ends = ((-150, -20), (150, -20), (150, 20), (-150, 20))
    return tuple(  # type: ignore[return-value]
        (400 + x * across - y * down, 400 + x * down + y * across) for x, y in ends
    )


def touched(box: Box, outline: Polygon) -> bool:
    drawn = Image.new("1", (800, 800))
    ImageDraw.Draw(drawn).polygon(outline, fill=1)
    sides = (round(box.left), round(box.top), round(box.right), round(box.bottom))
    return drawn.crop(sides).getbbox() is not None


def test_words_go_above_a_line_first_then_below_it_at_its_left() -> None:
    above, below, *_ = boxes(around_text, LINE)
    assert above == Box(200, 100 - GAP - HEIGHT, WIDTH, HEIGHT)
    assert below == Box(200, 140 + GAP, WIDTH, HEIGHT)


def test_the_last_places_for_words_are_inside_a_line_as_large_as_the_picture() -> None:
    *outside, one, other = boxes(around_text, LINE)
    whole = Box.around(LINE)
    assert not any(box.overlap(whole) for box in outside)
    assert all(box.clipped(500, 140) == box and box.left > 200 for box in (one, other))


def test_numbers_go_before_a_line_then_after_it_at_half_its_height() -> None:
    before, after = boxes(beside, LINE)
    assert before == Box(200 - GAP - WIDTH, 110, WIDTH, HEIGHT)
    assert after == Box(500 + GAP, 110, WIDTH, HEIGHT)


def test_with_a_gutter_numbers_go_after_a_line_first() -> None:
    assert boxes(beside_in_gutter, LINE) == boxes(beside, LINE)[::-1]


@pytest.mark.parametrize("degrees", range(-80, 81, 20))
def test_places_beside_a_slanted_line_touch_nothing_of_it(degrees: int) -> None:
    outline = turned(degrees)
    for box in boxes(beside, outline):
        assert not touched(box, outline)
        near = Box(box.left - 90, box.top - 90, box.width + 180, box.height + 180)
        assert near.overlap(Box.around(outline)) > 0


@pytest.mark.parametrize("degrees", range(-80, 81, 20))
def test_words_above_and_below_a_slanted_line_stand_close_to_it(degrees: int) -> None:
    outline = turned(degrees)
    for box in boxes(around_text, outline)[:6]:
        assert not touched(box, outline)
        grown = Box(box.left, box.top - GAP - 2, box.width, box.height + 2 * GAP + 4)
        assert touched(grown, outline)


def test_a_label_on_a_corner_covers_it_and_each_corner_has_its_turn() -> None:
    covered = [
        (x, y)
        for box in boxes(on_corner, LINE)
        for x, y in LINE
        if box.left < x < box.right and box.top + HEIGHT / 2 == y
    ]
    assert covered == [corner for corner in sorted(LINE) for _ in range(3)]


def test_the_label_of_a_box_goes_along_its_upper_edge_first() -> None:
    above, right, inside, *_, lowest = boxes(around_box, LINE)
    assert above == Box(200, 100 - GAP - HEIGHT, WIDTH, HEIGHT)
    assert right == Box(500 - WIDTH, 100 - GAP - HEIGHT, WIDTH, HEIGHT)
    assert inside == Box(200, 100 + GAP, WIDTH, HEIGHT)
    assert lowest.bottom == 140 - GAP


sides = st.floats(-1e6, 1e6)


@given(
    st.sampled_from([around_text, beside, beside_in_gutter, on_corner, around_box]),
    st.tuples(*[st.tuples(sides, sides)] * 4),
)
def test_every_outline_has_places(places: Places, outline: Polygon) -> None:
    found = boxes(places, outline)
    assert len(found) >= 2
    assert all(box.left == box.left and box.top == box.top for box in found), "no number"
