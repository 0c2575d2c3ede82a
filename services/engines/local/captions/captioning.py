"""A caption composed from what is certain: no model writes here, so nothing is made up."""

from collections.abc import Sequence

from services.engines.local.captions.kind import Kind
from services.engines.local.captions.phrases import IN_THE_MIDDLE, article, counted, listed
from services.engines.local.captions.quoting import shortened, sure_words
from services.engines.local.captions.things import PERSON, Thing, confidence_of, named_things
from services.vision import Caption, DetectedObject, Face, Tag, Text
from services.vision.wording import place_of

LONGEST = 250
"""Characters of a whole caption: a screen reader reads it out whole, so two sentences at most."""
LONGEST_QUOTE = 120
"""Characters quoted: the first words tell which text it is, and the answer holds all of it."""
MOST_NAMES = 5
"""Names told before ``other things``: the surest; a longer list says less, not more."""
MOST_PLACED = 3
"""Names up to which each is given its place; more places than that are no help."""

SMALL = 0.025
"""The share of the picture below which something is called small: a sixth of each side."""
UNPLACED = 0.35
"""The share from which on it makes no sense to say where something is: it reaches every third."""
CLOSE_UP = 0.75
"""The share from which on there is next to nothing around a thing."""

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
    things = named_things(objects, faces, width, height)
    named, more = things[:MOST_NAMES], things[MOST_NAMES:]
    words, sureness = sure_words(text, LONGEST_QUOTE) if text else ("", 0.0)
    sentence = f"{article(kind).capitalize()} {kind}; Glimpse is not certain what it shows."
    quoting = f"{kind.capitalize()} with text:"
    if named:
        phrases = [_phrase(thing, things, width, height) for thing in named]
        # A photo is of a train; a screenshot shows one.
        link = "showing" if kind is Kind.SCREENSHOT else "of"
        listing = listed([*phrases, "other things"] if more else phrases)
        sentence = f"{kind.capitalize()} {link} {listing}."
        quoting = f"{sentence} It says"
    if words:
        room = min(LONGEST_QUOTE, LONGEST - len(f"{quoting} “”."))
        sentence = f"{quoting} “{shortened(words, room)}”."
    sure = [thing.confidence for thing in named] + ([sureness] if words else [])
    return Caption(sentence, min(sure, default=None))


def tags_from(
    kind: Kind,
    objects: Sequence[DetectedObject],
    faces: Sequence[Face],
    text: Text | None,
) -> tuple[Tag, ...]:
    """Return the kind, each name once, ``person`` and ``face``, ``text``; the surest first."""
    found = [(kind.value, KIND_CONFIDENCE[kind])]
    found += [(thing.name, confidence_of(thing)) for thing in objects]
    found += [(name, confidence_of(face)) for face in faces for name in (PERSON, "face")]
    found += [("text", confidence_of(line)) for line in (text.lines if text else ())]
    best: dict[str, float] = {}
    for name, confidence in found:
        best[name] = max(confidence, best.get(name, 0.0))
    return tuple(Tag(name, best[name]) for name in sorted(best, key=lambda name: -best[name]))


def _phrase(thing: Thing, things: Sequence[Thing], width: int, height: int) -> str:
    """Say how many there are, where, and how large if nothing else has a name in the picture."""
    alone = len(things) == 1
    shares = [box.area / (width * height) for box in thing.boxes]
    small = alone and max(shares) < SMALL
    # Where one is small, others may be too small to be seen.
    phrase = counted(thing.name, len(shares), small=small, at_least=min(shares) < SMALL)
    if alone and len(shares) == 1 and shares[0] >= CLOSE_UP:
        return f"{phrase}, close up"
    if len(things) > MOST_PLACED or max(shares) >= UNPLACED:
        return phrase
    for other in (box for one in things if one is not thing for box in one.boxes):
        # What lies on a larger thing, a tie on a person, has no place of its own.
        if any(other.holds(box.middle) and box.area < other.area for box in thing.boxes):
            return phrase
    places = {place_of(box, width, height) for box in thing.boxes}
    # The middle is where the only thing is anyway, unless it is so small that one must look.
    expected = {IN_THE_MIDDLE} if alone and not small else set()
    return phrase if len(places) > 1 or places == expected else f"{phrase} {places.pop()}"
