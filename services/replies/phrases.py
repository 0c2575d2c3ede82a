"""What many sentences of an answer share: how sure, how many, where, and links to maps."""

from collections.abc import Iterable
from math import isfinite
from urllib.parse import quote

from services.replies.escaping import clipped, one_line
from services.replies.parts import Run
from services.vision import Analysis, Box, Named
from services.vision.wording import place_of

MOST_NAMED = 10
"""Things of one kind that are named in a sentence; how many more there are is counted."""

LONGEST_NAME = 80
"""Characters; chosen: what is longer is no name, and must not push out the others."""

LONGEST_QUERY = 400
"""Characters of a name once it is part of an address; beyond that it gets no map."""

MAP = "https://www.openstreetmap.org/search?query="

SCALE = (
    (90, "almost certain"),
    (75, "very likely"),
    (50, "likely"),
    (25, "possible"),
    (0, "a guess"),
)
"""The least per cent for which each word stands; the help tells it to users."""

Sentence = tuple[Run, ...]


def percent(confidence: float) -> str:
    """Return such as ``93 %``, from 0 to 100; nothing where it is no number."""
    return f"{_hundredths(confidence)} %" if isfinite(confidence) else ""


def sureness(confidence: float | None) -> str:
    """Return such as ``almost certain, 93 %``, as `SCALE` has it; nothing where it is not said."""
    if confidence is None or not isfinite(confidence):
        return ""
    hundredths = _hundredths(confidence)
    word = next(word for least, word in SCALE if hundredths >= least)
    return f"{word}, {hundredths} %"


def scale() -> str:
    """Return the sentence that explains `SCALE`."""
    steps = ", ".join(f"{word} from {least} %" for least, word in SCALE[:-1])
    return f"How sure Glimpse is: {steps}; {SCALE[-1][1]} below that."


def with_sureness(text: str, confidence: float | None) -> str:
    """Return `text` with how sure the engine is in brackets, where it says."""
    said = sureness(confidence)
    return f"{text} ({said})" if said else text


def name_of(text: str) -> str:
    """Return a name as it is shown: on one line, and not endless."""
    return clipped(one_line(text), LONGEST_NAME)


def named(what: str, found: Iterable[Named] | None, none: str = "") -> str:
    """Return such as ``Tags: dog (almost certain, 90 %).``; `none` where nothing was found."""
    if found is None:
        return ""
    return listed(what, [with_sureness(name_of(one.name), one.confidence) for one in found]) or none


def listed(what: str, each: Iterable[str]) -> str:
    """Return such as ``Tags: dog; car.``, the first few; nothing where there is nothing."""
    shown = [one for one in each if one]
    more = f"; and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return f"{what}: {'; '.join(shown[:MOST_NAMED])}{more}." if shown else ""


def map_url(name: str) -> str:
    """Return the address of a map that looks for `name`; nothing where it would be too long."""
    query = quote(name_of(name), safe="")
    return MAP + query if 0 < len(query) <= LONGEST_QUERY else ""


def whereabouts(box: Box, analysis: Analysis) -> str:
    """Return such as ``at the top left``; ``somewhere`` where the box is no place at all."""
    inside = box.clipped(analysis.width, analysis.height)
    if not all(map(isfinite, (inside.left, inside.top, inside.width, inside.height))):
        return "somewhere"
    return place_of(inside, analysis.width, analysis.height)


def _hundredths(confidence: float) -> int:
    return round(100 * min(max(confidence, 0.0), 1.0))
