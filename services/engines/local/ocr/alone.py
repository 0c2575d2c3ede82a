"""What reads as writing in a picture that has none: windows, clouds, clock hands, a row of bars.

Where one line is surely writing, what else was read may well be. Where none is, the reading alone
is not enough: a bowl is a Q and a drum an 8 with 1.0, and only their ink tells that they are not
drawn.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from services.engines.local.ocr.ink import ink_of
from services.engines.local.ocr.lines import crop, extent
from services.engines.local.ocr.orientation import Line

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels

_SURE, _SURE_LETTERS = 0.96, 4
_WEAK = 0.9
"""Confidence that clear ink always has."""
_LATTICE = frozenset("01IlOXxH|=-_' ")
"""What rows of windows, fences and lattices read as."""
_SIGNS = 2
"""Signs of what may be a thing; longer ones are writing if they are read surely."""
_CERTAIN = 0.99
"""Of a drawn 1, which has fewer strokes than writing has; a clock's hand is a 7 with 0.96."""
_FEW = 4
"""Lines; a picture of things has no more that look like signs, a page of digits does."""
_LOWEST = 0.04
"""The share of the picture's shorter side; a sign that is alone in it is drawn larger."""


def is_sure(line: Line) -> bool:
    """Tell whether a line is certainly writing that was read."""
    reading = line.reading
    return reading.confidence >= _SURE and len(reading.columns) >= _SURE_LETTERS


def without_lattices(lines: Sequence[Line]) -> Sequence[Line]:
    """Return `lines` without what reads weakly as bars only, where nothing is surely writing."""
    if any(map(is_sure, lines)):
        return lines
    return [
        line
        for line in lines
        if line.reading.confidence >= _WEAK
        or len(line.reading.columns) <= _SIGNS
        or not set(line.reading.text) <= _LATTICE
    ]


def without_lone_signs(pixels: "Pixels", lines: Sequence[Line]) -> Sequence[Line]:
    """Return the few `lines` of an RGB picture that are drawn as writing is.

    All are returned where one is surely writing. The last sign that is left must be large as well.
    """
    if len(lines) > _FEW or any(map(is_sure, lines)):
        return lines
    drawn = [line for line in lines if _is_drawn(line, pixels)]
    if len(drawn) == 1 and max(extent(drawn[0].quad)) < _LOWEST * min(pixels.shape[:2]):
        return [] if _is_short(drawn[0]) else drawn
    return drawn


def _is_drawn(line: Line, pixels: "Pixels") -> bool:
    certainty = line.reading.confidence
    if not _is_short(line):
        return certainty >= _WEAK or ink_of(crop(pixels, line.quad)).is_clear
    ink = ink_of(crop(pixels, line.quad))
    return ink.is_clear or (ink.has_two_tones and certainty >= _CERTAIN)


def _is_short(line: Line) -> bool:
    return len(line.reading.columns) <= _SIGNS
