"""Which of the lines that were read are told: those that are sure, and are writing at all."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from services.engines.local.ocr.lines import extent
from services.engines.local.ocr.orientation import Line

LEAST_CONFIDENCE = 0.75
"""A line turned over is misread with up to 0.78, a line read right scores above 0.9."""

_SHORT = 2
"""Characters of what may be no line at all, but a thing that looks like a letter."""
_LEAST_CONFIDENCE_SHORT = 0.95
"""A cup seen from above is an 8 with 0.90, a ribbon a K with 0.83; a real OK scores 0.99."""
_FILLS = 0.3
"""The share of the picture from which on something short is a thing and no writing.

A window reads as a Chinese day, two rings as an 8, a pagoda as a character, all with 0.98 and more.
"""
_FILLS_AS_HAN = 0.05
"""The same for a single Chinese character: a row of bars in a chart reads as a three, with 0.99."""
_HAN = re.compile("[\u4e00-\u9fff]")
_LIKE_A_BRACE = frozenset("}3\u5b50")
"""What a closing brace alone on its line was read as, in one typeface or another."""
_BRACE = 0.75
"""How sure a brace is that only the open ones tell from a 3."""
_LIKE_HEIGHT = (0.5, 2.0)
"""Times the height of writing; what belongs to it, such as a bullet or a bracket, is within."""


def believable(lines: Sequence[Line], picture: float) -> list[Line]:
    """Drop what is not sure, and signs with no writing of their size about (stars, ribbons).

    `picture` is the area of all of it, in square pixels.
    """
    sure = [
        line
        for line in lines
        if line.reading.text
        and line.reading.confidence
        >= (LEAST_CONFIDENCE if len(line.reading.columns) > _SHORT else _LEAST_CONFIDENCE_SHORT)
        and not is_a_thing(line, picture)
    ]
    sure += closing_braces(lines, sure)
    heights = [extent(line.quad)[1] for line in sure if line.reading.has_letters]
    low, high = _LIKE_HEIGHT
    return [
        line
        for line in sure
        if line.reading.has_letters
        or any(low < extent(line.quad)[1] / height < high for height in heights)
    ]


def closing_braces(lines: Sequence[Line], sure: Sequence[Line]) -> list[Line]:
    """Return single signs that are closing braces by what the `sure` lines say, read as such.

    Alone on its line a brace is read weakly, or as a 3. Where as many braces are open as there are
    such signs, they are what closes them.
    """
    open_ones = sum(line.reading.text.count("{") - line.reading.text.count("}") for line in sure)
    known = set(map(id, sure))
    alike = [line for line in lines if id(line) not in known and line.reading.text in _LIKE_A_BRACE]
    if not 0 < len(alike) <= open_ones:
        return []
    return [
        replace(
            line,
            reading=replace(line.reading, text="}", confidence=_BRACE, confidences=(_BRACE,)),
        )
        for line in alike
    ]


def is_a_thing(line: Line, picture: float) -> bool:
    """Tell whether what reads as a sign or two, or as nothing, is a thing such as a window or bars.

    It is read weakly, or takes too much of the picture, whose area is in square pixels. A long line
    that reads as nothing is none: it may be in letters that nobody knows here.
    """
    text, confidence = line.reading.text, line.reading.confidence
    if len(line.reading.columns) > _SHORT:
        return False
    if not text or confidence < _LEAST_CONFIDENCE_SHORT:
        return not line.is_long
    most = _FILLS_AS_HAN if _HAN.fullmatch(text) else _FILLS
    return math.prod(extent(line.quad)) >= most * picture
