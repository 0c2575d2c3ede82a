import numpy as np
import pytest
from PIL import Image, ImageDraw

from doubles.azure_looking import MakeEngine
from doubles.azure_pages import LINES, SIZE, page, read_page, words_of
from doubles.azure_service.geometry import level, turn
from doubles.azure_service.world import OcrFrame


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
