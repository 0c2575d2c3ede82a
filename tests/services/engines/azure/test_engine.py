import logging

import pytest

from doubles.azure_looking import AUTO_REPLY, MakeEngine, look
from doubles.azure_service import AzureService
from doubles.azure_service.scene import Scene
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.pictures.opening import Picture
from services.vision import (
    Feature,
)


def test_an_auto_reply_is_four_transactions_side_by_side(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.together("analyze", "read", "detect")
    found = look(engine, picture, AUTO_REPLY)
    assert found.caption and found.text and found.landmarks and found.faces
    assert not found.skipped and not found.notes
    calls = azure.calls
    assert sorted(str(call.operation) for call in calls) == [
        *("analyze", "detect", "read", "read_result")
    ]
    first = azure.calls_of("analyze", "read", "detect")
    assert all(one.overlaps(other) for one in first for other in first)
    assert all(call.key_seen and not call.key_leaked for call in calls)
    assert set(found.request_ids) == {call.request_id for call in calls}


@pytest.mark.parametrize(
    ("feature", "path"),
    [
        ("caption", "/vision/v3.2/describe"),
        ("tags", "/vision/v3.2/tag"),
        ("objects", "/vision/v3.2/detect"),
        ("landmarks", "/vision/v3.2/models/landmarks/analyze"),
        ("celebrities", "/vision/v3.2/models/celebrities/analyze"),
        ("area_of_interest", "/vision/v3.2/areaOfInterest"),
        ("printed_text", "/vision/v3.2/ocr"),
        ("adult", "/vision/v3.2/analyze"),
    ],
)
def test_one_thing_alone_is_one_scoped_call(
    feature: str, path: str, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    found = look(engine, picture, feature)
    assert getattr(found, feature)
    assert [call.path for call in azure.calls] == [path]


def test_no_faces_is_an_answer(azure: AzureService, engine: AzureEngine, picture: Picture) -> None:
    azure.sees(Scene())
    found = look(engine, picture, "faces text objects celebrities")
    assert found.faces == () and found.objects == ()
    assert found.text is not None and found.text.lines == ()
    assert found.celebrities == ()
    assert any("approval" in note for note in found.notes)


def test_nothing_to_say_is_said(azure: AzureService, engine: AzureEngine, picture: Picture) -> None:
    azure.sees(Scene())
    found = look(engine, picture, "caption tags")
    assert found.caption is None and found.tags == ()
    assert found.skipped == {Feature.CAPTION: "Azure found no words for this image."}


def test_features_are_what_there_are_keys_for(azure: AzureService, engine_for: MakeEngine) -> None:
    assert engine_for(azure.endpoint, azure.key).features == set(Feature) - {Feature.CODES}
    assert Feature.FACES in engine_for(azure.endpoint, azure.key, face=False).features
    with AzureEngine(None) as nothing:
        assert nothing.features == frozenset()


def test_what_nobody_can_be_asked_for_is_skipped_with_a_sentence(picture: Picture) -> None:
    with AzureEngine(None) as nothing, pytest.raises(AzureError, match="not set up"):
        look(nothing, picture, "tags")


def test_a_thumbnail_is_nothing_to_analyse(engine: AzureEngine, picture: Picture) -> None:
    found = look(engine, picture, "thumbnail tags")
    assert found.tags and not found.skipped


def test_the_key_is_in_no_repr(engine: AzureEngine, azure: AzureService) -> None:
    assert azure.key not in repr(engine) + repr(engine.vision) + repr(vars(engine))


def test_debug_logs_hold_no_key(
    azure: AzureService,
    engine: AzureEngine,
    picture: Picture,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    look(engine, picture, AUTO_REPLY)
    assert "urllib3" in {record.name.partition(".")[0] for record in caplog.records}
    assert azure.key not in caplog.text
