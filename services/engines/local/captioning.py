"""A caption composed from what is certain: no model writes here, so nothing is made up."""

from collections.abc import Sequence

from services.engines.local.kind import Kind
from services.engines.local.phrases import IN_THE_MIDDLE, article, counted, listed
from services.engines.local.quoting import shortened, sure_words
from services.engines.local.things import PERSON, Thing, face_confidence, together
from services.vision import Box, Caption, DetectedObject, Face, Tag, Text
from services.vision.wording import place_of

LONGEST = 250
LONGEST_QUOTE = 120
MOST_NAMES = 5
MOST_PLACED = 3

SMALL = 0.025
"""The share of the picture below which something is called small."""
UNPLACED = 0.35
"""The share from which on it makes no sense to say where something is."""
CLOSE_UP = 0.75

KIND_CONFIDENCE = {Kind.PHOTO: 0.95, Kind.SCREENSHOT: 0.8, Kind.DRAWING: 0.85}
"""How often `kind_of` is right when it says so, as ``bench.certainty`` counts."""


def compose(
    kind: Kind,
    width: int,
    height: int,
    objects: Sequence[DetectedObject],
    faces: Sequence[Face],
    text: Text | None,
) -> Caption:
    """Say in one line of at most 250 characters what is certain; `width`, `height` in pixels.

    The confidence is that of the least certain thing named or line quoted; the kind of picture
    does not count. It is None when nothing is certain: then the caption itself says so.
    """
    things = together(objects, faces, width, height)
    words, sureness = sure_words(text, LONGEST_QUOTE) if text else ("", 0.0)
    sentence = _sentence(kind, _phrases(things, width, height))
    if words:
        lead = f"{sentence} It says “" if things else f"{kind.capitalize()} with text: “"
        sentence = _quoting(lead, words)
    sure = [thing.confidence for thing in things[:MOST_NAMES]] + ([sureness] if words else [])
    return Caption(sentence, min(sure, default=None))


def tags_from(
    kind: Kind,
    objects: Sequence[DetectedObject],
    faces: Sequence[Face],
    text: Text | None,
) -> tuple[Tag, ...]:
    """Return the kind, each name once, ``person`` and ``face``, ``text``; the surest first."""
    found = [(kind.value, KIND_CONFIDENCE[kind])]
    found += [(thing.name, thing.confidence or 0) for thing in objects]
    found += [(name, face_confidence(face)) for face in faces for name in (PERSON, "face")]
    found += [("text", line.confidence or 0) for line in (text.lines if text else ())]
    best: dict[str, float] = {}
    for name, confidence in found:
        best[name] = max(confidence, best.get(name, 0.0))
    return tuple(Tag(name, best[name]) for name in sorted(best, key=lambda name: -best[name]))


def _sentence(kind: Kind, phrases: Sequence[str]) -> str:
    if not phrases:
        return f"{article(kind).capitalize()} {kind}; Glimpse is not certain what it shows."
    link = "showing" if kind is Kind.SCREENSHOT else "of"
    return f"{kind.capitalize()} {link} {listed(phrases)}."


def _quoting(lead: str, words: str) -> str:
    room = min(LONGEST_QUOTE, LONGEST - len(lead) - len("”."))
    return f"{lead}{shortened(words, room)}”."


def _phrases(things: Sequence[Thing], width: int, height: int) -> list[str]:
    """Return a phrase for each thing, with its place while there are few."""
    if len(things) == 1:
        return [_only(things[0], width, height)]
    if len(things) <= MOST_PLACED:
        return [_among(thing, things, width, height) for thing in things]
    phrases = [_counted(thing, width, height) for thing in things[:MOST_NAMES]]
    return phrases + (["other things"] if len(things) > MOST_NAMES else [])


def _only(thing: Thing, width: int, height: int) -> str:
    """Return the phrase for the only name in the picture: how large it is, and where."""
    largest = max(box.area for box in thing.boxes) / (width * height)
    small = largest < SMALL
    phrase = _counted(thing, width, height, small=small)
    if largest >= CLOSE_UP and len(thing.boxes) == 1:
        return f"{phrase}, close up"
    place = _place(thing, width, height)
    return f"{phrase} {place}" if place and (small or place != IN_THE_MIDDLE) else phrase


def _among(thing: Thing, things: Sequence[Thing], width: int, height: int) -> str:
    """Return the phrase for one of several names; what lies on another thing has no own place."""
    phrase = _counted(thing, width, height)
    others = [box for other in things if other is not thing for box in other.boxes]
    if any(_lies_in(box, other) for box in thing.boxes for other in others):
        return phrase
    return f"{phrase} {_place(thing, width, height)}".rstrip()


def _counted(thing: Thing, width: int, height: int, *, small: bool = False) -> str:
    """Count them; where one is small, others may be too small to be seen."""
    at_least = any(box.area < SMALL * width * height for box in thing.boxes)
    return counted(thing.name, len(thing.boxes), small=small, at_least=at_least)


def _place(thing: Thing, width: int, height: int) -> str:
    """Return where all of one name are, or nothing if they are apart or too large to be there."""
    if any(box.area >= UNPLACED * width * height for box in thing.boxes):
        return ""
    places = {place_of(box, width, height) for box in thing.boxes}
    return places.pop() if len(places) == 1 else ""


def _lies_in(box: Box, other: Box) -> bool:
    """Say whether the middle of `box` is in the larger `other`."""
    across, down = box.left + box.width / 2, box.top + box.height / 2
    inside = other.left <= across <= other.right and other.top <= down <= other.bottom
    return inside and box.area < other.area
