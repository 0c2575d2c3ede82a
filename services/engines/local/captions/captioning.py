"""A caption composed from what is certain: no model writes here, so nothing is made up."""

from collections.abc import Callable, Sequence

from services.engines.local.captions.kind import Kind
from services.engines.local.captions.phrases import IN_THE_MIDDLE, article, colored, counted, listed
from services.engines.local.captions.quoting import shortened, sure_words
from services.engines.local.captions.scenery import believed, place_of_things, specified, subject_of
from services.engines.local.captions.things import PERSON, Thing, confidence_of, named_things
from services.engines.local.scenes.impression import Impression
from services.vision import Box, Caption, DetectedObject, Face, Tag, Text
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
COLORED = 0.1
"""The share from which on a thing's colour is one of the picture's."""
CLOSE_UP = 0.75
"""The share from which on there is next to nothing around a thing."""

KIND_CONFIDENCE = {Kind.PHOTO: 0.97, Kind.SCREENSHOT: 0.95, Kind.DRAWING: 0.95}
"""How often a kind is right where it is told, as ``bench.captions`` counts on its tuning set."""


NOTHING_SEEN = Impression()


def _no_color(_: Box) -> str | None:
    return None


def compose(
    kind: Kind,
    width: int,
    height: int,
    objects: Sequence[DetectedObject],
    faces: Sequence[Face],
    text: Text | None,
    impression: Impression = NOTHING_SEEN,
    color_of: Callable[[Box], str | None] = _no_color,
) -> Caption:
    """Say in one line of at most 250 characters what is certain; `width`, `height` in pixels.

    `color_of` names the plain colour of what is in a box. The confidence is that of the least
    certain thing named, place or line quoted; what kind of picture it is, the caption says only
    where that is certain. It is None when nothing is certain: then the caption itself says so.
    """
    named = named_things(objects, faces, width, height)
    things = specified(believed(named, impression, width, height), impression)
    seen, sure = _seen(kind, things, impression, width, height, color_of)
    words, sureness = sure_words(text, LONGEST_QUOTE) if text else ("", 0.0)
    sentence = seen or f"{article(kind).capitalize()} {kind}; Glimpse is not certain what it shows."
    if words:
        quoting = f"{seen} It says" if seen else f"{kind.capitalize()} with text:"
        room = min(LONGEST_QUOTE, LONGEST - len(f"{quoting} “”."))
        sentence = f"{quoting} “{shortened(words, room)}”."
        sure = [*sure, sureness]
    if sure and kind in KIND_CONFIDENCE:
        sure = [*sure, KIND_CONFIDENCE[kind]]
    return Caption(sentence, min(sure, default=None))


def _seen(
    kind: Kind,
    things: Sequence[Thing],
    impression: Impression,
    width: int,
    height: int,
    color_of: Callable[[Box], str | None],
) -> tuple[str, list[float]]:
    """Return the sentence on what is to be seen, or nothing, and how sure each part of it is."""
    named, more = things[:MOST_NAMES], things[MOST_NAMES:]
    sure = [thing.confidence for thing in named]
    phrases = [_phrase(thing, things, width, height, color_of) for thing in named]
    listing = listed([*phrases, "other things"] if more else phrases) if phrases else ""
    largest = max((box.area for thing in things for box in thing.boxes), default=0)
    share = largest / (width * height)
    # A photo is of a train; a screenshot shows one.
    head = f"{kind.capitalize()} {'showing' if kind is Kind.SCREENSHOT else 'of'}"
    if share < SMALL:  # things, if any, are details
        if subject := subject_of(impression):
            detail = f", with {listing}" if listing else ""
            return f"{head} {subject[0]}{detail}.", [*sure, subject[1]]
        rest = "Glimpse is not certain what else it shows"
        return (f"{kind.capitalize()} with {listing}; {rest}." if listing else ""), sure
    if place := place_of_things(impression, things, share):
        return f"{head} {listing}, {place[0]}.", [*sure, place[1]]
    return f"{head} {listing}.", sure


def tags_from(
    kind: Kind,
    objects: Sequence[DetectedObject],
    faces: Sequence[Face],
    text: Text | None,
    impression: Impression = NOTHING_SEEN,
) -> tuple[Tag, ...]:
    """Return each word once, the surest first.

    They are the kind, if it is certain, the names of things, ``person`` and ``face``, ``text``, and
    what `impression` has.
    """
    found = [(kind.value, KIND_CONFIDENCE[kind])] if kind in KIND_CONFIDENCE else []
    found += [(tag.name, tag.confidence or 0.0) for tag in impression.tags]
    found += [(thing.name, confidence_of(thing)) for thing in objects]
    found += [(name, confidence_of(face)) for face in faces for name in (PERSON, "face")]
    found += [("text", confidence_of(line)) for line in (text.lines if text else ())]
    best: dict[str, float] = {}
    for name, confidence in found:
        best[name] = max(confidence, best.get(name, 0.0))
    return tuple(Tag(name, best[name]) for name in sorted(best, key=lambda name: -best[name]))


def _phrase(
    thing: Thing,
    things: Sequence[Thing],
    width: int,
    height: int,
    color_of: Callable[[Box], str | None],
) -> str:
    """Say how many there are, where, and how large if nothing else has a name in the picture."""
    alone = len(things) == 1
    shares = [box.area / (width * height) for box in thing.boxes]
    small = alone and max(shares) < SMALL
    # Where one is small, others may be too small to be seen.
    phrase = counted(thing.name, len(shares), small=small, at_least=min(shares) < SMALL)
    if alone and len(shares) == 1 and COLORED <= shares[0] < CLOSE_UP:
        phrase = colored(phrase, thing.name, color_of(thing.boxes[0]))
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
