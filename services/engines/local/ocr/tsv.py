"""tesseract's table of words (``tsv``), and the frame of the copy it looked at."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import cast

from services.engines.local.ocr.languages import Script, share_in
from services.vision import Box, Point, Polygon, TextLine, Word

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


@dataclass(frozen=True, slots=True)
class Frame:
    """A copy of a `part` of a picture: `scale` times as large, turned by `quarters`.

    They are anticlockwise.
    """

    part: Box
    scale: float
    quarters: int = 0

    def point(self, x: float, y: float) -> Point:
        """Return the place in the picture, inside the part, of a place in the copy."""
        x, y = x / self.scale, y / self.scale
        wide, high = self.part.width, self.part.height
        x, y = ((x, y), (wide - y, x), (wide - x, high - y), (y, high - x))[self.quarters]
        return self.part.left + min(max(x, 0.0), wide), self.part.top + min(max(y, 0.0), high)

    def polygon(self, box: Box) -> Polygon:
        """Return the corners of a box in the copy, from the text's own top left."""
        edges = (box.left, box.top), (box.right, box.top), (box.right, box.bottom)
        return cast(Polygon, tuple(self.point(*one) for one in (*edges, (box.left, box.bottom))))

    def bounds(self, box: Box) -> Box:
        """Return the upright box in the picture of a box in the copy."""
        xs, ys = zip(*self.polygon(box), strict=True)
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


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
    return any(_common(box, place) >= _OVERLAP * box.area > 0 for place in places)


def overlap(one: Box, other: Box) -> bool:
    """Tell whether half of either box is common to both."""
    return stands_in(one, [other]) or stands_in(other, [one])


def _common(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, 0.0) * max(down, 0.0)


def lines_of(words: Sequence[Found], frame: Frame) -> tuple[TextLine, ...]:
    """Return the lines of `words` in the picture; a line is as sure as its words on the mean."""
    lines = []
    for _, group in groupby(words, key=lambda word: word.line):
        own = list(group)
        left, top = min(word.box.left for word in own), min(word.box.top for word in own)
        right, bottom = max(word.box.right for word in own), max(word.box.bottom for word in own)
        polygon = frame.polygon(Box(left, top, right - left, bottom - top))
        told = tuple(Word(word.text, word.confidence, frame.polygon(word.box)) for word in own)
        lines.append(TextLine(_joined(own), sureness(own), polygon, told))
    return tuple(lines)


def _joined(words: Sequence[Found]) -> str:
    """Return the words of a line, with a blank between them; in some scripts where there is room."""
    text, height = words[0].text, max(word.box.height for word in words)
    for before, word in pairwise(words):
        gap = word.box.left - before.box.right
        pieces = any(share_in(one, before.text + word.text) >= _OVERLAP for one in _IN_PIECES)
        text += f"{'' if pieces and gap < _BLANK * height else ' '}{word.text}"
    return text


def sureness(words: Sequence[Found]) -> float:
    """Return the confidence of `words` on the mean, each letter counted; 0 of none."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0
