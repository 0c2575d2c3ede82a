import math
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from doubles.azure_looking import MakeEngine
from doubles.azure_pages import LINES, SIZE, page, read_page, words_of
from doubles.azure_service.geometry import level, turn
from doubles.azure_service.scene import Area
from doubles.azure_service.world import OcrFrame
from services.engines.azure.turning import turn_of
from services.vision import Box


@pytest.mark.parametrize("frame", ["upright", "angle"])
@pytest.mark.parametrize("degrees", [0, 14, -8.5, 44, 90, 97, 180, 171, -90, -120, 263])
def test_boxes_lie_on_the_ink_of_a_tilted_page(
    engine_for: MakeEngine, degrees: float, frame: OcrFrame
) -> None:
    picture = page(degrees)
    text = read_page(engine_for, picture, degrees, frame)
    ink = np.asarray(picture.image.convert("L")) < 128
    covered = Image.new("1", SIZE)
    for word in words_of(text):
        mask = Image.new("1", SIZE)
        ImageDraw.Draw(mask).polygon(list(word.polygon), fill=1)
        inside = np.asarray(mask)
        assert ink[inside].mean() > 0.9, f"{word.text} lies beside its ink"
        ImageDraw.Draw(covered).polygon(list(word.polygon), fill=1)
    assert np.asarray(covered)[ink].mean() > 0.95, "ink that no word covers"


@pytest.mark.parametrize("frame", ["upright", "angle"])
@pytest.mark.parametrize("degrees", [0, 20, 110, 185, 250])
def test_a_polygon_begins_where_its_text_begins(
    engine_for: MakeEngine, degrees: float, frame: OcrFrame
) -> None:
    text = read_page(engine_for, page(degrees), degrees, frame)
    for line, expected in zip(text.regions[0].lines, LINES, strict=True):
        corners = turn(level(expected.area, SIZE), degrees, SIZE)
        for seen, right in zip(line.polygon, corners, strict=True):
            assert seen == pytest.approx(right, abs=1.5)


@settings(deadline=None)
@given(
    st.floats(-180, 359),
    st.sampled_from(get_args(OcrFrame)),
    st.tuples(st.integers(60, 900), st.integers(60, 900)),
)
def test_a_turn_puts_every_box_where_its_text_is_seen(
    degrees: float, frame: OcrFrame, size: tuple[int, int]
) -> None:
    """Three words of one line, given in the frame that the service's angles lead to."""
    quarters = round(degrees / 90)
    areas = [(0.1 + 0.2 * at, 0.3, 0.15, 0.05) for at in range(3)]
    given_in = 90 * quarters if frame == "angle" else 0
    boxes = [boxed(turn(level(area, size), given_in, size)) for area in areas]
    tilt = math.radians(90 * quarters - degrees)
    orientation = ("Up", "Right", "Down", "Left")[quarters % 4]
    made = turn_of(tilt, orientation, [boxes], (size[0] / 2, size[1] / 2))
    for area, box in zip(areas, boxes, strict=True):
        for seen, right in zip(made.corners(box), text_at(area, degrees, size), strict=True):
            assert seen == pytest.approx(right, abs=0.01)


@pytest.mark.parametrize(
    ("width", "height", "first"), [(40, 10, 0), (10, 40, 1)], ids=["lying", "standing"]
)
def test_of_a_single_word_its_shape_tells_the_frame(width: int, height: int, first: int) -> None:
    assert turn_of(0.0, "Right", [[Box(5, 5, width, height)]], (50, 50)).first == first


@pytest.mark.parametrize("orientation", ["NotDetected", "", "Sideways", "Up"])
def test_an_orientation_that_tells_nothing_turns_nothing(orientation: str) -> None:
    box = Box(10, 20, 30, 40)
    made = turn_of(0.0, orientation, [[box], []], (50, 50))
    assert Box.around(made.corners(box)) == box
    assert made.corners(box)[0] == (10, 20)


def boxed(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def text_at(area: Area, degrees: float, size: tuple[int, int]) -> list[tuple[float, float]]:
    return turn(level(area, size), degrees, size)
