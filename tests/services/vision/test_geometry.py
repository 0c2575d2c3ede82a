from hypothesis import given
from hypothesis import strategies as st

from services.vision import Box, Polygon

sides = st.floats(-500, 500)
sizes = st.floats(0, 500)
boxes = st.builds(Box, sides, sides, sizes, sizes)


def test_a_box_knows_its_far_sides_and_its_area() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom, box.area) == (40, 60, 1200)


def test_the_box_around_a_slanted_line_holds_all_its_corners() -> None:
    slanted: Polygon = ((10, 40), (90, 0), (95, 10), (15, 50))
    assert Box.around(slanted) == Box(10, 0, 85, 50)


@given(boxes, st.floats(0, 400), st.floats(0, 400))
def test_what_is_clipped_lies_in_the_picture_and_in_the_box(
    box: Box, width: float, height: float
) -> None:
    inside = box.clipped(width, height)
    assert inside.width >= 0 and inside.height >= 0
    assert 0 <= inside.left <= inside.right <= width + 1e-6
    assert 0 <= inside.top <= inside.bottom <= height + 1e-6
    assert inside.area <= box.area + 1e-6


def test_a_box_over_the_edge_keeps_its_part_inside() -> None:
    assert Box(-10, 80, 50, 50).clipped(100, 100) == Box(0, 80, 40, 20)
    assert Box(10, 10, 20, 20).clipped(100, 100) == Box(10, 10, 20, 20)
    assert Box(200, 200, 10, 10).clipped(100, 100).area == 0


@given(boxes, boxes)
def test_overlap_is_a_share_and_the_same_both_ways(one: Box, other: Box) -> None:
    assert 0 <= one.overlap(other) <= 1 + 1e-9
    assert one.overlap(other) == other.overlap(one)


def test_a_sliver_shares_no_more_than_it_has() -> None:
    sliver = Box(1, 0, 1.2e-16, 1)
    assert sliver.right - sliver.left > sliver.width, "its right side is rounded"
    assert sliver.shared_area(sliver) == sliver.area
    assert sliver.overlap(sliver) == 1


def test_overlap_is_the_intersection_over_the_union() -> None:
    box = Box(0, 0, 10, 10)
    assert box.overlap(box) == 1
    assert box.overlap(Box(5, 0, 10, 10)) == 50 / 150
    assert box.overlap(Box(2, 2, 5, 5)) == 0.25
    assert box.overlap(Box(10, 0, 10, 10)) == 0, "they only touch"
    assert box.overlap(Box(20, 20, 10, 10)) == 0, "apart both ways is no overlap"
    assert Box(0, 0, 0, 0).overlap(Box(0, 0, 0, 0)) == 0


@given(boxes, boxes)
def test_what_two_boxes_share_lies_in_both(one: Box, other: Box) -> None:
    shared = one.shared_area(other)
    assert shared == other.shared_area(one)
    assert 0 <= shared <= min(one.area, other.area) + 1e-6


def test_the_shared_area_is_in_square_pixels() -> None:
    assert Box(0, 0, 10, 10).shared_area(Box(6, 7, 10, 10)) == 12
    assert Box(0, 0, 10, 10).shared_area(Box(2, 3, 4, 5)) == 20
    assert Box(0, 0, 10, 10).shared_area(Box(11, 11, 4, 5)) == 0


def test_a_box_holds_its_edge_and_its_middle_and_nothing_beside() -> None:
    box = Box(10, 20, 30, 40)
    assert box.middle == (25, 40)
    for point in (box.middle, (10, 20), (40, 60), (10, 60)):
        assert box.holds(point)
    for point in ((9, 40), (41, 40), (25, 19), (25, 61)):
        assert not box.holds(point)
