"""Read the text in a picture: PP-OCRv6 through rapidocr, in all four orientations."""

import math
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.closer import find_closer, too_low
from services.engines.local.ocr.lines import extent, polygon_of, words_of
from services.engines.local.ocr.models import TextModels
from services.engines.local.ocr.orientation import Line, read_lines
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.ocr.tiles import find_lines
from services.engines.local.ocr.trust import confidence_told
from services.reading.order import in_reading_order
from services.vision import Text, TextLine

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.engines.local.ocr.models import Pixels, Quad

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
_LIKE_HEIGHT = (0.5, 2.0)
"""Times the height of writing; what belongs to it, such as a bullet or a bracket, is within."""


_BLOCK = 60
"""Lines read between two looks at the clock: two seconds of a dense screen, four of a slow core."""

CUT_SHORT = "There was not enough time to read all of the text; some of it is missing."


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and sentences for the user about what was not."""

    text: Text
    notes: tuple[str, ...] = ()


class TextReader:
    """Reads one picture at a time; its models take 50 MB."""

    def __init__(self, runtime: Runtime = Runtime.ONNXRUNTIME) -> None:
        """`runtime`: what the models run on; EngineError where it is not installed."""
        self._lock = threading.Lock()
        self._models = TextModels(runtime)

    def read_text(self, image: "Image") -> Text:
        """Return the text alone, without a limit of time."""
        return self.read(image).text

    def read(self, image: "Image", is_over: Callable[[], bool] = lambda: False) -> Read:
        """Return all text in reading order; `image` is RGB and upright.

        Polygons start at the text's own top left, so for a page turned on its side they do not
        start at the picture's. Once `is_over` says that the time is over, what was read so far is
        returned with a note. Safe to call from several threads: they wait for each other.
        """
        pixels = np.asarray(image)
        with self._lock:
            lines, all_read = self._read_twice(pixels, is_over)
        lines = _believable(lines, image.width * image.height)
        found = []
        for quad, reading in ((line.quad, line.reading) for line in lines):
            words = words_of(quad, reading)
            told = confidence_told(reading, quad, image.width)
            found.append(TextLine(reading.text, told, polygon_of(quad), words))
        return Read(in_reading_order(found), () if all_read else (CUT_SHORT,))

    def _read_twice(self, pixels: "Pixels", is_over: Callable[[], bool]) -> tuple[list[Line], bool]:
        """Return what a first look and a closer one see, and whether there was time for all."""
        quads = find_lines(self._models.find_quads, pixels)
        low = too_low(quads, pixels.shape[0], pixels.shape[1])
        high = [quad for quad, is_low in zip(quads, low, strict=True) if not is_low]
        lines, all_read = self._read_blocks(pixels, high, is_over)
        # A row of bars in a chart is read as a sign; its box must not hide the labels in it.
        area = pixels.shape[0] * pixels.shape[1]
        known = [
            line for line in lines if len(line.reading.columns) > _SHORT or _is_sure(line, area)
        ]
        closer = find_closer(
            self._models.find_quads,
            pixels,
            [line.quad for line in known],
            [quad for quad, is_low in zip(quads, low, strict=True) if is_low],
            is_over,
        )
        more, rest_read = self._read_blocks(pixels, closer, is_over)
        return lines + more, all_read and rest_read

    def _read_blocks(
        self, pixels: "Pixels", quads: "list[Quad]", is_over: Callable[[], bool]
    ) -> tuple[list[Line], bool]:
        """Return the lines read from the top down until the time is over, and whether all were."""
        ordered = sorted(quads, key=lambda quad: float(quad[:, 1].min()))
        lines: list[Line] = []
        for start in range(0, max(len(ordered), 1), _BLOCK):  # where nothing was found yet, too
            if is_over():
                return lines, False
            block = ordered[start : start + _BLOCK]
            lines += read_lines(self._models.read_crops, pixels, block)[0]
        return lines, True


def _believable(lines: list[Line], picture: float) -> list[Line]:
    """Drop what is not sure, and signs with no writing of their size about (stars, ribbons).

    `picture` is the area of all of it, in square pixels.
    """
    sure = [line for line in lines if _is_sure(line, picture)]
    heights = [extent(line.quad)[1] for line in sure if line.reading.has_letters]
    low, high = _LIKE_HEIGHT
    return [
        line
        for line in sure
        if line.reading.has_letters
        or any(low < extent(line.quad)[1] / height < high for height in heights)
    ]


def _is_sure(line: Line, picture: float) -> bool:
    """Tell whether a line is read well enough; something short must not fill the picture either."""
    reading = line.reading
    if len(reading.columns) > _SHORT:
        return reading.confidence >= LEAST_CONFIDENCE
    share = math.prod(extent(line.quad)) / picture
    most = _FILLS_AS_HAN if _HAN.fullmatch(reading.text) else _FILLS
    return bool(reading.text) and reading.confidence >= _LEAST_CONFIDENCE_SHORT and share < most
