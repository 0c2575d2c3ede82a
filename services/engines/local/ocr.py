"""Read the text in a picture: PP-OCRv6 through rapidocr, in all four orientations."""

import threading
from typing import TYPE_CHECKING

import numpy as np

from services.vision import Text, TextLine

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.engines.local.ocr_models import TextModels
    from services.engines.local.ocr_orientation import Line

LEAST_CONFIDENCE = 0.75
"""A line turned over is misread with up to 0.78, a line read right scores above 0.9."""

_SHORT = 2
_LEAST_CONFIDENCE_SHORT = 0.95
"""A cup seen from above is an 8 with 0.90, a ribbon a K with 0.83; a real OK scores 0.99."""


class TextReader:
    """Reads one picture at a time; the models (50 MB) are loaded at the first one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._models: TextModels | None = None

    def read(self, image: "Image") -> Text:
        """Return all text in reading order; `image` is RGB and upright.

        Polygons start at the text's own top left, so for a page turned on its side they do not
        start at the picture's. Safe to call from several threads: they wait for each other.
        """
        from services.engines.local.ocr_lines import reading_order
        from services.engines.local.ocr_orientation import read_lines
        from services.engines.local.ocr_tiles import find_lines

        pixels = np.asarray(image)
        with self._lock:
            models = self._loaded()
            quads = find_lines(models.find, pixels)
            lines, page = read_lines(models.read, pixels, quads)
        lines = _believable(lines)
        order = reading_order([line.quad for line in lines], page)
        return Text(tuple(_text_line(lines[index]) for index in order))

    def _loaded(self) -> "TextModels":
        if self._models is None:
            from services.engines.local.ocr_models import TextModels

            self._models = TextModels()
        return self._models


def _text_line(line: "Line") -> TextLine:
    from services.engines.local.ocr_lines import polygon_of, words_of

    words = words_of(line.quad, line.reading)
    return TextLine(line.reading.text, line.reading.confidence, polygon_of(line.quad), words)


def _believable(lines: "list[Line]") -> "list[Line]":
    """Drop what is not sure, and signs with no writing of their size about (stars, ribbons)."""
    from services.engines.local.ocr_lines import extent

    sure = [line for line in lines if line.reading.text and _sure(line)]
    heights = [extent(line.quad)[1] for line in sure if _has_letters(line)]
    return [
        line
        for line in sure
        if _has_letters(line) or any(0.5 < extent(line.quad)[1] / height < 2 for height in heights)
    ]


def _sure(line: "Line") -> bool:
    short = len(line.reading.columns) <= _SHORT
    return line.reading.confidence >= (_LEAST_CONFIDENCE_SHORT if short else LEAST_CONFIDENCE)


def _has_letters(line: "Line") -> bool:
    return any(letter.isalnum() for letter in line.reading.text)
