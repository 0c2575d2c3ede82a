"""Lines in scripts that the recogniser has no letters for, and which script it may be.

PP-OCRv6 (small) writes Latin, Chinese and Japanese, and Greek without accents. What it does with
other letters, as measured on drawn pages in thirteen scripts: Cyrillic it leaves out, with great
certainty; Greek and Vietnamese it writes with holes, certainly; of the others it makes a few signs
at random, uncertainly. So writing is unread where its ink is clear and still it was read weakly,
or where strokes are left that nothing was read from. Clear ink in Latin letters, typefaces of
handwriting included, is read with 0.9 and more.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING

from services.engines.local.ocr.alone import is_sure
from services.engines.local.ocr.ink import Ink, ink_of, unread_letters
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.lines import bounds, crop, extent
from services.engines.local.ocr.vietnamese import has_horns, may_be_vietnamese

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels
    from services.engines.local.ocr.orientation import Line

_LINE = 2.2
"""Times as long as high; a shorter thing is no line, but may be a letter or an ornament."""
_LONG = 4.0
"""The same for a line whose ink is not clear, which only its length tells from a thing."""
_WEAK = 0.9
"""Confidence that clear ink in letters the recogniser knows always has."""
_WEAK_ALONE = 0.93
"""The same in a picture without a sure line, or with one that is surely unread."""
_VERY_WEAK = 0.75
_MOST_STROKES = 5.0
"""Strokes for a letter; an m has three, and the most letters are read with two on the mean."""
_LEAST_LETTERS = 0.8
"""Letters for each height of a line; Latin ones have 1.7 and more, wide-spaced ones 0.9."""
_UNCLEAR_LINES = 2
"""Of ink that is not clear, so many at least are writing: a row of windows may look like one."""
_FRAGMENT = 2
"""Letters of what may be a piece of an unread line beside it."""
_BESIDE = 2.0
"""Heights between an unread line and a piece of it."""
_GREEK, _GREEK_LETTERS = 0.3, 3
"""The share of letters that are Greek, and how many at least; mathematics has fewer."""
_LONG_FOR_A_LETTER = 10
"""Heights of a Cyrillic line in which no more than one letter is read."""
_CERTAIN = 0.1
"""Nats of doubt for each column of a Cyrillic line: 0.05 to 0.12; Arabic has 0.14 and more."""
_IDEOGRAPHS = 0x2E80


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a picture: those that were read, and those that were not."""

    read: "list[Line]"
    unread: "list[Line]"


def sort_lines(pixels: "Pixels", lines: "Sequence[Line]") -> Sorted:
    """Return which of `lines` are in letters that the recogniser knows."""
    inks: dict[int, Ink] = {}
    for index, line in enumerate(lines):
        reading, shape = line.reading, _shape(line)
        few = len(reading.columns) < _LEAST_LETTERS * shape
        odd = few or reading.confidence < _WEAK_ALONE or may_be_vietnamese(reading.text)
        if shape >= _LINE and odd:  # of most lines, the ink need not be looked at
            inks[index] = ink_of(crop(pixels, line.quad))
    surely = {index for index, ink in inks.items() if _is_unread(lines[index], ink, _WEAK)}
    sure = any(map(is_sure, lines))
    if surely or not sure:
        surely |= {i for i, ink in inks.items() if _is_unread(lines[i], ink, _WEAK_ALONE)}
    if not sure and len(surely) < _UNCLEAR_LINES and not any(inks[i].is_clear for i in surely):
        surely = set()
    pieces = {
        index
        for index, line in enumerate(lines)
        if len(line.reading.columns) <= _FRAGMENT
        and any(_beside(line, lines[other]) for other in surely)
    }
    unread = surely | pieces
    return Sorted(
        [line for index, line in enumerate(lines) if index not in unread],
        [line for index, line in enumerate(lines) if index in unread],
    )


def script_of(
    unread: "Sequence[Line]", doubts: Callable[["list[Pixels]"], list[float]], pixels: "Pixels"
) -> Script | None:
    """Return the script of `unread` lines; None where it cannot be told.

    `doubts` returns for each crop of a line how much the recogniser doubts, in nats a column.
    """
    letters = [sign for line in unread for sign in line.reading.text if sign.isalpha()]
    greek = sum("GREEK" in unicodedata.name(sign, "") for sign in letters)
    if greek >= max(_GREEK_LETTERS, _GREEK * len(letters)):
        return Script.GREEK
    if any(may_be_vietnamese(line.reading.text) for line in unread):
        return Script.VIETNAMESE
    long = [line for line in unread if _shape(line) >= _LINE]
    if not long or len(letters) * _LONG_FOR_A_LETTER > sum(map(_shape, long)):
        return None
    doubt = mean(doubts([crop(pixels, line.quad) for line in long]))
    return Script.CYRILLIC if doubt <= _CERTAIN else None


def _is_unread(line: "Line", ink: Ink, weak: float) -> bool:
    reading, signs = line.reading, len(line.reading.columns)
    if not ink.is_clear:
        return _shape(line) >= _LONG and reading.confidence < _VERY_WEAK and ink.has_strokes
    if reading.confidence < weak:
        return True
    if may_be_vietnamese(reading.text):
        return has_horns(reading.text) or unread_letters(ink, reading.columns) > 0
    ideographs = any(ord(sign) >= _IDEOGRAPHS for sign in reading.text)
    few = signs < _LEAST_LETTERS * _shape(line) and ink.strokes > _MOST_STROKES * signs
    return few and not ideographs


def _shape(line: "Line") -> float:
    """Return how many times a line is as long as high, whichever way it was read."""
    short, long = sorted(extent(line.quad))
    return long / max(short, 1.0)


def _beside(line: "Line", other: "Line") -> bool:
    """Tell whether `line` stands on the level of `other` and near it, or within it."""
    one, whole = bounds(line.quad), bounds(other.quad)
    height = min(extent(other.quad))
    across = max(whole.left - one.right, one.left - whole.right)
    down = min(one.bottom, whole.bottom) - max(one.top, whole.top)
    return across <= _BESIDE * height and down > one.height / 2
