"""Hostile text made drawable: cleaned, split by font, measured, wrapped, drawn on one baseline."""

import re
import unicodedata
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

SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors: no packaged font has U+FE0F, and a label must not fail for it."""

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
        if runs is None:
            return None
        width = above = below = 0.0
        for run in runs:
            face = font(run.file, self.size, self.weight)
            _, top, _, bottom = face.getbbox(run.text, anchor="ls")
            width += face.getlength(run.text)
            above, below = max(above, -top), max(below, bottom)
        return Line(runs, width, above, below)

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


def clean(text: str, limit: int) -> str:
    """Return `text` on one line without control, direction or private characters.

    Piled-up combining marks are thinned, and what is longer than `limit` characters ends in an
    ellipsis. Only the first part of a very long text is looked at.
    """
    composed = unicodedata.normalize("NFC", text[: 8 * limit])
    kept = "".join(
        char
        for char in composed
        if char.isspace()
        or char in JOINERS
        or (unicodedata.category(char)[0] != "C" and char not in SELECTORS)
    )
    thinned, in_a_row = "", 0
    for char in " ".join(kept.split()):
        in_a_row = in_a_row + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        thinned += char if in_a_row <= MAX_MARKS_IN_A_ROW else ""
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
    files: list[Path] = []
    for char in text:
        # signs, marks and spaces stay in the font before them
        stays = files and not char.isalpha() and has_glyph(files[-1], char)
        file = files[-1] if stays else fonts.having(char)
        if file is None:
            return None
        files.append(file)
    groups = groupby(zip(files, text, strict=True), key=lambda pair: pair[0])
    return tuple(Run("".join(char for _, char in pairs), file) for file, pairs in groups)


def wrap(text: str, lettering: Lettering, width: float, most: int) -> list[Line]:
    """Set `text` in at most `most` lines of `width` pixels, the last with an ellipsis if cut.

    Lines end between words where there are any; each holds at least a letter.
    """
    lines: list[str] = []
    rest = drawable(text, lettering.fonts)
    while rest and len(lines) < most:
        end = _fitting(rest, lettering, width)
        if end < len(rest):
            space = rest.rfind(" ", 0, end + 1)
            end = space if space > 0 else max(end, 1)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        fits = _fitting(lines[-1], lettering, width - lettering.width(ELLIPSIS))
        lines[-1] = lines[-1][:fits].rstrip(" ,.;:“”…") + ELLIPSIS
    return [line for line in map(lettering.line, lines) if line]


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
