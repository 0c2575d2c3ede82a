"""Read the text in a picture: PP-OCRv6 through rapidocr, in all four orientations."""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.lines import extent, polygon_of, words_of
from services.engines.local.ocr.models import TextModels
from services.engines.local.ocr.orientation import Line, read_lines
from services.engines.local.ocr.scripts import script_of, sort_lines
from services.engines.local.ocr.second_readers import SecondReader, SecondReading
from services.engines.local.ocr.tiles import find_lines
from services.reading.order import in_reading_order
from services.vision import Text, TextLine

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.engines.local.ocr.models import Pixels

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
_LIKE_HEIGHT = (0.5, 2.0)
"""Times the height of writing; what belongs to it, such as a bullet or a bracket, is within."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and sentences for the user on what was not."""

    text: Text
    notes: tuple[str, ...] = ()


class TextReader:
    """Reads one picture at a time; its models take 50 MB.

    `second_readers` are asked in turn for the lines that are in letters it does not know.
    """

    def __init__(self, second_readers: Sequence[SecondReader] = ()) -> None:
        self._lock = threading.Lock()
        self._models = TextModels()
        self._second_readers = second_readers

    def read_text(self, image: "Image") -> Text:
        """Return the text of `read`, without the notes."""
        return self.read(image).text

    def read(self, image: "Image") -> Read:
        """Return all text in reading order; `image` is RGB and upright.

        Polygons start at the text's own top left, so for a page turned on its side they do not
        start at the picture's. Writing that cannot be read is not in the text; a note tells of it.
        Safe to call from several threads: they wait for each other.
        """
        pixels = np.asarray(image)
        with self._lock:
            quads = find_lines(self._models.find_quads, pixels)
            lines, _ = read_lines(self._models.read_crops, pixels, quads)
            known = sort_lines(pixels, lines)
            second = self._read_again(pixels, known.unread)
        found = list(second.lines)
        for line in _believable(known.read, _FILLS * image.width * image.height):
            quad, reading = line.quad, line.reading
            words = words_of(quad, reading)
            found.append(TextLine(reading.text, reading.confidence, polygon_of(quad), words))
        text = replace(in_reading_order(found), unread=bool(second.left))
        return Read(text, (cannot_read(second.script),) if second.left else ())

    def _read_again(self, pixels: "Pixels", unread: Sequence[Line]) -> SecondReading:
        """Return what the second readers make of the lines, and what nobody can read."""
        if not unread:
            return SecondReading((), ())
        script = script_of(unread, self._models.doubts, pixels)
        lines: tuple[TextLine, ...] = ()
        left = tuple(unread)
        for reader in self._second_readers:
            if left:
                said = reader.read(pixels, left, script)
                lines, left, script = (*lines, *said.lines), said.left, script or said.script
        return SecondReading(lines, left, script)


def cannot_read(script: Script | None) -> str:
    """Return the sentence on writing that nobody here can read."""
    like = f" (it looks like {script})" if script else ""
    return f"There is writing here that I cannot read{like}."


def _believable(lines: list[Line], too_large: float) -> list[Line]:
    """Drop what is not sure, and signs with no writing of their size about (stars, ribbons).

    Something short whose box has `too_large` square pixels or more is no writing either.
    """
    sure = []
    for line in lines:
        short = len(line.reading.columns) <= _SHORT
        least = _LEAST_CONFIDENCE_SHORT if short else LEAST_CONFIDENCE
        fills = short and math.prod(extent(line.quad)) >= too_large
        if line.reading.text and line.reading.confidence >= least and not fills:
            sure.append(line)
    heights = [extent(line.quad)[1] for line in sure if line.reading.has_letters]
    low, high = _LIKE_HEIGHT
    return [
        line
        for line in sure
        if line.reading.has_letters
        or any(low < extent(line.quad)[1] / height < high for height in heights)
    ]
