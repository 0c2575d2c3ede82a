"""Turn the boxes of ``/ocr`` back to where the text is in the image that was sent.

The service turns the image clockwise about its centre by ``textAngle``, so that lines lie level or
stand upright, and tells in ``orientation`` which way the text's top faces then. Its reference gives
the boxes in that frame; elsewhere it speaks of a frame in which the text is upright as well. The
boxes themselves show which it is: words follow each other to the right only where it is upright.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from services.vision import Box, Point

QUARTERS = {"up": 0, "right": 1, "down": 2, "left": 3}
"""Quarter turns clockwise that the text has made, by where its top faces."""

Corners = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Turn:
    """How boxes lie over the image: `radians` clockwise about the centre put them in place.

    `first` is which corner of a box, clockwise from the top left, the text begins at.
    """

    radians: float
    centre: Point
    first: int = 0

    def corners(self, box: Box) -> Corners:
        """Return the box in place, its corners in the reading order of its text."""
        around = [
            self._turned(box.left, box.top),
            self._turned(box.right, box.top),
            self._turned(box.right, box.bottom),
            self._turned(box.left, box.bottom),
        ]
        first, second, third, fourth = (*around[self.first :], *around[: self.first])
        return first, second, third, fourth

    def _turned(self, x: float, y: float) -> Point:
        x0, y0 = self.centre
        cos, sin = math.cos(self.radians), math.sin(self.radians)
        return x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos


def turn_of(angle: float, orientation: str, lines: Sequence[Sequence[Box]], centre: Point) -> Turn:
    """Return the turn of an answer; `angle` in radians as told, `lines` the boxes of words."""
    quarters = QUARTERS.get(orientation.lower(), 0)
    if quarters and _heading(lines, quarters) == quarters:
        return Turn(-angle, centre, first=quarters)
    return Turn(quarters * math.pi / 2 - angle, centre)


def _heading(lines: Sequence[Sequence[Box]], quarters: int) -> int:
    """Return in how many quarter turns clockwise from the right the words follow each other."""
    across = sum(_middle(line[-1])[0] - _middle(line[0])[0] for line in lines if line)
    down = sum(_middle(line[-1])[1] - _middle(line[0])[1] for line in lines if line)
    if across or down:
        return round(math.atan2(down, across) / (math.pi / 2)) % 4
    words = [word for line in lines for word in line]
    tall = sum(word.height for word in words) > sum(word.width for word in words)
    return quarters if tall and quarters % 2 else 0


def _middle(box: Box) -> Point:
    return box.left + box.width / 2, box.top + box.height / 2
