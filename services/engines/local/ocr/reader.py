"""Read the text in a picture: PP-OCRv6 through rapidocr, in all four orientations."""

import math
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.closer import find_closer, too_low
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.lines import extent, polygon_of, words_of
from services.engines.local.ocr.models import TextModels
from services.engines.local.ocr.orientation import Line, read_lines
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.ocr.scripts import script_of, sort_lines
from services.engines.local.ocr.second_readers import SecondReader, SecondReading
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
    """Reads one picture at a time; its models take 50 MB.

    `second_readers` are asked in turn for the lines that are in letters it does not know. `runtime`
    is what the models run on.

    Raises:
        EngineError: the runtime is not installed.
    """

    def __init__(
        self,
        second_readers: Sequence[SecondReader] = (),
        runtime: Runtime = Runtime.ONNXRUNTIME,
    ) -> None:
        self._lock = threading.Lock()
        self._models = TextModels(runtime)
        self._second_readers = second_readers

    def read_text(self, image: "Image") -> Text:
        """Return the text alone, without a limit of time."""
        return self.read(image).text

    def read(self, image: "Image", is_over: Callable[[], bool] = lambda: False) -> Read:
        """Return all text in reading order; `image` is RGB and upright.

        Polygons start at the text's own top left, so for a page turned on its side they do not
        start at the picture's. Writing that cannot be read is not in the text; a note tells of
        it. Once `is_over` says that the time is over, what was read so far is
        returned with a note. Safe to call from several threads: they wait for each other.
        """
        pixels = np.asarray(image)
        with self._lock:
            lines, all_read = self._read_twice(pixels, is_over)
            known = sort_lines(pixels, lines)
            second = self._read_again(pixels, known.unread, is_over)
        found = list(second.lines)
        for line in _believable(known.read, image.width * image.height):
            told = confidence_told(line.reading, line.quad, image.width)
            words = words_of(line.quad, line.reading)
            found.append(TextLine(line.reading.text, told, polygon_of(line.quad), words))
        text = replace(in_reading_order(found), unread=bool(second.left))
        notes = [cannot_read(second.script)] if second.left else []
        return Read(text, (*notes, *([] if all_read else [CUT_SHORT])))

    def _read_twice(self, pixels: "Pixels", is_over: Callable[[], bool]) -> tuple[list[Line], bool]:
        """Return what a first look and a closer one see, and whether there was time for all."""
        quads = find_lines(self._models.find_quads, pixels)
        low = too_low(quads, pixels.shape[0], pixels.shape[1])
        high = [quad for quad, is_low in zip(quads, low, strict=True) if not is_low]
        lines, all_read = self._read_blocks(pixels, high, is_over)
        # A row of bars in a chart is read as a sign; its box must not hide the labels in it.
        area = pixels.shape[0] * pixels.shape[1]
        known = [
            line
            for line in lines
            if not 0 < len(line.reading.columns) <= _SHORT
            or math.prod(extent(line.quad)) < _FILLS_AS_HAN * area
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

    def _read_again(
        self, pixels: "Pixels", unread: Sequence[Line], is_over: Callable[[], bool]
    ) -> SecondReading:
        """Return what the second readers make of the lines, and what nobody can read."""
        if not unread:
            return SecondReading((), ())
        script = script_of(unread, self._models.doubts, pixels)
        lines: tuple[TextLine, ...] = ()
        left = tuple(unread)
        for reader in self._second_readers:
            if left and not is_over():
                said = reader.read(pixels, left, script)
                lines, left, script = (*lines, *said.lines), said.left, script or said.script
        return SecondReading(lines, left, script)


def cannot_read(script: Script | None) -> str:
    """Return the sentence on writing that nobody here can read."""
    like = f" (it looks like {script})" if script else ""
    return f"There is writing here that I cannot read{like}."


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
