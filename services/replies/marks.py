"""What is to be marked on a picture: outlines and labels, out of an Analysis that may be wild."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import dist, isfinite

from services.replies.lettering import clean
from services.vision import Analysis, Box, DetectedObject, Face, Point, Polygon, TextLine

MOST = 500
"""Marks of one kind that are drawn; beyond that nobody finds anything."""

LONGEST_LABEL = 60
"""Characters; a longer line of text is told by its number."""

LONGEST_NAME = 32


class Kind(StrEnum):
    """What a mark stands for."""

    OBJECT = "object"
    FACE = "face"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to mark; coordinates are pixels of the annotated copy.

    `words` is what the label says where there is room, `short` where there is not; None when
    there is no such form. `points` are single places of interest inside the outline.
    """

    kind: Kind
    outline: Polygon
    words: str | None
    short: str | None
    points: tuple[Point, ...] = ()

    @property
    def box(self) -> Box:
        """The upright rectangle around the outline."""
        return Box.around(self.outline)

    @property
    def height(self) -> float:
        """The shorter way across the outline: for a line of text the height of its letters."""
        sides = [dist(self.outline[here - 1], self.outline[here]) for here in range(4)]
        return min((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2)


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

    def place(self, point: Point) -> Point:
        """Map a point of the upright original, moving one outside to the nearest edge."""
        return (
            _within(point[0] * self.scale, self.margin, self.width - 1 - self.margin),
            _within(point[1] * self.scale, self.margin, self.height - 1 - self.margin),
        )

    def outline(self, polygon: Polygon) -> Polygon | None:
        """Map a polygon; None when nothing of it is in the picture or it is not finite."""
        if not all(isfinite(value) for point in polygon for value in point):
            return None
        if self._misses(polygon):
            return None
        placed: Polygon = tuple(map(self.place, polygon))  # type: ignore[assignment]
        box = Box.around(placed)
        return placed if min(box.width, box.height) >= self.least else self._grown(box)

    def _misses(self, polygon: Polygon) -> bool:
        box = Box.around(polygon)
        return (
            max(box.width, box.height) == 0
            or box.right <= 0
            or box.bottom <= 0
            or box.left * self.scale >= self.width
            or box.top * self.scale >= self.height
        )

    def _grown(self, box: Box) -> Polygon:
        """Return corners around `box`, each side at least `least` long, inside if there is room."""
        width, height = max(box.width, self.least), max(box.height, self.least)
        left = box.left - (width - box.width) / 2
        top = box.top - (height - box.height) / 2
        left = _within(left, self.margin, self.width - 1 - self.margin - width)
        top = _within(top, self.margin, self.height - 1 - self.margin - height)
        return corners(Box(left, top, width, height))


def _within(value: float, least: float, most: float) -> float:
    """Return what is nearest to `value` between the bounds, `least` if they are crossed."""
    return max(min(value, most), least)


def marks_of(analysis: Analysis, frame: Frame) -> list[Mark]:
    """Return what can be marked, objects first, largest first; then faces, then text lines.

    Faces and text lines are numbered from 1 in the order of the analysis, counting those that
    cannot be marked: the message uses the same numbers.
    """
    objects = sorted(_objects(analysis.objects or (), frame), key=lambda mark: -mark.box.area)
    lines = analysis.text.lines if analysis.text else ()
    return [*objects, *_faces(analysis.faces or (), frame), *_lines(lines, frame)]


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


def _objects(found: Iterable[DetectedObject], frame: Frame) -> Iterator[Mark]:
    for thing in list(found)[:MOST]:
        outline = frame.outline(corners(thing.box))
        name = clean(thing.name, LONGEST_NAME)
        if outline and name:
            words = f"{name} {_percent(thing.confidence)}".rstrip()
            yield Mark(Kind.OBJECT, outline, words, name)


def _faces(found: Iterable[Face], frame: Frame) -> Iterator[Mark]:
    for number, face in enumerate(list(found)[:MOST], start=1):
        outline = frame.outline(corners(face.box))
        if outline:
            sure = _percent(face.confidence)
            words = f"Face {number} · {sure}" if sure else f"Face {number}"
            yield Mark(Kind.FACE, outline, words, str(number), _points(face, frame))


def _points(face: Face, frame: Frame) -> tuple[Point, ...]:
    return tuple(frame.place(point) for point in face.points.values() if all(map(isfinite, point)))


def _lines(found: Iterable[TextLine], frame: Frame) -> Iterator[Mark]:
    for number, line in enumerate(list(found)[:MOST], start=1):
        outline = frame.outline(line.polygon)
        if outline:
            words = clean(line.text, LONGEST_LABEL + 1)
            fits = 0 < len(words) <= LONGEST_LABEL
            yield Mark(Kind.TEXT, outline, words if fits else None, str(number))


def _percent(confidence: float | None) -> str:
    if confidence is None or not isfinite(confidence):
        return ""
    return f"{min(max(confidence, 0.0), 1.0):.0%}"
