import pytest

from doubles.azure_looking import AUTO_REPLY, MakeEngine, look
from doubles.azure_service import AzureService
from doubles.azure_service.model import Product
from doubles.azure_service.scene import Face as SeenFace
from doubles.azure_service.scene import Scene
from doubles.fake_time import FakeTime
from services.engines.azure.engine import AzureEngine, Resource
from services.engines.azure.errors import AzureError
from services.engines.azure.planner import Api
from services.pictures.opening import Picture
from services.vision import Feature


@pytest.fixture
def engine_40(azure: AzureService, engine_for: MakeEngine) -> AzureEngine:
    return engine_for(azure.endpoint, azure.key, api=Api.V40)


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


def test_a_region_without_captions_is_described_by_3_2_and_nobody_is_told(
    azure: AzureService, engine_40: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    found = look(engine_40, picture, "caption text tags")
    assert found.caption and found.text and found.tags
    assert not found.skipped and not found.notes
    operations = [str(call.operation) for call in azure.calls]
    assert operations == ["analyze40", "analyze40", "describe"]
    # It is remembered: the next one costs what it must, and all of it side by side.
    look(engine_40, picture, "caption text tags")
    assert sorted(str(call.operation) for call in azure.calls[3:]) == ["analyze40", "describe"]


def test_a_caption_alone_in_such_a_region(
    azure: AzureService,
    engine_40: AzureEngine,
    picture: Picture,
    caplog: pytest.LogCaptureFixture,
) -> None:
    azure.faults.no_caption_region()
    found = look(engine_40, picture, "caption")
    assert found.caption and not found.skipped
    assert [str(call.operation) for call in azure.calls] == ["analyze40", "describe"]
    assert "Azure refused" not in caplog.text


def test_dense_captions_have_no_stand_in(
    azure: AzureService, engine_40: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    for _ in range(2):
        found = look(engine_40, picture, "dense_captions people")
        assert found.people
        assert "region" in found.skipped[Feature.DENSE_CAPTIONS]


def test_where_describe_fails_too_the_caption_is_skipped(
    azure: AzureService, engine_40: AzureEngine, picture: Picture
) -> None:
    azure.faults.no_caption_region()
    azure.faults.status("describe", 500)
    found = look(engine_40, picture, "caption tags")
    assert found.tags
    assert found.skipped == {Feature.CAPTION: "Azure is not answering."}


def test_faces_that_nobody_finds_are_told_as_face_tells_it(
    azure: AzureService, engine: AzureEngine, picture: Picture, caplog: pytest.LogCaptureFixture
) -> None:
    azure.faults.status("detect", 401)
    azure.faults.status("analyze", 500)
    found = look(engine, picture, "faces text")
    assert found.text and found.skipped == {Feature.FACES: "Azure did not accept the key."}
    assert "Vision finds no faces either" in caplog.text


def test_an_image_that_face_refuses_is_not_given_to_vision(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.status("detect", 400, {"error": {"code": "InvalidImageSize", "message": "No."}})
    found = look(engine, picture, "faces text")
    assert found.skipped == {Feature.FACES: "Azure does not take an image of this size."}
    assert not azure.calls_of("analyze")


def test_face_alone_needs_no_vision(azure: AzureService, picture: Picture) -> None:
    with AzureEngine(None, Resource(azure.endpoint, azure.key, "1000/s")) as engine:
        assert engine.features == {Feature.FACES}
        found = look(engine, picture, "faces tags")
    assert found.faces and found.skipped == {Feature.TAGS: "Azure is not set up for this."}


def test_a_dead_face_is_asked_for_as_long_as_nobody_else_can_be(
    azure: AzureService, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.status("detect", 500, times=None)
    face = Resource(azure.endpoint, azure.key, "1000/s")
    with AzureEngine(None, face, clock=fake.clock, sleep=fake.sleep) as engine:
        for _ in range(5):
            with pytest.raises(AzureError, match="not answering"):
                look(engine, picture, "faces")
        assert engine.features == {Feature.FACES}
