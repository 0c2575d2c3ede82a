from collections.abc import Callable

import pytest

from doubles.azure_service import AzureService
from services.engines.azure.check import accesses
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.engines.azure.planner import Api
from services.pictures.opening import Picture
from services.vision import Analysis, AnalysisOptions, Feature

MakeEngine = Callable[..., AzureEngine]
PLAIN = AnalysisOptions()


@pytest.fixture
def engine(azure: AzureService, engine_for: MakeEngine) -> AzureEngine:
    return engine_for(azure.endpoint, azure.key, api=Api.V40)


def look(
    engine: AzureEngine, picture: Picture, names: str, options: AnalysisOptions = PLAIN
) -> Analysis:
    return engine.analyze(picture, frozenset(Feature(name) for name in names.split()), options)


def test_everything_in_one_call(azure: AzureService, engine: AzureEngine, picture: Picture) -> None:
    names = "caption dense_captions tags objects people text smart_crops"
    found = look(engine, picture, names, AnalysisOptions(aspect_ratios=(0.75, 1.8)))
    (call,) = azure.calls
    assert call.query["api-version"] == "2024-02-01"
    assert call.query["gender-neutral-caption"] == "true"
    assert found.caption and found.caption.text == "two people walking on a street"
    assert found.dense_captions and found.dense_captions[0].box.width == 512
    assert found.tags and found.tags[0].name == "outdoor"
    assert found.objects and [one.name for one in found.objects][1] == "person"
    assert found.people and len(found.people) == 2, "the unlikely third is left out"
    assert found.text and found.text.lines[0].words[1].text == "COFFEE"
    assert found.text.lines[0].style is None
    assert found.smart_crops
    assert [one.aspect_ratio for one in found.smart_crops] == pytest.approx([0.75, 1.8], abs=0.01)
    assert not found.skipped and not found.notes


def test_an_auto_reply_is_three_transactions(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    found = look(engine, picture, "caption text landmarks faces")
    assert found.caption and found.text and found.landmarks and found.faces
    assert sorted(str(call.operation) for call in azure.calls) == ["analyze40", "detect", "domain"]


def test_what_4_0_lacks_comes_from_3_2(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    found = look(engine, picture, "tags celebrities landmarks brands categories colors adult")
    assert found.tags and found.celebrities and found.landmarks and found.brands
    assert found.categories and found.colors and found.adult
    assert len(azure.calls) == 2


def test_a_region_without_captions_is_described_by_3_2_and_nobody_is_told(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    found = look(engine, picture, "caption text tags")
    assert found.caption and found.text and found.tags
    assert not found.skipped and not found.notes
    operations = [str(call.operation) for call in azure.calls]
    assert operations == ["analyze40", "analyze40", "describe"]
    # It is remembered: the next one costs what it must, and all of it side by side.
    look(engine, picture, "caption text tags")
    assert sorted(str(call.operation) for call in azure.calls[3:]) == ["analyze40", "describe"]


def test_a_caption_alone_in_such_a_region(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    found = look(engine, picture, "caption")
    assert found.caption and not found.skipped
    assert [str(call.operation) for call in azure.calls] == ["analyze40", "describe"]


def test_dense_captions_have_no_stand_in(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    for _ in range(2):
        found = look(engine, picture, "dense_captions people")
        assert found.people
        assert "region" in found.skipped[Feature.DENSE_CAPTIONS]


def test_where_describe_fails_too_the_caption_is_skipped(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    azure.faults.status("describe", 500)
    found = look(engine, picture, "caption tags")
    assert found.tags
    assert found.skipped == {Feature.CAPTION: "Azure is not answering."}


def test_another_language_is_spoken_by_3_2(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    found = look(engine, picture, "caption tags text", AnalysisOptions(language="es"))
    assert found.tags and "calle" in {tag.name for tag in found.tags}
    assert found.text and found.text.lines
    assert {call.query.get("language") for call in azure.calls_of("analyze")} == {"es"}


@pytest.mark.parametrize("ratio", [0.5, 2.0, float("nan")])
def test_a_crop_that_cannot_be_made_costs_nothing_else(
    ratio: float, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    options = AnalysisOptions(aspect_ratios=(1.0, ratio))
    found = look(engine, picture, "smart_crops people", options)
    assert found.people
    assert "0.75 to 1.8" in found.skipped[Feature.SMART_CROPS]


def test_without_ratios_there_is_one_crop(engine: AzureEngine, picture: Picture) -> None:
    crops = look(engine, picture, "smart_crops").smart_crops
    assert crops is not None and len(crops) == 1


@pytest.mark.parametrize("smart", [True, False])
def test_thumbnails(
    smart: bool, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    made = engine.thumbnail(picture, 150, 100, smart=smart)
    assert (made.width, made.height, made.format) == (150, 100, "JPEG")
    (call,) = azure.calls
    assert call.query["smartCropping"] == str(smart).lower()


@pytest.mark.parametrize("size", [(0, 100), (100, 1025)])
def test_thumbnails_have_a_size(
    size: tuple[int, int], azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    with pytest.raises(AzureError, match="1 to 1024"):
        engine.thumbnail(picture, *size, smart=True)
    assert azure.calls == []


@pytest.mark.parametrize("kind", ["truncated", "html", "empty", "list"])
def test_a_thumbnail_that_is_no_image_is_an_error(
    kind: str, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.garbage("thumbnail", kind)  # type: ignore[arg-type]
    with pytest.raises(AzureError, match="could not be understood"):
        engine.thumbnail(picture, 100, 100, smart=True)


def test_a_check_says_what_the_key_may_use(azure: AzureService, engine: AzureEngine) -> None:
    vision, newer, face = accesses(engine)
    assert vision.works and newer.works and face.works
    assert "landmarks" in vision.sentence and "approved" in vision.sentence
    assert "dense captions" in newer.sentence
    assert "faces" in face.sentence
    assert len(azure.calls) == 3
    assert vision.endpoint == azure.endpoint


def test_a_check_of_a_region_without_captions(azure: AzureService, engine: AzureEngine) -> None:
    azure.faults.no_caption_region()
    newer = list(accesses(engine))[1]
    assert newer.works and "no captions" in newer.sentence
    assert "dense captions" not in newer.sentence and "people" in newer.sentence


def test_a_check_of_a_wrong_key(azure: AzureService, engine_for: MakeEngine) -> None:
    found = list(accesses(engine_for(azure.endpoint, "another-fake-key")))
    assert [one.works for one in found] == [False] * 3
    assert all(one.sentence == "Azure did not accept the key." for one in found)
