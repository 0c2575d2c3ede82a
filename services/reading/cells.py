"""Lines as they stand on the page, the page turned so that they run from left to right."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from services.vision import Point, Polygon, TextLine

TELLING = 3.0
"""Times as long as high: a shorter line says little on how the page is turned."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line, in the frame of the upright page; `height` is that of its letters' line."""

    line: TextLine
    left: float
    right: float
    middle: float
    height: float

    @property
    def width(self) -> float:
        """Its length along the text."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """The upper edge of its letters' line."""
        return self.middle - self.height / 2

    @property
    def bottom(self) -> float:
        """The lower edge of its letters' line."""
        return self.middle + self.height / 2


def cells_of(lines: Iterable[TextLine]) -> list[Cell]:
    """Return the lines that have a place, on a page turned upright by the angle most of them have.

    A line's own left and right, top and bottom are told by the order of its corners.
    """
    placed = [(line, line.polygon) for line in lines if line.polygon and has_place(line)]
    if not placed:
        return []
    shapes = [_shape(polygon) for _, polygon in placed]
    telling = [one for one in shapes if one[1] > TELLING * one[2]] or shapes
    turn = _middle_angle([(angle, length) for angle, length, _ in telling])
    heights = (height for _, _, height in shapes)
    return [
        _cell(line, polygon, turn, height)
        for (line, polygon), height in zip(placed, heights, strict=True)
    ]


def has_place(line: TextLine) -> bool:
    """Tell whether it is said where a line stands, in numbers that one can reckon with."""
    return line.polygon is not None and all(map(math.isfinite, chain(*line.polygon)))


def _shape(polygon: Polygon) -> tuple[float, float, float]:
    """Return the angle of the text in radians, and its length and height."""
    left, right = _between(polygon[0], polygon[3]), _between(polygon[1], polygon[2])
    across, down = right[0] - left[0], right[1] - left[1]
    height = (math.dist(polygon[0], polygon[3]) + math.dist(polygon[1], polygon[2])) / 2
    return math.atan2(down, across), math.hypot(across, down), height


def _middle_angle(angles: Sequence[tuple[float, float]]) -> float:
    """Return the median of angles, each with its weight, about their mean direction.

    The mean alone would follow a few lines that stand askew.
    """
    mean = math.atan2(
        sum(length * math.sin(angle) for angle, length in angles),
        sum(length * math.cos(angle) for angle, length in angles),
    )
    apart = sorted((math.remainder(angle - mean, math.tau), length) for angle, length in angles)
    half, passed = sum(length for _, length in apart) / 2, 0.0
    for angle, length in apart:
        passed += length
        if passed >= half:
            return mean + angle
    return mean


def _cell(line: TextLine, polygon: Polygon, turn: float, height: float) -> Cell:
    cos, sin = math.cos(turn), math.sin(turn)
    xs = [x * cos + y * sin for x, y in polygon]
    ys = [y * cos - x * sin for x, y in polygon]
    left, right = sorted(((xs[0] + xs[3]) / 2, (xs[1] + xs[2]) / 2))
    return Cell(line, left, right, sum(ys) / 4, max(height, 1.0))


def _between(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
