from doubles.azure_looking import look
from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.pictures.opening import Picture


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
