"""tesseract, where it is on PATH, reads whole pictures in the languages that it has.

Whole pictures, as on single lines it misreads Arabic. It is handed pixels, never somebody's file,
without a shell, and is stopped when it takes too long. Without it, or where it is broken, nothing
is read and nothing fails.
"""

import io
import logging
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import product
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.languages import LANGUAGES, Script, share_in
from services.engines.local.ocr.lines import bounds, extent
from services.engines.local.ocr.second_readers import OWN_LETTERS, SecondReading
from services.engines.local.ocr.tsv import (
    Found,
    Frame,
    lines_of,
    overlap,
    stands_in,
    sureness,
    words_in,
)
from services.vision import Box

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels
    from services.engines.local.ocr.orientation import Line

_log = logging.getLogger(__name__)

_SECONDS = 20.0
"""For all looks at a picture; one takes half a second, at a dense page five."""
_LINE_HEIGHT = 44
"""Pixels of a line's box in the copy it gets: it was trained on letters of 30 or so."""
_LEAST_SCALE, _MOST_SCALE = 0.25, 4.0
_LONGEST = 4_000
"""Pixels; the longest side of that copy."""
_WAYS = ("3", "11")
"""Its ways to take a page apart: in paragraphs, and where that finds nothing, in single words."""
_LEAST_CONFIDENCE = 0.6
"""On the mean over the words, in a script that something tells."""
_SURE = 0.8
"""The same where nothing tells the script: Bengali as Thai, which it is not, has up to 0.75.

From here on no other script is tried.
"""
_MARGIN = 2.0
"""Heights of a line around the lines to read."""
_SURELY_TURNED, _SURELY_IN = 1.5, 2.2
"""Its own scores for how a page is turned and its script; below, it was wrong on short signs."""
_MOST_LANGUAGES = 3
"""Of one script, looked at together, at a multiple of the time."""
_PROCESSORS = "1"
"""With more it waits for itself wherever something else runs: 0.4 s became 10."""
_SCRIPTS = {one.value: one for one in Script if one is not Script.TAMIL} | {"Hangul": Script.KOREAN}
"""By its own names. Tamil is left out: it takes it for Malayalam and others for Tamil."""


class Tesseract:
    """Reads with the `command` on PATH; `seconds` is how long all looks at a picture may take."""

    def __init__(
        self,
        command: str = "tesseract",
        seconds: float = _SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command, self._seconds, self._clock = command, seconds, clock

    @cached_property
    def languages(self) -> Mapping[Script, tuple[str, ...]]:
        """The languages it has, in its own names, by script; none where it is not installed."""
        said = self._run(self._clock() + self._seconds, "--list-langs").split()
        found: dict[Script, tuple[str, ...]] = {}
        for one in LANGUAGES:
            if one.tesseract in said:
                found[one.script] = (*found.get(one.script, ()), one.tesseract)
        return found

    def read(
        self, pixels: "Pixels", unread: "Sequence[Line]", script: Script | None
    ) -> SecondReading:
        """Read the part of the picture with the `unread` lines in the scripts it may be in.

        Where nothing tells the script, one after the other is tried.
        """
        if not self.languages:
            return SecondReading((), tuple(unread), script)
        deadline = self._clock() + self._seconds
        places = [bounds(line.quad) for line in unread]
        part = _part_around(places, pixels)
        frame = Frame(part, _scale(part, unread))
        seen, quarters = self._osd(_copy(pixels, frame), deadline)
        frame = replace(frame, quarters=quarters)
        told = script or seen
        likely = [one for one in (script, seen) if one] if told else list(self.languages)
        scripts = [one for one in dict.fromkeys(likely) if one in self.languages]
        image = _copy(pixels, frame)
        found: list[Found] = []
        for way, one in product(_WAYS, scripts):
            words = self._words(image, way, one, deadline)
            words = [word for word in words if stands_in(frame.bounds(word.box), places)]
            if sureness(words) > sureness(found):
                found = words
            if sureness(found) >= _SURE:
                break
        if sureness(found) < (_LEAST_CONFIDENCE if told else _SURE):
            return SecondReading((), tuple(unread), told)
        read = [frame.bounds(word.box) for word in found]
        lines = zip(unread, places, strict=True)
        left = tuple(line for line, place in lines if not any(overlap(place, one) for one in read))
        return SecondReading(lines_of(found, frame), left, told)

    def _words(self, image: bytes, way: str, script: Script, deadline: float) -> list[Found]:
        """Return the words of a script, and what stands among them without letters."""
        languages = "+".join(self.languages[script][:_MOST_LANGUAGES])
        table = self._run(deadline, "-", "-", "-l", languages, "--psm", way, "tsv", given=image)
        return [
            word
            for word in words_in(table)
            if share_in(script, word.text) >= OWN_LETTERS or not any(map(str.isalpha, word.text))
        ]

    def _osd(self, image: bytes, deadline: float) -> tuple[Script | None, int]:
        """Return the script it sees, if surely, and the anticlockwise quarters to upright."""
        options = ("--psm", "0", "-c", "min_characters_to_try=5")
        said = dict(
            re.findall(
                r"^([\w ]+): (\S+)$", self._run(deadline, "-", "-", *options, given=image), re.M
            )
        )

        def number(name: str) -> float:
            found = said.get(name, "")
            return float(found) if re.fullmatch(r"\d+(\.\d+)?", found, re.ASCII) else 0.0

        surely = number("Orientation confidence") >= _SURELY_TURNED
        quarters = -round(number("Rotate") / 90) % 4 if surely else 0
        sure = number("Script confidence") >= _SURELY_IN
        return _SCRIPTS.get(said.get("Script", "")) if sure else None, quarters

    def _run(self, deadline: float, *arguments: str, given: bytes = b"") -> str:
        """Return what the command prints; nothing where it is missing, fails or takes too long."""
        try:
            done = subprocess.run(  # noqa: S603 - arguments from our own tables, no shell
                [self._command, *arguments],
                input=given,
                capture_output=True,
                timeout=max(deadline - self._clock(), 0.01),
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": _PROCESSORS},
            )
        except FileNotFoundError:
            return ""
        except (OSError, subprocess.SubprocessError) as problem:
            _log.info("%s: %s", self._command, type(problem).__name__)
            return ""
        return done.stdout.decode("utf-8", "replace")


def _part_around(places: "Sequence[Box]", pixels: "Pixels") -> Box:
    """Return what is to be looked at: all places, and as much around them as makes it a page."""
    height, width = pixels.shape[:2]
    margin = _MARGIN * median(min(place.width, place.height) for place in places)
    left = max(min(place.left for place in places) - margin, 0.0)
    top = max(min(place.top for place in places) - margin, 0.0)
    right = min(max(place.right for place in places) + margin, float(width))
    bottom = min(max(place.bottom for place in places) + margin, float(height))
    return Box(left, top, right - left, bottom - top)


def _scale(part: Box, lines: "Sequence[Line]") -> float:
    """Return by how much the part is to grow for its letters to be as high as they should."""
    height = median(min(extent(line.quad)) for line in lines)
    wanted = min(max(_LINE_HEIGHT / max(height, 1.0), _LEAST_SCALE), _MOST_SCALE)
    return min(wanted, _LONGEST / max(part.width, part.height))


def _copy(pixels: "Pixels", frame: Frame) -> bytes:
    """Return what `frame` shows of a picture, in a file's bytes."""
    from PIL import Image

    part = frame.part
    cut = Image.fromarray(pixels).crop(
        (round(part.left), round(part.top), round(part.right), round(part.bottom))
    )
    turned = Image.fromarray(np.rot90(np.asarray(cut), frame.quarters))
    size = (round(turned.width * frame.scale), round(turned.height * frame.scale))
    kept = io.BytesIO()
    turned.resize((max(size[0], 1), max(size[1], 1)), Image.Resampling.BICUBIC).save(kept, "PPM")
    return kept.getvalue()
