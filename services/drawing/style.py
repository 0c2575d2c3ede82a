"""How the annotated copy looks: colours that the colour-blind tell apart, and sizes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from services.drawing.marks import Kind, Mark

COLORS = {
    Kind.TEXT: "#56b4e9",
    Kind.FACE: "#f0e442",
    Kind.OBJECT: "#e69f00",
    Kind.CODE: "#4cc9a0",
    Kind.PART: "#f2f3f5",
}
"""Okabe and Ito's sky blue, yellow, orange and, lighter, bluish green; and white. Each also has a
line of its own."""

DARK = "#16181d"
"""Under every line, and the letters on every label: 6.9:1 or more on each of `COLORS`."""

STRIP = "#16181d"
STRIP_LETTERS = "#f2f3f5"

RULE = "#4a4e57"
"""A hairline between the picture and what is added to it."""

PART = {Kind.TEXT: 0.75, Kind.FACE: 0.24, Kind.OBJECT: 0.2, Kind.CODE: 0.24, Kind.PART: 0.2}
"""A label's font as a part of the height of what it names, within the bounds of `styles_for`."""

LEAST_SIZE = 12
"""Pixels to the em of a label on the smallest canvas; its numbers may have three quarters."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in pixels, all from the font's: they grow with the picture, more slowly."""

    size: int

    @classmethod
    def for_canvas(cls, width: int, height: int) -> "Style":
        """Return sizes that can be read on a canvas seen whole and on one seen at full size."""
        # 16 px at 800 x 600, 49 px at 4096 x 3072
        return cls(round(8 + 0.0115 * sqrt(width * height)))

    @property
    def small(self) -> int:
        """The font of numbers, and of labels with little room."""
        return max(round(self.size * 0.75), 9)

    @property
    def caption(self) -> int:
        """The font of the caption."""
        return round(self.size * 1.15)

    @property
    def stroke(self) -> float:
        """The light line of an outline."""
        return max(self.size / 8, 1)

    @property
    def halo(self) -> float:
        """The dark line on either side of it."""
        return max(self.size / 14, 1)

    @property
    def edge(self) -> float:
        """From the middle of an outline to its outer side."""
        return self.stroke / 2 + self.halo


Styles = Mapping[Kind, Style]


def styles_for(marks: Iterable[Mark], style: Style) -> Styles:
    """Return each kind's sizes, down to half of `style` where its marks are small, and crowd.

    The lower quartile counts, so that one headline does not make the labels of a page large.
    """
    heights: dict[Kind, list[float]] = {kind: [] for kind in Kind}
    for mark in marks:
        heights[mark.kind].append(mark.height)
    least = max(round(style.size * 0.5), LEAST_SIZE)
    styles = dict.fromkeys(Kind, style)
    for kind, found in heights.items():
        if found:
            quartile = sorted(found)[len(found) // 4]
            styles[kind] = Style(min(max(round(quartile * PART[kind]), least), style.size))
    return styles
