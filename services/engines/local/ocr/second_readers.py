"""What reads writing that the first recogniser has no letters for; asked only where there is some.

Here are the recognisers of PP-OCRv5, one for a script; `tesseract` is beside it.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from services.engines.local.ocr.languages import (
    RIGHT_TO_LEFT,
    SCRIPT_OF_RECOGNIZER,
    Script,
    in_order_of_speech,
    share_in,
)
from services.engines.local.ocr.lines import extent, polygon_of, turned, words_of
from services.engines.local.ocr.models import Reading, Recognizer
from services.engines.local.ocr.orientation import Line, read_lines
from services.vision import TextLine

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels

_log = logging.getLogger(__name__)

LEAST_CONFIDENCE = 0.85
"""The first recogniser has 0.9 and more in letters it knows; rather no line than a wrong one."""
OWN_LETTERS = 0.5
"""The share of letters that must be of the script: each recogniser can write Latin too."""
_LEAST_LETTERS = 0.6
"""Letters for each height of a line: vowels of Arabic and Devanagari are no signs of their own."""


@dataclass(frozen=True, slots=True)
class SecondReading:
    """The lines that were read, those that are left, and the script that these may be in."""

    lines: tuple[TextLine, ...]
    left: tuple[Line, ...]
    script: Script | None = None


class SecondReader(Protocol):
    """Reads other scripts than the first recogniser."""

    def read(
        self, pixels: "Pixels", unread: Sequence[Line], script: Script | None
    ) -> SecondReading:
        """Read the `unread` lines of an RGB picture; `script` is what they look like, if told."""
        ...


class Recognizers:
    """PP-OCRv5's recognisers, each loaded when it is first needed. Not thread-safe.

    `find` returns the files that are on disk by the recogniser's name; it is asked once.
    """

    def __init__(self, find: Callable[[], Mapping[str, Path]]) -> None:
        self._find = find
        self._loaded: dict[str, Recognizer | None] = {}

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        return self._find()

    def read(
        self, pixels: "Pixels", unread: Sequence[Line], script: Script | None
    ) -> SecondReading:
        """Read each line with the recogniser that is the surest of it."""
        best: dict[int, tuple[Line, Script]] = {}
        quads = [turned(line.quad, -line.quarters) for line in unread]
        for name in self._files:
            own = SCRIPT_OF_RECOGNIZER[name]
            recognizer = self._recognizer(name) if script in (None, own) else None
            if recognizer is not None:
                for index, line in enumerate(read_lines(recognizer.read_crops, pixels, quads)[0]):
                    before = best[index][0].reading.confidence if index in best else 0.0
                    if line.reading.confidence > before and is_good(line, own):
                        best[index] = line, own
        left = tuple(line for index, line in enumerate(unread) if index not in best)
        lines = []
        for line, own in best.values():
            quad, reading = line.quad, line.reading
            if own in RIGHT_TO_LEFT:
                # Its words are not told apart: their places run the other way than their letters.
                reading = Reading(in_order_of_speech(reading.text), reading.confidence)
            told = polygon_of(quad), words_of(quad, reading)
            lines.append(TextLine(reading.text, reading.confidence, *told))
        return SecondReading(tuple(lines), left)

    def _recognizer(self, name: str) -> Recognizer | None:
        """Return a recogniser; None where its file is none, which hides nobody else's text."""
        if name not in self._loaded:
            try:
                self._loaded[name] = Recognizer(self._files[name])
            except ValueError as problem:
                _log.warning("no second reader: %s", problem)
                self._loaded[name] = None
        return self._loaded[name]


def is_good(line: Line, script: Script) -> bool:
    """Tell whether a line as read by the recogniser of `script` is writing in that script."""
    along, across = extent(line.quad)
    return (
        line.reading.confidence >= LEAST_CONFIDENCE
        and share_in(script, line.reading.text) >= OWN_LETTERS
        and len(line.reading.columns) >= _LEAST_LETTERS * along / across
    )
