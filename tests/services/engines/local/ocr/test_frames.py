import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from services.engines.local.ocr.frames import Frame, copy_of, part_around, scale_for
from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.orientation import Line
from services.vision import Box

Pixels = NDArray[np.uint8]


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_a_place_in_the_copy_is_the_same_in_the_picture(quarters: int, scale: float) -> None:
    pixels: Pixels = np.zeros((90, 160, 3), np.uint8)
    pixels[40:48, 100:112] = 255
    frame = Frame(Box(20, 10, 120, 60), scale, quarters)
    copy = np.asarray(Image.open(io.BytesIO(copy_of(pixels, frame))).convert("L"))
    rows, columns = np.nonzero(copy > 128)
    left, top = float(columns.min()), float(rows.min())
    box = Box(left, top, columns.max() + 1 - left, rows.max() + 1 - top)
    found = frame.bounds(box)
    there = found.left, found.top, found.width, found.height
    assert there == pytest.approx((100, 40, 12, 8), abs=2)


def test_the_part_has_a_margin_and_ends_with_the_picture() -> None:
    pixels: Pixels = np.zeros((200, 1000, 3), np.uint8)
    part = part_around([Box(300, 100, 200, 20), Box(300, 130, 100, 20)], pixels)
    assert part == Box(260, 60, 280, 130)
    assert part_around([Box(0, 0, 1000, 150)], pixels) == Box(0, 0, 1000, 200)


@pytest.mark.parametrize(("height", "scale"), [(44, 1.0), (22, 2.0), (1, 4.0), (2000, 0.25)])
def test_letters_are_made_as_large_as_they_should_be(height: float, scale: float) -> None:
    corners = np.array([[0, 0], [9000, 0], [9000, height], [0, height]], float)
    line = Line(corners, 0, Reading())
    assert scale_for(Box(0, 0, 100, 100), [line]) == scale
    assert scale_for(Box(0, 0, 16_000, 10), [line]) <= 0.25
