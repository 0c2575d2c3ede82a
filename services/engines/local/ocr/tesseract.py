"""tesseract, where it is on PATH, reads whole pictures in the languages that it has.

Whole pictures, as on single lines it misreads Arabic. It is handed pixels, never somebody's file,
without a shell, and is stopped when it takes too long. Without it, or where it is broken, nothing
is read and nothing fails.
"""

import logging
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from services.engines.local.ocr.frames import Frame, copy_of, part_around, scale_for
from services.engines.local.ocr.languages import LANGUAGES, Script, share_in
from services.engines.local.ocr.lines import bounds
from services.engines.local.ocr.second_readers import OWN_LETTERS, SecondReading
from services.engines.local.ocr.tsv import (
    Found,
    lines_of,
    overlap,
    stands_in,
    sureness,
    words_in,
)

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels
    from services.engines.local.ocr.orientation import Line

_log = logging.getLogger(__name__)

_SECONDS = 20.0
"""For all looks at a picture; one takes half a second, at a dense page five."""
_WAYS = ("3", "11")
"""Its ways to take a page apart: in paragraphs, and where that finds nothing, in single words."""
_LEAST_CONFIDENCE = 0.6
"""On the mean over the words, in the script that the first recogniser tells."""
_SURE = 0.8
"""The same where nothing tells the script: Bengali as Thai, which it is not, has up to 0.75.

From here on no other script is tried.
"""
_SURELY_TURNED, _SURELY_IN = 1.5, 5.0
"""Its own scores for how a page is turned and its script; with up to 3.4 it was wrong on signs."""
_MOST_LANGUAGES = 3
"""Of one script, looked at together, at a multiple of the time."""
_PROCESSORS = "1"
"""With more it waits for itself wherever something else runs: 0.4 s became 10."""
_SCRIPTS = {one.value: one for one in Script if one is not Script.TAMIL} | {"Hangul": Script.KOREAN}
"""By its own names. Tamil is left out: it takes it for Malayalam and others for Tamil."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The script it sees, and by how many quarters anticlockwise the page becomes upright."""

    script: Script | None
    is_sure: bool
    quarters: int


class Tesseract:
    """Reads with the `command` on PATH; `seconds` is how long all looks at a picture may take."""

    def __init__(
        self,
        command: Sequence[str] = ("tesseract",),
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
        part = part_around(places, pixels)
        frame = Frame(part, scale_for(part, unread))
        seen = self._osd(copy_of(pixels, frame), deadline)
        frame = replace(frame, quarters=seen.quarters)
        told = script or (seen.script if seen.is_sure else None)
        likely = [script] if script else [*filter(None, [seen.script]), *self.languages]
        scripts = [one for one in dict.fromkeys(likely) if one in self.languages]
        image = copy_of(pixels, frame)
        found: list[Found] = []
        for way, one in product(_WAYS, scripts):
            languages = "+".join(self.languages[one][:_MOST_LANGUAGES])
            look = ("-", "-", "-l", languages, "--psm", way, "tsv")
            words = [
                word
                for word in words_in(self._run(deadline, *look, given=image))
                if stands_in(frame.bounds(word.box), places)
                and (
                    share_in(one, word.text) >= OWN_LETTERS or not any(map(str.isalpha, word.text))
                )
            ]
            if sureness(words) > sureness(found):
                found = words
            if sureness(found) >= _SURE:
                break
        if sureness(found) < (_LEAST_CONFIDENCE if script else _SURE):
            return SecondReading((), tuple(unread), told)
        read = [frame.bounds(word.box) for word in found]
        lines = zip(unread, places, strict=True)
        left = tuple(line for line, place in lines if not any(overlap(place, one) for one in read))
        return SecondReading(lines_of(found, frame), left, told)

    def _osd(self, image: bytes, deadline: float) -> _Seen:
        """Return what it sees before it reads."""
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
        return _Seen(_SCRIPTS.get(said.get("Script", "")), sure, quarters)

    def _run(self, deadline: float, *arguments: str, given: bytes = b"") -> str:
        """Return what the command prints; nothing where it is missing, fails or takes too long."""
        try:
            done = subprocess.run(  # noqa: S603 - arguments from our own tables, no shell
                [*self._command, *arguments],
                input=given,
                capture_output=True,
                timeout=max(deadline - self._clock(), 0.01),
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": _PROCESSORS},
            )
        except FileNotFoundError:
            return ""
        except (OSError, subprocess.SubprocessError) as problem:
            _log.info("%s: %s", self._command[0], type(problem).__name__)
            return ""
        return done.stdout.decode("utf-8", "replace")
