import pytest

from doubles.azure_looking import MakeEngine, look
from doubles.azure_replay import Replay, said
from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.engines.azure.planner import Api
from services.pictures.opening import Picture
from services.vision import (
    AnalysisOptions,
    Box,
    Caption,
    DenseCaption,
    DetectedObject,
    Feature,
    Tag,
)


@pytest.fixture
def engine(azure: AzureService, engine_for: MakeEngine) -> AzureEngine:
    return engine_for(azure.endpoint, azure.key, api=Api.V40)


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


def test_what_4_0_is_not_sure_of_it_need_not_say(engine_for: MakeEngine, picture: Picture) -> None:
    box = {"boundingBox": {"x": 1, "y": 2, "w": 3, "h": 4}}
    body = {
        "captionResult": {"text": "a street"},
        "denseCaptionsResult": {"values": [box | {"text": "a lamp"}]},
        "tagsResult": {"values": [{"name": "wet"}]},
        "objectsResult": {"values": [box | {"tags": [{"name": "cat"}]}]},
        "peopleResult": {"values": [box, box | {"confidence": 0.49}, box | {"confidence": 0.5}]},
    }
    with Replay(said(body)) as replay:
        engine = engine_for(replay.origin, "a-fake-key", api=Api.V40)
        found = look(engine, picture, "caption dense_captions tags objects people")
    assert found.caption == Caption("a street", None)
    assert found.tags == (Tag("wet", None),)
    assert found.dense_captions == (DenseCaption("a lamp", None, Box(1, 2, 3, 4)),)
    assert found.objects == (DetectedObject("cat", None, Box(1, 2, 3, 4)),)
    assert found.people is not None and [one.confidence for one in found.people] == [None, 0.5]


def test_an_object_is_what_its_surest_tag_says(engine_for: MakeEngine, picture: Picture) -> None:
    tags = [
        {"name": "animal"},
        {"name": "dog", "confidence": 0.4},
        {"name": "cat", "confidence": 1},
    ]
    thing = {"boundingBox": {"x": 1, "y": 2, "w": 3, "h": 4}, "tags": tags}
    body = {"objectsResult": {"values": [thing, thing | {"tags": []}]}}
    with Replay(said(body)) as replay:
        engine = engine_for(replay.origin, "a-fake-key", api=Api.V40)
        assert [one.name for one in look(engine, picture, "objects").objects or ()] == ["cat"]
