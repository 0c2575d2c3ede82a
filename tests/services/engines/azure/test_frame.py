import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.records import Record
from services.engines.fallback import RESULTS
from services.vision import Box

NUMBERS = st.floats(-1e9, 1e9)
SCALES = st.floats(0.01, 20)
WHOLE = Frame(width=400, height=200, sent_width=400, sent_height=200)
HALF = Frame(width=400, height=200, sent_width=200, sent_height=110, scale_x=0.5, scale_y=0.5)


def test_pixels_that_were_sent_become_pixels_of_the_picture() -> None:
    assert HALF.box(10, 20, 30, 40) == Box(20, 40, 60, 80)
    assert HALF.point(10, 20) == (20, 40)
    assert HALF.polygon([(0, 0), (10, 0), (10, 5), (0, 5)]) == ((0, 0), (20, 0), (20, 10), (0, 10))


def test_each_side_has_a_scale_of_its_own() -> None:
    frame = Frame(width=400, height=3, sent_width=200, sent_height=50, scale_x=0.5, scale_y=4)
    assert frame.box(10, 2, 30, 8) == Box(20, 0.5, 60, 2)
    assert frame.point(10, 2) == (20, 0.5)


def test_what_lies_on_the_margin_is_clipped_to_the_picture() -> None:
    assert HALF.box(190, 90, 40, 40) == Box(380, 180, 20, 20)
    assert HALF.point(210, 108) == (400, 200)


def test_boxes_have_two_spellings() -> None:
    objects = Record({"x": 1, "y": 2, "w": 3, "h": 4})
    faces = Record({"left": 1, "top": 2, "width": 3, "height": 4})
    assert WHOLE.xywh(objects) == WHOLE.rectangle(faces) == Box(1, 2, 3, 4)
    for name in objects.values:
        with pytest.raises(UnexpectedAnswer, match=name):
            WHOLE.xywh(Record({**objects.values, name: None}))


@pytest.mark.parametrize("count", [0, 3, 5])
def test_a_polygon_has_four_corners(count: int) -> None:
    with pytest.raises(UnexpectedAnswer, match=f"{count} points"):
        WHOLE.polygon([(0.0, 0.0)] * count)


def test_nothing_is_said_yet() -> None:
    blank = HALF.analysis()
    assert (blank.engine, blank.width, blank.height) == ("azure", 400, 200)
    assert all(getattr(blank, feature) is None for feature in RESULTS)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, SCALES, SCALES)
def test_whatever_is_said_lies_in_the_picture(
    left: float, top: float, width: float, height: float, across: float, down: float
) -> None:
    frame = Frame(400, 200, 100, 100, scale_x=across, scale_y=down)
    box = frame.box(left, top, width, height)
    for x, y in ((box.left, box.top), (box.right, box.bottom), frame.point(left, top)):
        assert 0 <= x <= 400 + 1e-9 and 0 <= y <= 200 + 1e-9
    assert box.width >= 0 and box.height >= 0
