from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.drawing.outlines import Frame, corners, spread
from services.vision import Box, Polygon

FRAME = Frame(400, 300, scale=2, margin=3, least=10)
"""A picture of 200 by 150 pixels, enlarged."""

ALL = st.floats(allow_nan=False, allow_infinity=False)
points = st.tuples(ALL | st.floats(-50, 250), ALL | st.floats(-50, 250))


def test_a_point_is_scaled_and_kept_off_the_edge() -> None:
    assert FRAME.point((50, 60)) == (100, 120)
    assert FRAME.point((-5, 999)) == (3, 296)


def test_a_polygon_keeps_its_slant_and_its_order() -> None:
    slanted: Polygon = ((20, 30), (80, 20), (82, 40), (22, 50))
    assert FRAME.outline(slanted) == ((40, 60), (160, 40), (164, 80), (44, 100))


def test_a_slanted_line_too_thin_to_be_seen_becomes_an_upright_box() -> None:
    thin: Polygon = ((20, 50), (80, 50), (80, 51), (20, 51))
    assert FRAME.outline(thin) == corners(Box(40, 96, 120, 10))


@pytest.mark.parametrize(
    "polygon",
    [
        ((0, 0), (nan, 0), (9, 9), (0, 9)),
        ((0, 0), (9, 0), (9, inf), (0, 9)),
        ((5, 5), (5, 5), (5, 5), (5, 5)),
        ((-9, 5), (0, 5), (0, 9), (-9, 9)),
        ((5, 150), (9, 150), (9, 190), (5, 190)),
    ],
    ids=["nan", "infinite", "a point", "left of the picture", "below it"],
)
def test_what_cannot_be_seen_has_no_outline(polygon: Polygon) -> None:
    assert FRAME.outline(polygon) is None


@given(st.tuples(points, points, points, points))
def test_outlines_lie_in_the_picture_and_can_be_seen(polygon: Polygon) -> None:
    outline = FRAME.outline(polygon)
    if outline is not None:
        box = Box.around(outline)
        assert min(box.width, box.height) >= FRAME.least - 1e-6
        assert box.left >= 3 and box.top >= 3
        assert box.right <= 396 + 1e-6 and box.bottom <= 296 + 1e-6


def test_a_picture_smaller_than_the_least_outline_is_outlined_all_the_same() -> None:
    tiny = Frame(6, 6, scale=1, margin=1, least=10)
    assert tiny.box(Box(0, 0, 6, 6)) == corners(Box(1, 1, 10, 10))


def test_outlines_spread_evenly() -> None:
    assert spread(corners(Box(10, 20, 300, 4)), 2) == corners(Box(8, 18, 304, 8))


def test_a_slanted_line_spreads_to_all_its_sides() -> None:
    slanted: Polygon = ((40, 60), (160, 40), (164, 80), (44, 100))
    around = Box.around(spread(slanted, 5))
    assert around.left < 36 and around.right > 168
    assert around.top < 36 and around.bottom > 104


def test_what_has_no_length_stays_where_it_is() -> None:
    point: Polygon = ((5, 5), (5, 5), (5, 5), (5, 5))
    assert spread(point, 3) == point
