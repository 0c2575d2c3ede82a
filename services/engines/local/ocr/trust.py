"""How often a line that reads so is right: the confidence that is told.

The recogniser's own is the mean over the characters, and says 0.97 where one line in four is wrong.
A line is right when its worst character is, and that character's confidence says how often:
measured with ``python -m bench.reliability``.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Quad, Reading

LOOK_ALIKE = 0.89
"""How often a line with a word such as ``0xB8`` is right, however sure each character is."""
CUT = 0.75
"""How often a line is right that reaches the picture's edge, where a letter may be cut in two."""

_EDGE = 0.1
"""Times a line's height: nearer than this to the left or right edge, it may go on beyond."""
_AMBIGUOUS = re.compile(r"[0Oo1lI|iB85S2Z]")
_BARS = re.compile(r"[|\\]|^[Oo]x")
"""What is no letter but looks like one, and the O of an address that is a zero."""


def confidence_told(reading: "Reading", quad: "Quad", width: int) -> float:
    """Return how sure it is that the whole line is right, 0 to 1; `width` is the picture's."""
    told = as_sure_as_the_least(reading.confidences or (reading.confidence,), reading.text)
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    reach = _EDGE * min(right - left, bottom - top)
    is_cut = left < reach or right > width - reach
    return min(told, reading.confidence, CUT if is_cut else 1.0)


def as_sure_as_the_least(confidences: Sequence[float], text: str) -> float:
    """Return how sure `text` is whose characters are so sure: less where it has look-alikes."""
    alike = any(map(_has_look_alikes, text.split()))
    return min(*confidences, LOOK_ALIKE if alike else 1.0)


def _has_look_alikes(word: str) -> bool:
    """Tell whether nothing but its shape says which of two characters one in `word` is.

    In a number or in a word of letters the others say it.
    """
    letters, digits = any(map(str.isalpha, word)), any(map(str.isdecimal, word))
    mixed = letters and digits and _AMBIGUOUS.search(word)
    return bool(mixed or (_BARS.search(word) and len(word) > 1))
