import pytest

from doubles.azure_looking import MakeEngine, look
from doubles.azure_replay import Replay, said
from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.pictures.opening import Picture
from services.vision import Box, Face, HeadPose, Tag

PLACE = {"left": 10, "top": 20, "width": 30, "height": 40}


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


def answered(make: MakeEngine, picture: Picture, body: object) -> tuple[Face, ...]:
    with Replay(said(body)) as replay:
        found = look(make(replay.origin, "a-fake-key"), picture, "faces caption")
    assert found.faces is not None
    return found.faces


def test_a_place_is_all_that_must_be_told(engine_for: MakeEngine, picture: Picture) -> None:
    (face,) = answered(engine_for, picture, [{"faceRectangle": PLACE}])
    assert face == Face(Box(10, 20, 30, 40))


def test_what_is_told_is_kept_and_no_more(engine_for: MakeEngine, picture: Picture) -> None:
    attributes = {
        "headPose": {"roll": 1.5, "yaw": -2.5},
        "glasses": "swimmingGoggles",
        "occlusion": {"eyeOccluded": True, "foreheadOccluded": None},
        "accessories": [{"type": "headWear"}, {"type": "mask", "confidence": 0.4}],
        "blur": {"blurLevel": "High", "value": 0.9},
        "noise": None,
        "mask": {"type": "otherMaskOrOcclusion", "noseAndMouthCovered": True},
        "age": 44,
    }
    landmarks = {"noseTip": {"x": 12.5, "y": 30}, "mouthLeft": None}
    told = {"faceRectangle": PLACE, "faceAttributes": attributes, "faceLandmarks": landmarks}
    (face,) = answered(engine_for, picture, [told])
    assert face == Face(
        box=Box(10, 20, 30, 40),
        points={"noseTip": (12.5, 30)},
        head_pose=HeadPose(0.0, 1.5, -2.5),
        glasses="swimming goggles",
        occlusion={"eye": True},
        accessories=(Tag("head wear", None), Tag("mask", 0.4)),
        blur="high",
        mask="other mask or occlusion",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"detected": []},
        [[]],
        [{}],
        [{"faceRectangle": PLACE, "faceAttributes": []}],
        [{"faceRectangle": PLACE, "faceAttributes": {"headPose": {"pitch": 1}}}],
        [{"faceRectangle": PLACE, "faceAttributes": {"accessories": [{"confidence": 1}]}}],
        [{"faceRectangle": PLACE, "faceLandmarks": {"noseTip": {"x": 1}}}],
    ],
)
def test_what_is_not_as_documented_is_no_answer(
    body: object, engine_for: MakeEngine, picture: Picture
) -> None:
    with Replay(said(body)) as replay:
        engine = engine_for(replay.origin, "a-fake-key")
        with pytest.raises(AzureError, match="could not be understood"):
            look(engine, picture, "faces")


def test_each_model_is_asked_for_what_it_tells_and_together_they_tell_all(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    look(engine, picture, "faces")
    asked = {
        call.query["detectionModel"]: set(call.query["returnFaceAttributes"].split(","))
        for call in azure.calls
    }
    assert asked["detection_01"] == {"accessories", "noise"}
    assert asked["detection_03"] == {
        *("blur", "exposure", "glasses", "headPose"),
        *("mask", "occlusion", "qualityForRecognition"),
    }
