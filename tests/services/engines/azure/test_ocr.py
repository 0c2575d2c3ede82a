import pytest

from doubles.azure_looking import MakeEngine
from doubles.azure_pages import LINES, PRINTED, page, read_page, words_of
from doubles.azure_service import AzureService
from doubles.azure_service.geometry import level, turn
from services.vision import AnalysisOptions, Feature


def test_boxes_of_a_page_that_had_to_be_shrunk_are_on_the_page(
    engine_for: MakeEngine,
) -> None:
    size = (6_000, 4_000)
    text = read_page(engine_for, page(12, size), 12)
    for line, expected in zip(text.regions[0].lines, LINES, strict=True):
        corners = turn(level(expected.area, size), 12, size)
        for seen, right in zip(line.polygon, corners, strict=True):
            assert seen == pytest.approx(right, abs=3)


def test_what_was_read_and_how_it_stands(engine_for: MakeEngine) -> None:
    text = read_page(engine_for, page(14), 14)
    assert [line.text for line in text.regions[0].lines] == [line.text for line in LINES]
    assert text.orientation == "Up"
    assert text.angle_degrees == pytest.approx(-14)
    assert text.language == "en"


def test_where_the_angle_is_not_sure_boxes_stay(engine_for: MakeEngine) -> None:
    text = read_page(engine_for, page(5), 5, certain=False)
    assert text.angle_degrees is None
    for word in words_of(text):
        left, top = word.polygon[0]
        assert (word.box.left, word.box.top) == (left, top)


def test_orientation_is_found_out_only_where_asked(
    engine_for: MakeEngine,
) -> None:
    options = AnalysisOptions(detect_orientation=False, ocr_language="DE")
    text = read_page(engine_for, page(3), 3, options=options)
    assert text.orientation == "NotDetected"
    assert text.language == "de"


def test_a_language_that_is_not_read_is_no_call(
    azure: AzureService, engine_for: MakeEngine
) -> None:
    engine = engine_for(azure.endpoint, azure.key)
    options = AnalysisOptions(ocr_language="tlh")
    asked = PRINTED | {Feature.TAGS}
    found = engine.analyze(page(0), asked, options)
    assert found.tags
    assert "language" in found.skipped[Feature.PRINTED_TEXT]
    assert not azure.calls_of("ocr")
