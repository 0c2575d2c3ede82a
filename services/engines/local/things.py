"""What is in a picture, by name: objects and faces together, each person once."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.vision import Box, DetectedObject, Face

PERSON = "person"
FACE_CONFIDENCE = 0.8
"""What a face counts for whose finder gives no confidence: the threshold faces are found at."""


@dataclass(frozen=True, slots=True)
class Thing:
    """All of one name: where each is, and how sure the least sure of them is."""

    name: str
    boxes: tuple[Box, ...]
    confidence: float


def together(
    objects: Sequence[DetectedObject], faces: Sequence[Face], width: int, height: int
) -> tuple[Thing, ...]:
    """Group by name: people first, then in the order of `objects`.

    A face in a person's box is that person's; any other face is a person more, with a box
    that is guessed from the face: three faces wide, four high.
    """
    people = [thing for thing in objects if thing.name == PERSON]
    people += [
        DetectedObject(PERSON, face_confidence(face), _body(face.box).clipped(width, height))
        for face in _without_body(faces, people)
    ]
    groups: dict[str, list[DetectedObject]] = {PERSON: people}
    for thing in objects:
        if thing.name != PERSON:
            groups.setdefault(thing.name, []).append(thing)
    return tuple(_thing(name, group) for name, group in groups.items() if group)


def face_confidence(face: Face) -> float:
    """Return how sure it is that this is a face, 0 to 1."""
    return FACE_CONFIDENCE if face.confidence is None else face.confidence


def _thing(name: str, group: Sequence[DetectedObject]) -> Thing:
    boxes = tuple(thing.box for thing in group)
    return Thing(name, boxes, min(thing.confidence or 0 for thing in group))


def _without_body(faces: Sequence[Face], people: Sequence[DetectedObject]) -> list[Face]:
    """Give each face the smallest free body around it; return the faces that get none."""
    free = sorted((person.box for person in people), key=lambda box: box.area)
    alone = []
    for face in sorted(faces, key=lambda face: face.box.area):
        body = next((box for box in free if _holds(box, face.box)), None)
        if body is None:
            alone.append(face)
        else:
            free.remove(body)
    return alone


def _holds(body: Box, face: Box) -> bool:
    across, down = face.left + face.width / 2, face.top + face.height / 2
    return body.left <= across <= body.right and body.top <= down <= body.bottom


def _body(face: Box) -> Box:
    return Box(face.left - face.width, face.top - face.height / 2, face.width * 3, face.height * 4)
