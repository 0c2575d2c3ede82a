"""Read the text in a picture: PP-OCRv6 through rapidocr, in all four orientations."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.alone import without_lattices, without_lone_signs
from services.engines.local.ocr.belief import believable, is_a_thing
from services.engines.local.ocr.closer import find_closer, too_low
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.lines import polygon_of, words_of
from services.engines.local.ocr.memory import give_back
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
            known = sort_lines(pixels, without_lattices(lines))
            second = self._read_again(pixels, known.unread, is_over)
            give_back()
        found = list(second.lines)
        believed = believable(known.read, image.width * image.height)
        for line in without_lone_signs(pixels, believed):
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
        known = [line for line in lines if not is_a_thing(line, area)]
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
