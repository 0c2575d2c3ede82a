"""A drawn page and what it says, and the paper and pens to draw it with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import fontpkg
from PIL import Image, ImageDraw, ImageFont

Color = str | tuple[int, int, int]
Font = ImageFont.FreeTypeFont

CJK = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),  # Debian's fonts-noto-cjk
    Path("/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc"),
)
"""Where a typeface for Chinese, Japanese and Korean may be: no package on the index has one."""
CJK_WITH_SERIFS = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/System/Library/Fonts/Supplemental/AppleMyungjo.ttf"),
)


class Group(StrEnum):
    """What kind of page it is; figures are told for each."""

    PAGE = "page"
    COLUMNS = "columns"
    UI = "user interface"
    CODE = "code"
    TERMINAL = "terminal"
    CHAT = "chat"
    TABLE = "table"
    SENTENCES = "table of sentences"
    RECEIPT = "receipt"
    SLIDE = "slide"
    CHART = "chart"
    MEME = "meme"
    DESKTOP = "desktop"
    LANGUAGE = "language"
    TURNED = "turned"
    UNREADABLE = "unreadable"
    MIXED = "mixed scripts"


@dataclass(frozen=True, slots=True)
class Page:
    """One drawn page.

    `plain` is what it says as a person would type it: columns one after the other, the cells of a
    row on one line with two spaces between them, code indented by spaces. `unread` are those of its
    lines that the recogniser has no letters for.
    """

    name: str
    group: Group
    image: Image.Image
    plain: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Names of fontpkg families."""

    sans: str
    serif: str
    mono: str
    others: Mapping[str, str]
    """Language to family, for scripts of their own."""
    korean: Sequence[Path] = CJK

    def of_language(self, language: str, size: int) -> Font | None:
        """Return the typeface for `language` in pixels; None where this machine has none."""
        if language in ("zh", "ja", "ko"):
            paths = self.korean if language == "ko" else CJK
            path = next((path for path in paths if path.is_file()), None)
            return ImageFont.truetype(str(path), size) if path else None
        return font(self.others.get(language, self.sans), size)


def font(family: str, size: int) -> Font:
    """Return a typeface in pixels."""
    return ImageFont.truetype(str(fontpkg.path(family)), size)


@dataclass(frozen=True, slots=True)
class Material:
    """What a set's pages are made of: words (a part of ``wording.json``) and typefaces."""

    words: Mapping[str, Any]
    faces: Typefaces


class Paper:
    """A canvas that one writes on line by line."""

    def __init__(self, width: int, height: int, ground: Color = "white", ink: Color = "black"):
        self.image = Image.new("RGB", (width, height), ground)
        self.draw = ImageDraw.Draw(self.image)
        self.ink = ink

    def write(self, x: float, y: float, text: str, face: Font, ink: Color | None = None) -> None:
        """Write with the top left of the letters' line at a place."""
        self.draw.text((x, y), text, font=face, fill=ink or self.ink)

    def write_down(
        self, x: float, y: float, lines: Sequence[str], face: Font, leading: float = 1.45
    ) -> float:
        """Write lines below each other, `leading` times their size apart; return where they end."""
        for line in lines:
            self.write(x, y, line, face)
            y += leading * face.size
        return y


def wrapped(text: str, face: Font, width: float, *, anywhere: bool = False) -> list[str]:
    """Return the lines that a paragraph takes in a column of `width` pixels.

    It breaks at blanks, or `anywhere`, as Chinese and Japanese do.
    """
    lines, line = [], ""
    for word in text if anywhere else text.split():
        longer = f"{line}{word}" if anywhere else f"{line} {word}".strip()
        if line and face.getlength(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
