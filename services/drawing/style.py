"""How the annotated copy looks: colours that the colour-blind tell apart, and sizes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from services.drawing.marks import Kind, Mark

COLORS = {
    Kind.TEXT: "#56b4e9",
    Kind.FACE: "#f0e442",
    Kind.OBJECT: "#e69f00",
    Kind.PART: "#f2f3f5",
}
"""Okabe and Ito's sky blue, yellow and orange, and white; each also has a line of its own."""

DARK = "#16181d"
"""Under every line, and the letters on every label: 6.9:1 or more on each of `COLORS`."""

STRIP = "#16181d"
STRIP_LETTERS = "#f2f3f5"


RULE = "#4a4e57"
"""A hairline between the picture and what is added to it."""

PART = {Kind.TEXT: 0.75, Kind.FACE: 0.24, Kind.OBJECT: 0.2, Kind.PART: 0.2}
"""A label's font as a part of the height of what it names, within the bounds of `Style.fitting`."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in pixels, all from the font's: they grow with the picture, more slowly."""

    size: int

    @classmethod
    def for_canvas(cls, width: int, height: int) -> "Style":
        """Return sizes that can be read on a canvas seen whole and on one seen at full size."""
        return cls(round(8 + 0.0115 * sqrt(width * height)))

    def fitting(self, kind: Kind, heights: Sequence[float]) -> "Style":
        """Return sizes for things of `heights`, down to half of these: small things crowd.

        The lower quartile counts, so that one headline does not make the labels of a page large.
        """
        if not heights:
            return self
        quartile = sorted(heights)[len(heights) // 4]
        least = max(round(self.size * 0.5), 12)
        return Style(min(max(round(quartile * PART[kind]), least), self.size))

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
    """Return each kind's sizes, fitted to how large its marks are."""
    heights: dict[Kind, list[float]] = {kind: [] for kind in Kind}
    for mark in marks:
        heights[mark.kind].append(mark.height)
    return {kind: style.fitting(kind, found) for kind, found in heights.items()}
