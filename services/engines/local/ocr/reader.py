"""Read the text in a picture: PP-OCRv6 through rapidocr, in all four orientations."""

import math
import threading
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.lines import extent, polygon_of, words_of
from services.engines.local.ocr.models import TextModels
from services.engines.local.ocr.orientation import Line, read_lines
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.ocr.tiles import find_lines
from services.reading.order import in_reading_order
from services.vision import Text, TextLine

if TYPE_CHECKING:
    from PIL.Image import Image

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


class TextReader:
    """Reads one picture at a time; its models take 50 MB."""

    def __init__(self, runtime: Runtime = Runtime.ONNXRUNTIME) -> None:
        """`runtime`: what the models run on; EngineError where it is not installed."""
        self._lock = threading.Lock()
        self._models = TextModels(runtime)

    def read_text(self, image: "Image") -> Text:
        """Return all text in reading order; `image` is RGB and upright.

        Polygons start at the text's own top left, so for a page turned on its side they do not
        start at the picture's. Safe to call from several threads: they wait for each other.
        """
        pixels = np.asarray(image)
        with self._lock:
            quads = find_lines(self._models.find_quads, pixels)
            lines, _ = read_lines(self._models.read_crops, pixels, quads)
        lines = _believable(lines, _FILLS * image.width * image.height)
        found = []
        for quad, reading in ((line.quad, line.reading) for line in lines):
            words = words_of(quad, reading)
            found.append(TextLine(reading.text, reading.confidence, polygon_of(quad), words))
        return in_reading_order(found)


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
