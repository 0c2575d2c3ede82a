import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from doubles.azure_service import AzureService
from doubles.azure_service.geometry import level, pixels, turn, words
from doubles.azure_service.scene import Line, Scene
from doubles.azure_service.world import OcrFrame
from services.engines.azure.engine import AzureEngine
from services.pictures.opening import Picture, open_picture
from services.vision import AnalysisOptions, Feature, PrintedText, PrintedWord

PRINTED = frozenset({Feature.PRINTED_TEXT})
LINES = (
    Line("NOTHING EXISTS", (0.3, 0.35, 0.4, 0.08)),
    Line("EXCEPT ATOMS AND", (0.3, 0.46, 0.36, 0.06)),
    Line("space", (0.3, 0.56, 0.12, 0.05)),
)
SIZE = (900, 700)


def page(degrees: float, size: tuple[int, int] = SIZE) -> Picture:
    """Draw every word of the page as a bar of ink, and turn the page clockwise."""
    paper = Image.new("L", size, "white")
    for line in LINES:
        for _, area in words(line):
            left, top, width, height = pixels(area, size)
            ImageDraw.Draw(paper).rectangle((left, top, left + width - 1, top + height - 1), 0)
    turned = paper.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    made = io.BytesIO()
    turned.save(made, "PNG")
    return open_picture(made.getvalue())


def look(
    make: Callable[..., AzureEngine],
    picture: Picture,
    degrees: float,
    frame: OcrFrame = "upright",
    *,
    certain: bool = True,
    options: AnalysisOptions | None = None,
) -> PrintedText:
    scene = Scene(lines=LINES, turned=degrees, angle_certain=certain)
    with AzureService(scene=scene, ocr_frame=frame) as azure:
        engine = make(azure.endpoint, azure.key)
        found = engine.analyze(picture, PRINTED, options or AnalysisOptions())
    assert found.printed_text is not None
    return found.printed_text


def words_of(text: PrintedText) -> list[PrintedWord]:
    return [word for region in text.regions for line in region.lines for word in line.words]


@pytest.mark.parametrize("frame", ["upright", "angle"])
@pytest.mark.parametrize("degrees", [0, 14, -8.5, 44, 90, 97, 180, 171, -90, -120, 263])
def test_boxes_lie_on_the_ink_of_a_tilted_page(
    engine_for: Callable[..., AzureEngine], degrees: float, frame: OcrFrame
) -> None:
    picture = page(degrees)
    text = look(engine_for, picture, degrees, frame)
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
    engine_for: Callable[..., AzureEngine], degrees: float, frame: OcrFrame
) -> None:
    text = look(engine_for, page(degrees), degrees, frame)
    for line, expected in zip(text.regions[0].lines, LINES, strict=True):
        corners = turn(level(expected.area, SIZE), degrees, SIZE)
        for seen, right in zip(line.polygon, corners, strict=True):
            assert seen == pytest.approx(right, abs=1.5)


def test_boxes_of_a_page_that_had_to_be_shrunk_are_on_the_page(
    engine_for: Callable[..., AzureEngine],
) -> None:
    size = (6_000, 4_000)
    text = look(engine_for, page(12, size), 12)
    for line, expected in zip(text.regions[0].lines, LINES, strict=True):
        corners = turn(level(expected.area, size), 12, size)
        for seen, right in zip(line.polygon, corners, strict=True):
            assert seen == pytest.approx(right, abs=3)


def test_what_was_read_and_how_it_stands(engine_for: Callable[..., AzureEngine]) -> None:
    text = look(engine_for, page(14), 14)
    assert [line.text for line in text.regions[0].lines] == [line.text for line in LINES]
    assert text.orientation == "Up"
    assert text.angle_degrees == pytest.approx(-14)
    assert text.language == "en"


def test_where_the_angle_is_not_sure_boxes_stay(engine_for: Callable[..., AzureEngine]) -> None:
    text = look(engine_for, page(5), 5, certain=False)
    assert text.angle_degrees is None
    for word in words_of(text):
        left, top = word.polygon[0]
        assert (word.box.left, word.box.top) == (left, top)


def test_orientation_is_found_out_only_where_asked(
    engine_for: Callable[..., AzureEngine],
) -> None:
    options = AnalysisOptions(detect_orientation=False, ocr_language="DE")
    text = look(engine_for, page(3), 3, options=options)
    assert text.orientation == "NotDetected"
    assert text.language == "de"


def test_a_language_that_is_not_read_is_no_call(
    azure: AzureService, engine_for: Callable[..., AzureEngine]
) -> None:
    engine = engine_for(azure.endpoint, azure.key)
    options = AnalysisOptions(ocr_language="tlh")
    asked = PRINTED | {Feature.TAGS}
    found = engine.analyze(page(0), asked, options)
    assert found.tags
    assert "language" in found.skipped[Feature.PRINTED_TEXT]
    assert not azure.calls_of("ocr")
