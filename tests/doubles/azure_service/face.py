"""Face: detect."""

import re

from PIL import ImageOps

from doubles.azure_service import errors
from doubles.azure_service.face_shapes import attributes, landmarks
from doubles.azure_service.geometry import Size, pixels, rectangle
from doubles.azure_service.image_rules import BYTES, JPEG, JSON, Rules, uploaded
from doubles.azure_service.model import (
    Answer,
    Json,
    Product,
    Request,
    ServiceError,
    billed,
    json_answer,
)
from doubles.azure_service.queries import Query
from doubles.azure_service.scene import Face
from doubles.azure_service.world import World

CLOSED = ("emotion", "gender", "age", "smile", "facialHair", "hair", "makeup")
BY_MODEL = {
    "detection_01": (
        "accessories",
        "blur",
        "exposure",
        "glasses",
        "headPose",
        "noise",
        "occlusion",
        "qualityForRecognition",
    ),
    "detection_02": (),
    "detection_03": (
        "blur",
        "exposure",
        "glasses",
        "headPose",
        "mask",
        "occlusion",
        "qualityForRecognition",
    ),
}
KNOWN = {*CLOSED, *(name for names in BY_MODEL.values() for name in names)}
RECOGNITION = ("recognition_01", "recognition_02", "recognition_03", "recognition_04")
ALLOWED = (
    "detectionModel",
    "recognitionModel",
    "returnFaceId",
    "returnFaceLandmarks",
    "returnFaceAttributes",
    "returnRecognitionModel",
    "faceIdTimeToLive",
)
SMALLEST, LARGEST, MOST = 36, 4096, 100


def _argument(sentence: str) -> ServiceError:
    return errors.face("BadArgument", sentence)


RULES = Rules(
    formats=JPEG | {"PNG", "GIF", "BMP"},
    max_bytes=6 * 1024 * 1024,
    min_side=1,
    max_side=2**31,
    media_type=lambda _given: errors.face(
        "BadArgument", "The Content-Type is not one of the allowed types.", status=415
    ),
    bad_json=lambda: _argument("JSON parsing error."),
    bad_url=lambda: errors.face("InvalidURL", "Invalid image URL."),
    bad_format=lambda: errors.face("InvalidImage", "Decoding error, image format unsupported."),
    too_small=lambda: errors.face("InvalidImageSize", "Image size is too small."),
    too_large=lambda: errors.face("InvalidImageSize", "Image size is too big."),
    media_types=(JSON, BYTES),
    min_bytes=1024,
)


def detect(request: Request, world: World) -> Answer:
    """Answer with the faces, the largest first; the picture is turned upright by EXIF first."""
    query = Query(request.query, ALLOWED, _argument)
    wanted = _attributes(query)
    points = query.flag("returnFaceLandmarks", default=False)
    if points and query.text("detectionModel") == "detection_02":
        raise _argument("'returnLandmarks' is not supported by detection_02.")
    query.flag("returnRecognitionModel", default=False)
    query.number("faceIdTimeToLive", 60, 86400, 86400)
    if query.flag("returnFaceId", default=True):
        raise errors.face_closed(errors.NO_FACE_ID)
    upload = uploaded(request, RULES)
    size = ImageOps.exif_transpose(upload.image).size
    faces = sorted((f for f in world.scene.faces if _seen(f, size)), key=_area, reverse=True)
    body = [_told(face, size, points, wanted) for face in faces[:MOST]]
    return json_answer(body, headers=billed(product=Product.FACE))


def _attributes(query: Query) -> tuple[str, ...]:
    """Return the attributes wanted, if the models asked for have them."""
    model = query.choice(
        "detectionModel",
        tuple(BY_MODEL),
        "detection_01",
        lambda _sentence: _argument("'detectionModel' is invalid."),
    )
    recognition = query.choice(
        "recognitionModel",
        RECOGNITION,
        "recognition_01",
        lambda _sentence: _argument("'recognitionModel' is invalid."),
    )
    wanted = query.several(
        "returnFaceAttributes",
        KNOWN,
        lambda _sentence: _argument("Invalid argument returnFaceAttributes."),
    )
    if set(wanted) & set(CLOSED):
        raise errors.face_closed(errors.CLOSED_ATTRIBUTES)
    _check_model(model, recognition, wanted)
    return wanted


def _check_model(model: str, recognition: str, wanted: tuple[str, ...]) -> None:
    if wanted and model == "detection_02":
        raise _argument("'returnFaceAttributes' is not supported by detection_02.")
    if not set(wanted) <= set(BY_MODEL[model]):
        names = ",".join(BY_MODEL[model]).lower()
        raise _argument(f"Only face attributes '{names}' are supported by {model}.")
    if "qualityForRecognition" in wanted and re.fullmatch("recognition_0[12]", recognition):
        raise _argument(f"'qualityForRecognition' is not supported by {recognition}.")


def _seen(face: Face, size: Size) -> bool:
    """Tell whether a face is large enough: 36 pixels, more in a picture above 1920x1080."""
    _, _, width, height = pixels(face.area, size)
    scale = max(max(size) / 1920, min(size) / 1080, 1.0)
    return SMALLEST * scale <= min(width, height) and max(width, height) <= LARGEST * scale


def _area(face: Face) -> float:
    return face.area[2] * face.area[3]


def _told(face: Face, size: Size, points: bool, wanted: tuple[str, ...]) -> Json:
    told: Json = {"faceRectangle": rectangle(face.area, size)}
    if points:
        told["faceLandmarks"] = landmarks(face, size)
    if wanted:
        told["faceAttributes"] = attributes(face, wanted)
    return told
