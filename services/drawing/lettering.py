"""Hostile text made drawable: cleaned, split by font, measured, wrapped, drawn on one baseline."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw

from services.drawing.fonts import Fonts, font, has_glyph, is_rtl

ELLIPSIS = "…"
MAX_MARKS_IN_A_ROW = 2
"""Combining marks kept on one letter; more is a prank that paints over its surroundings."""

JOINERS = "\u200c\u200d"
"""Invisible, but Persian and Hindi words change without them."""

CAP_HEIGHT = 0.714
"""Height of Noto Sans's capitals, in em; what labels are centred on."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font."""

    text: str
    file: Path


@dataclass(frozen=True, slots=True)
class Line:
    """Text ready to draw; `width` and the heights above and below its baseline are pixels."""

    runs: tuple[Run, ...]
    width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """How text is set: `size` is pixels to the em, `weight` as in CSS."""

    fonts: Fonts
    size: int
    weight: int = 400

    @property
    def cap_height(self) -> int:
        """Pixels from the baseline to the top of a capital."""
        return round(self.size * CAP_HEIGHT)

    def line(self, text: str) -> Line | None:
        """Return `text`, cleaned before, as a line; None when no font can draw all of it."""
        runs = split_by_font(text, self.fonts)
        return None if runs is None else self._measured(runs)

    def can_set(self, text: str) -> bool:
        """Say whether there are fonts for all of `text`."""
        return split_by_font(text, self.fonts) is not None

    def width(self, text: str) -> float:
        """Return the pixels that `text` takes; infinite when it cannot be drawn."""
        line = self.line(text)
        return line.width if line else float("inf")

    def draw(
        self, draw: ImageDraw.ImageDraw, at: tuple[float, float], line: Line, color: str
    ) -> None:
        """Draw `line` with the left end of its baseline at `at`."""
        x, y = at
        for run in line.runs:
            face = font(run.file, self.size, self.weight)
            draw.text((x, y), run.text, fill=color, font=face, anchor="ls")
            x += face.getlength(run.text)

    def _measured(self, runs: tuple[Run, ...]) -> Line:
        width = above = below = 0.0
        for run in runs:
            face = font(run.file, self.size, self.weight)
            _, top, _, bottom = face.getbbox(run.text, anchor="ls")
            width += face.getlength(run.text)
            above, below = max(above, -top), max(below, bottom)
        return Line(runs, width, above, below)


def clean(text: str, limit: int) -> str:
    """Return `text` on one line without control, direction or private characters.

    Piled-up combining marks are thinned, and what is longer than `limit` characters ends in an
    ellipsis. Only the first part of a very long text is looked at.
    """
    composed = unicodedata.normalize("NFC", text[: 8 * limit])
    kept = "".join(char for char in composed if _is_drawable(char) or char.isspace())
    thinned = "".join(_thinned(" ".join(kept.split())))
    return shortened(thinned, limit) if len(thinned) > limit else thinned


def shortened(text: str, limit: int) -> str:
    """Return the first `limit` characters of `text`, the last of them an ellipsis."""
    return text[: max(limit - 1, 0)].rstrip() + ELLIPSIS


def drawable(text: str, fonts: Fonts) -> str:
    """Return `text` with an ellipsis for each stretch that `fonts` cannot draw together."""
    if split_by_font(text, fonts) is not None:
        return text
    kept = "".join(char if fonts.having(char) and not is_rtl(char) else "\0" for char in text)
    return re.sub(r"\0(?:[\0\s.,:;!?-]*\0)?", ELLIPSIS, kept)


def split_by_font(text: str, fonts: Fonts) -> tuple[Run, ...] | None:
    """Return `text` in as few runs as possible, None when it cannot be drawn rightly.

    Right-to-left text must be in one font, so that its order is left to the shaping library.
    """
    whole = fonts.having_all(text)
    if whole:
        return (Run(text, whole),) if text else ()
    if any(map(is_rtl, text)):
        return None
    files = list(_files(text, fonts))
    if None in files:
        return None
    groups = groupby(zip(files, text, strict=True), key=lambda pair: pair[0])
    return tuple(Run("".join(char for _, char in pairs), file) for file, pairs in groups if file)


def wrap(text: str, lettering: Lettering, width: float, most: int) -> list[Line]:
    """Set `text` in at most `most` lines of `width` pixels, the last with an ellipsis if cut."""
    lines: list[str] = []
    rest = drawable(text, lettering.fonts)
    while rest and len(lines) < most:
        head, rest = _break(rest, lettering, width)
        lines.append(head)
    if rest:
        lines[-1] = _cut(lines[-1], lettering, width)
    return [line for line in map(lettering.line, lines) if line]


def _break(text: str, lettering: Lettering, width: float) -> tuple[str, str]:
    """Split off what fits on one line, between words where there are any; at least a letter."""
    fits = _fitting(text, lettering, width)
    if fits == len(text):
        return text, ""
    space = text.rfind(" ", 0, fits + 1)
    end = space if space > 0 else max(fits, 1)
    return text[:end].rstrip(), text[end:].lstrip()


def _cut(text: str, lettering: Lettering, width: float) -> str:
    room = width - lettering.width(ELLIPSIS)
    return text[: _fitting(text, lettering, room)].rstrip(" ,.;:“”…") + ELLIPSIS


def _fitting(text: str, lettering: Lettering, width: float) -> int:
    """Return how many characters of `text` fit into `width` pixels, by bisection."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lettering.width(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _files(text: str, fonts: Fonts) -> Iterator[Path | None]:
    """Yield each character's font; signs, marks and spaces stay in the font before them."""
    file: Path | None = None
    for char in text:
        if char.isalpha() or file is None or not has_glyph(file, char):
            file = fonts.having(char)
        yield file


def _thinned(text: str) -> Iterator[str]:
    row = 0
    for char in text:
        row = row + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if row <= MAX_MARKS_IN_A_ROW:
            yield char


def _is_drawable(char: str) -> bool:
    if char in JOINERS:
        return True
    return unicodedata.category(char)[0] != "C" and not "\ufe00" <= char <= "\ufe0f"
