import logging
from collections.abc import Callable

import pytest

from doubles.azure_service import AzureService
from doubles.azure_service.model import Product
from doubles.azure_service.scene import Face as SeenFace
from doubles.azure_service.scene import Scene
from doubles.telling import confidence_of
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.jobs.records import from_json, to_json
from services.pictures.opening import Picture
from services.vision import (
    Adult,
    Analysis,
    AnalysisOptions,
    Caption,
    Category,
    Colors,
    Feature,
    ImageType,
    Landmark,
)

MakeEngine = Callable[..., AzureEngine]
PLAIN = AnalysisOptions()
AUTO_REPLY = frozenset({Feature.CAPTION, Feature.TEXT, Feature.LANDMARKS, Feature.FACES})
VISUAL = "caption tags objects colors categories brands adult image_type landmarks celebrities"


def look(
    engine: AzureEngine,
    picture: Picture,
    features: str | frozenset[Feature],
    options: AnalysisOptions = PLAIN,
) -> Analysis:
    if isinstance(features, str):
        features = frozenset(Feature(name) for name in features.split())
    return engine.analyze(picture, features, options)


@pytest.fixture
def engine(azure: AzureService, engine_for: MakeEngine) -> AzureEngine:
    return engine_for(azure.endpoint, azure.key)


def test_an_auto_reply_is_four_transactions_side_by_side(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    for operation in ("analyze", "read", "detect"):
        azure.faults.slow(operation, 0.2)
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


def test_everything_analyze_says_in_one_call(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    found = look(engine, picture, VISUAL)
    assert len(azure.calls) == 1
    assert found.caption is not None
    assert found.caption.text == "Robin Example walking below the Space Needle"
    assert found.tags is not None
    assert [tag.name for tag in found.tags] == ["outdoor", "person", "street", "tower", "pigeon"]
    assert found.categories is not None
    assert found.categories[0] == Category("outdoor_street", 0.5976)
    assert found.colors == Colors("white", "grey", ("grey", "white"), "2f6c9a", False)
    assert found.adult == Adult(False, False, False, 0.0021, 0.0043, 0.0008)
    assert found.image_type == ImageType(0, 0)
    assert found.landmarks == (Landmark("Space Needle", 0.9769),)
    assert found.celebrities is not None and found.objects is not None and found.brands is not None
    (robin,) = found.celebrities
    assert robin.name == "Robin Example" and robin.box is not None
    assert robin.box.left == pytest.approx(0.33 * 512, abs=1)
    assert [one.name for one in found.objects] == ["bicycle", "person", "pigeon"]
    assert found.objects[1].box.height == pytest.approx(0.75 * 512, abs=1)
    assert [one.name for one in found.brands] == ["Contoso"]


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


def test_a_caption_alone_comes_with_candidates(engine: AzureEngine, picture: Picture) -> None:
    caption = look(engine, picture, "caption").caption
    assert caption is not None
    assert [one.text for one in caption.candidates] == [
        "two people walking on a street",
        "a street with a tower behind it",
    ]
    assert confidence_of(caption) > confidence_of(caption.candidates[0])
    assert from_json(to_json(caption), Caption) == caption


def test_faces_alone_have_every_attribute_that_is_open(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    faces = look(engine, picture, "faces").faces
    assert faces is not None
    masked, reading = faces
    assert masked.mask == "face mask" and reading.mask == "no mask"
    assert reading.glasses == "reading glasses"
    assert [one.name for one in reading.accessories] == ["glasses"]
    assert (reading.noise, reading.blur, reading.exposure) == ("low", "low", "good exposure")
    assert reading.quality == "high"
    assert reading.occlusion == {"forehead": False, "eye": False, "mouth": False}
    assert reading.head_pose is not None and reading.head_pose.yaw == 7.9
    assert len(reading.points) == 27
    x, y = reading.points["noseTip"]
    assert reading.box.left < x < reading.box.right and reading.box.top < y < reading.box.bottom
    models = {call.query["detectionModel"] for call in azure.calls}
    assert models == {"detection_03", "detection_01"}


def test_what_is_closed_is_never_asked_for(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    look(engine, picture, "faces")
    for call in azure.calls:
        assert call.query["returnFaceId"] == "false"
        closed = {"age", "gender", "emotion", "smile", "facialHair", "hair", "makeup"}
        assert not closed & set(call.query["returnFaceAttributes"].split(","))


def test_without_a_face_key_vision_says_where_faces_are_and_no_age_is_shown(
    azure: AzureService, engine_for: MakeEngine, picture: Picture
) -> None:
    azure.sees(Scene(faces=(SeenFace((0.2, 0.2, 0.3, 0.3), age=44, gender="Male"),)))
    found = look(engine_for(azure.endpoint, azure.key, face=False), picture, "faces")
    assert b'"age":44' not in str(found).encode() and "44" not in str(found.faces)
    assert found.faces is not None and len(found.faces) == 1
    assert found.faces[0].points == {}


def test_a_key_of_vision_alone_still_finds_faces(engine_for: MakeEngine, picture: Picture) -> None:
    with AzureService(product=Product.VISION) as azure:
        engine = engine_for(azure.endpoint, azure.key)
        for _ in range(5):
            found = look(engine, picture, AUTO_REPLY)
            assert found.faces and not found.skipped
        # Face has refused so often that it is asked no more, and analyze does it on the side.
        assert len(azure.calls_of("detect")) == 3
        assert "Faces" in azure.calls_of("analyze")[-1].query["visualFeatures"].split(",")
        assert len(azure.calls_of("analyze")) == 3 * 2 + 2


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


@pytest.mark.parametrize(
    ("language", "tag", "asked"),
    [
        ("es", "calle", "es"),
        ("pt-BR", "pessoa", "pt"),
        ("zh-Hans", "人员", "zh"),
        ("ja", "人", "ja"),
    ],
)
def test_what_can_be_translated_is(
    language: str,
    tag: str,
    asked: str,
    azure: AzureService,
    engine: AzureEngine,
    picture: Picture,
) -> None:
    options = AnalysisOptions(language=language)
    found = look(engine, picture, "caption tags objects", options)
    assert found.tags and tag in {one.name for one in found.tags}
    assert found.objects and found.objects[0].name == "bicycle"
    assert not found.notes
    assert {call.query.get("language") for call in azure.calls} == {asked, None}


def test_another_language_is_english_and_a_note(engine: AzureEngine, picture: Picture) -> None:
    found = look(engine, picture, "caption text", AnalysisOptions(language="fr"))
    assert found.caption is not None and found.text is not None
    (note,) = found.notes
    assert "English" in note
    assert not look(engine, picture, "text", AnalysisOptions(language="fr")).notes


def test_features_are_what_there_are_keys_for(azure: AzureService, engine_for: MakeEngine) -> None:
    assert engine_for(azure.endpoint, azure.key).features == frozenset(Feature)
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
