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
from services.vision import Analysis, Face, HeadPose, Tag

PATH = "/face/v1.0/detect"
"""The first stable version, which has all that is asked for here; the newest is 1.2."""

RECOGNITION = "recognition_04"
"""The newest; quality is told only for recognition_03 and 04."""

ASKED = {
    "detection_03": frozenset(
        {"blur", "exposure", "glasses", "headPose", "mask", "occlusion", "qualityForRecognition"}
    ),
    "detection_01": frozenset({"accessories", "noise"}),
}
"""What each model is asked for: the better one for all it tells, the older one for the rest.

No model tells everything; detection_02 tells nothing.
"""


def detect_faces(face: AzureClient, errand: Errand, model: str = "detection_03") -> Part:
    """Return faces, the largest first, with as much as `model` is asked for.

    Raises:
        AzureError: there was no answer.
    """
    image = errand.images.meeting(FACE)
    query = {
        "detectionModel": model,
        "recognitionModel": RECOGNITION,
        "returnFaceId": "false",  # the default asks for what needs Microsoft's approval
        "returnFaceLandmarks": "true",
        "returnFaceAttributes": ",".join(sorted(ASKED[model])),
    }
    answer = errand.post(face, PATH, query, image)

    def faces_in(value: object) -> Analysis:
        if not isinstance(value, list):
            raise UnexpectedAnswer(detail="the answer is not a list")
        found = tuple(_face(Record.of(one), image.frame) for one in value)
        return replace(image.frame.analysis(), faces=found)

    return part_of(answer.parsed(faces_in), answer)


def _face(record: Record, frame: Frame) -> Face:
    """Return one face; what is not told of it is None or empty."""
    places = record.optional("faceLandmarks")
    points = {name: places.child(name) for name in places.values if places.has(name)}
    said = record.optional("faceAttributes")
    pose, hidden = said.optional("headPose"), said.optional("occlusion")
    parts = {part: f"{part}Occluded" for part in ("forehead", "eye", "mouth")}
    return Face(
        box=frame.rectangle(record.child("faceRectangle")),
        points={name: frame.point(at.number("x"), at.number("y")) for name, at in points.items()},
        head_pose=HeadPose(pose.number("pitch", 0.0), pose.number("roll"), pose.number("yaw"))
        if said.has("headPose")
        else None,
        glasses=_words(said.text("glasses", "")) or None,
        occlusion={part: hidden.flag(name) for part, name in parts.items() if hidden.has(name)},
        accessories=tuple(
            Tag(_words(one.text("type")), one.confidence()) for one in said.children("accessories")
        ),
        blur=_level(said, "blur", "blurLevel"),
        exposure=_level(said, "exposure", "exposureLevel"),
        noise=_level(said, "noise", "noiseLevel"),
        mask=_level(said, "mask", "type"),
        quality=_words(said.text("qualityForRecognition", "")) or None,
    )


def _level(said: Record, name: str, level: str) -> str | None:
    return _words(said.child(name).text(level)) if said.has(name) else None


def _words(name: str) -> str:
    """Return such as ``reading glasses`` for ``ReadingGlasses``.

    The wire writes the first, Microsoft's clients declare ``readingGlasses``; both are taken.
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
