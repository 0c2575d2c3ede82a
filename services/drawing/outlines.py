"""Outlines in the annotated copy: mapped from the picture, clipped, large enough to be seen."""

from dataclasses import dataclass
from math import dist, isfinite

from services.vision import Box, Point, Polygon


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture inside the annotated copy: `width` by `height` pixels from the origin.

    `scale` is how many of those one pixel of the upright original became. Outlines keep `margin`
    pixels off the picture's edges; `least` is the smallest side that can be seen.
    """

    width: int
    height: int
    scale: float
    margin: float
    least: float

    def point(self, point: Point) -> Point:
        """Map a point of the upright original, moving one outside to the nearest edge."""
        return (
            _within(point[0] * self.scale, self.margin, self.width - 1 - self.margin),
            _within(point[1] * self.scale, self.margin, self.height - 1 - self.margin),
        )

    def box(self, box: Box) -> Polygon | None:
        """Map a box, as `outline` does."""
        return self.outline(corners(box))

    def outline(self, polygon: Polygon) -> Polygon | None:
        """Map a polygon; None when nothing of it is in the picture or it is not finite."""
        if not all(isfinite(value) for point in polygon for value in point):
            return None
        around = Box.around(polygon)
        if (
            max(around.width, around.height) == 0
            or around.right <= 0
            or around.bottom <= 0
            or around.left * self.scale >= self.width
            or around.top * self.scale >= self.height
        ):
            return None
        mapped: Polygon = tuple(map(self.point, polygon))  # type: ignore[assignment]
        box = Box.around(mapped)
        return mapped if min(box.width, box.height) >= self.least else self._grown(box)

    def _grown(self, box: Box) -> Polygon:
        """Return corners around `box`, each side at least `least` long, inside if there is room."""
        width, height = max(box.width, self.least), max(box.height, self.least)
        left = box.left - (width - box.width) / 2
        top = box.top - (height - box.height) / 2
        left = _within(left, self.margin, self.width - 1 - self.margin - width)
        top = _within(top, self.margin, self.height - 1 - self.margin - height)
        return corners(Box(left, top, width, height))


def corners(box: Box) -> Polygon:
    """Return the corners of `box`, clockwise from the top left."""
    return (
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    )


def spread(polygon: Polygon, by: float) -> Polygon:
    """Return `polygon` with its sides moved outwards by about `by` pixels."""
    moved = []
    for here in range(4):
        x, y = polygon[here]
        one = _unit(polygon[here - 1], (x, y))
        other = _unit(polygon[(here + 1) % 4], (x, y))
        moved.append((x + by * (one[0] + other[0]), y + by * (one[1] + other[1])))
    return tuple(moved)  # type: ignore[return-value]


def _unit(start: Point, end: Point) -> Point:
    length = dist(start, end) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _within(value: float, least: float, most: float) -> float:
    """Return what is nearest to `value` between the bounds, `least` if they are crossed."""
    return max(min(value, most), least)
