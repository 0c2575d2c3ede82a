"""Places in a picture: pixels of the upright original, floats, origin top left, y down."""

from dataclasses import dataclass
from typing import Self

Point = tuple[float, float]
Polygon = tuple[Point, Point, Point, Point]
"""Four corners in reading order: the text's own top left, top right, bottom right, bottom left."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x just right of the rectangle."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y just below the rectangle."""
        return self.top + self.height

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    @classmethod
    def around(cls, points: Polygon) -> Self:
        """Return the smallest upright rectangle that holds `points`."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def clipped(self, width: float, height: float) -> Self:
        """Return the part inside a picture of `width` by `height`; its area may be 0."""
        left, top = min(max(self.left, 0), width), min(max(self.top, 0), height)
        right, bottom = min(max(self.right, left), width), min(max(self.bottom, top), height)
        return type(self)(left, top, right - left, bottom - top)

    def holds(self, point: Point) -> bool:
        """Say whether `point` is inside or on the edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def shared_area(self, other: "Box") -> float:
        """Return how many square pixels lie in both."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        # What is nearly nothing is wider between its rounded sides than it is.
        return min(max(across, 0) * max(down, 0), self.area, other.area)

    def overlap(self, other: "Box") -> float:
        """Return the intersection over union, 0 to 1."""
        shared = self.shared_area(other)
        together = self.area + other.area - shared
        return shared / together if together > 0 else 0.0
