"""tesseract's table of words (``tsv``), and the lines that they make."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from services.engines.local.ocr.frames import Frame
from services.engines.local.ocr.languages import Script, share_in
from services.vision import Box, TextLine, Word

_WORD = "5"
"""The level of a row that is a word; those above are lines, paragraphs, blocks and pages."""
_COLUMNS = 12
_OVERLAP = 0.5
"""The share of a word that must stand in a place to be of it."""

_IN_PIECES = (Script.THAI, Script.KOREAN)
"""Of these tesseract makes a word of every sign or two."""
_BLANK = 0.25
"""Times the height of a line, the least room of a blank."""


@dataclass(frozen=True, slots=True)
class Found:
    """One word in the frame of the copy; `line` numbers page, block, paragraph and line.

    `confidence` is from 0 to 1.
    """

    text: str
    confidence: float
    box: Box
    line: tuple[str, ...]


def words_in(table: str) -> Iterator[Found]:
    """Yield the words of `table`; a row that is none is passed over."""
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[-1].strip():
            continue
        try:
            left, top, width, height, confidence = map(float, cells[6:11])
        except ValueError:
            continue
        numbers = (left, top, width, height, confidence)
        if all(map(math.isfinite, numbers)) and min(numbers) >= 0 and min(width, height) > 0:
            box = Box(left, top, width, height)
            yield Found(cells[-1].strip(), min(confidence / 100, 1.0), box, tuple(cells[1:5]))


def stands_in(box: Box, places: Iterable[Box]) -> bool:
    """Tell whether half of `box` stands in one of `places`."""
    for place in places:
        across = min(box.right, place.right) - max(box.left, place.left)
        down = min(box.bottom, place.bottom) - max(box.top, place.top)
        if min(across, down) > 0 and across * down >= _OVERLAP * box.area:
            return True
    return False


def overlap(one: Box, other: Box) -> bool:
    """Tell whether half of either box is common to both."""
    return stands_in(one, [other]) or stands_in(other, [one])


def lines_of(words: Sequence[Found], frame: Frame) -> tuple[TextLine, ...]:
    """Return the lines of `words` in the picture; a line is as sure as its words on the mean.

    Between the words stands a blank; in scripts that come in pieces, where there is room for one.
    """
    lines = []
    for _, group in groupby(words, key=lambda word: word.line):
        own = list(group)
        left, top = min(word.box.left for word in own), min(word.box.top for word in own)
        right, bottom = max(word.box.right for word in own), max(word.box.bottom for word in own)
        polygon = frame.polygon(Box(left, top, right - left, bottom - top))
        told = tuple(Word(word.text, word.confidence, frame.polygon(word.box)) for word in own)
        text = own[0].text
        for before, word in pairwise(own):
            gap = (word.box.left - before.box.right) / (bottom - top)
            pieces = any(share_in(one, before.text + word.text) >= _OVERLAP for one in _IN_PIECES)
            text += f"{'' if pieces and gap < _BLANK else ' '}{word.text}"
        lines.append(TextLine(text, sureness(own), polygon, told))
    return tuple(lines)


def sureness(words: Sequence[Found]) -> float:
    """Return the confidence of `words` on the mean, each letter counted; 0 of none."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0
