"""Face 1.0 detect: where faces are, 27 points of each, and the attributes Microsoft left open.

Emotion, gender, age, smile, facial hair, hair and make-up are closed, and never asked for.
"""

import re
from dataclasses import replace

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.parts import Errand, Part, part_of
from services.engines.azure.prepare import FACE
from services.engines.azure.records import Record
from services.vision import Analysis, Face, HeadPose, Point, Tag

PATH = "/face/v1.0/detect"
RECOGNITION = "recognition_04"
"""The newest; quality is told only for recognition_03 and 04."""

ATTRIBUTES = {
    "detection_03": frozenset(
        {"blur", "exposure", "glasses", "headPose", "mask", "occlusion", "qualityForRecognition"}
    ),
    "detection_01": frozenset(
        {
            "accessories",
            "blur",
            "exposure",
            "glasses",
            "headPose",
            "noise",
            "occlusion",
            "qualityForRecognition",
        }
    ),
}
"""What each model tells, the better model first; detection_02 tells nothing."""

USUAL = ATTRIBUTES["detection_03"]
FURTHER = frozenset({"accessories", "noise"})
"""What detection_03 does not tell."""


def model_for(attributes: frozenset[str]) -> str:
    """Return the best detection model that tells all of `attributes`.

    Raises:
        ValueError: none does.
    """
    for model, told in ATTRIBUTES.items():
        if attributes <= told:
            return model
    raise ValueError(f"no detection model tells all of {', '.join(sorted(attributes))}")


def detect(face: AzureClient, errand: Errand, attributes: frozenset[str] = USUAL) -> Part:
    """Return faces, the largest first, with as much as `attributes` ask for.

    Raises:
        AzureError: there was no answer.
    """
    image = errand.images.meeting(FACE)
    query = {
        "detectionModel": model_for(attributes),
        "recognitionModel": RECOGNITION,
        "returnFaceId": "false",  # the default asks for what needs Microsoft's approval
        "returnFaceLandmarks": "true",
        "returnFaceAttributes": ",".join(sorted(attributes)),
    }
    answer = errand.post(face, PATH, query, image)

    def read(value: object) -> Analysis:
        if not isinstance(value, list):
            raise UnexpectedAnswer(detail="the answer is not a list")
        found = tuple(_face(Record.of(one), image.frame) for one in value)
        return replace(image.frame.analysis(), faces=found)

    return part_of(answer.read(read), answer)


def _face(record: Record, frame: Frame) -> Face:
    said = record.child("faceAttributes") if record.has("faceAttributes") else Record({})
    return Face(
        box=frame.rectangle(record.child("faceRectangle")),
        points=_points(record, frame),
        head_pose=_head_pose(said),
        glasses=_words(said.text("glasses")) if said.has("glasses") else None,
        occlusion=_occlusion(said),
        accessories=tuple(
            Tag(_words(one.text("type")), one.score("confidence"))
            for one in said.children("accessories")
        ),
        blur=_level(said, "blur", "blurLevel"),
        exposure=_level(said, "exposure", "exposureLevel"),
        noise=_level(said, "noise", "noiseLevel"),
        mask=_level(said, "mask", "type"),
        quality=_words(said.text("qualityForRecognition"))
        if said.has("qualityForRecognition")
        else None,
    )


def _points(record: Record, frame: Frame) -> dict[str, Point]:
    if not record.has("faceLandmarks"):
        return {}
    places = record.child("faceLandmarks")
    named = ((name, places.child(name)) for name in places.values if places.has(name))
    return {name: frame.point(place.number("x"), place.number("y")) for name, place in named}


def _head_pose(said: Record) -> HeadPose | None:
    if not said.has("headPose"):
        return None
    pose = said.child("headPose")
    return HeadPose(pose.number("pitch", 0.0), pose.number("roll"), pose.number("yaw"))


def _occlusion(said: Record) -> dict[str, bool]:
    """Return what of forehead, eye and mouth is told."""
    if not said.has("occlusion"):
        return {}
    told = said.child("occlusion")
    names = {part: f"{part}Occluded" for part in ("forehead", "eye", "mouth")}
    return {part: told.flag(name) for part, name in names.items() if told.has(name)}


def _level(said: Record, name: str, level: str) -> str | None:
    return _words(said.child(name).text(level)) if said.has(name) else None


def _words(name: str) -> str:
    """Return such as ``reading glasses`` for ``ReadingGlasses`` or ``readingGlasses``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
