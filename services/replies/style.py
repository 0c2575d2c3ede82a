"""How the annotated copy looks: colours that the colour-blind tell apart, and sizes."""

from dataclasses import dataclass
from math import sqrt

from services.replies.marks import Kind

COLORS = {Kind.TEXT: "#56b4e9", Kind.FACE: "#f0e442", Kind.OBJECT: "#e69f00"}
"""Sky blue, yellow and orange of Okabe and Ito's palette; each also has a line of its own."""

DARK = "#16181d"
"""Under every line, and the letters on every label: 6.9:1 or more on each of `COLORS`."""

STRIP = "#16181d"
STRIP_LETTERS = "#f2f3f5"


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in pixels, all from the font's: they grow with the picture, more slowly."""

    size: int

    @classmethod
    def for_canvas(cls, width: int, height: int) -> "Style":
        """Return sizes that can be read on a canvas seen whole and on one seen at full size."""
        return cls(round(8 + 0.0115 * sqrt(width * height)))

    @property
    def small(self) -> int:
        """The font of numbers."""
        return max(round(self.size * 0.8), 10)

    @property
    def caption(self) -> int:
        """The font of the caption."""
        return round(self.size * 1.15)

    @property
    def stroke(self) -> int:
        """The light line of an outline."""
        return max(round(self.size / 8), 2)

    @property
    def halo(self) -> int:
        """The dark line on either side of it."""
        return max(round(self.size / 14), 1)

    @property
    def edge(self) -> int:
        """From the middle of an outline to its outer side."""
        return (self.stroke + 1) // 2 + self.halo
