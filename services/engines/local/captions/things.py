"""What is in a picture, by name: objects and faces together, each person once."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.vision import Box, DetectedObject, Face, TextLine

PERSON = "person"
UNSAID_CONFIDENCE = 0.8
"""What a sighting counts for whose finder gives no confidence: the threshold of faces here."""


@dataclass(frozen=True, slots=True)
class Thing:
    """All of one name: where each is, and how sure the least sure of them is."""

    name: str
    boxes: tuple[Box, ...]
    confidence: float


def named_things(
    objects: Sequence[DetectedObject], faces: Sequence[Face], width: int, height: int
) -> tuple[Thing, ...]:
    """Group by name: people first, then in the order of `objects`.

    A face in a person's box is that person's; any other face is a person more, with a box
    that is guessed from the face: three faces wide, four high.
    """
    people = [thing for thing in objects if thing.name == PERSON]
    # Smallest first on both sides, so that a child in front of a grown-up gets its own body.
    bodies = sorted((person.box for person in people), key=lambda box: box.area)
    for face in sorted(faces, key=lambda face: face.box.area):
        own = next((body for body in bodies if body.holds(face.box.middle)), None)
        if own is not None:
            bodies.remove(own)
            continue
        left, top, across, down = face.box.left, face.box.top, face.box.width, face.box.height
        guess = Box(left - across, top - down / 2, across * 3, down * 4)
        people.append(DetectedObject(PERSON, confidence_of(face), guess.clipped(width, height)))
    groups: dict[str, list[DetectedObject]] = {PERSON: people}
    for thing in objects:
        if thing.name != PERSON:
            groups.setdefault(thing.name, []).append(thing)
    return tuple(
        Thing(name, tuple(thing.box for thing in group), min(map(confidence_of, group)))
        for name, group in groups.items()
        if group
    )


def confidence_of(seen: DetectedObject | Face | TextLine) -> float:
    """Return how sure it is that this is there, 0 to 1."""
    return UNSAID_CONFIDENCE if seen.confidence is None else seen.confidence
