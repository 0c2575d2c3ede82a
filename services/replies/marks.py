"""What is to be marked on a picture: outlines and labels, out of an Analysis that may be wild."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import hypot, isfinite

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


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture inside the annotated copy: `width` by `height` pixels from the origin.

    `across` and `down` are how many of those one pixel of the upright original became; `least` is
    the side of the smallest outline that can be seen.
    """

    width: int
    height: int
    across: float
    down: float
    least: float

    def place(self, point: Point) -> Point:
        """Map a point of the upright original, moving one outside to the nearest edge."""
        x, y = point
        return (
            min(max(x * self.across, 0.0), self.width - 1.0),
            min(max(y * self.down, 0.0), self.height - 1.0),
        )

    def outline(self, polygon: Polygon) -> Polygon | None:
        """Map a polygon; None when nothing of it is in the picture or it is not finite."""
        if not all(isfinite(value) for point in polygon for value in point):
            return None
        placed: Polygon = tuple(map(self.place, polygon))  # type: ignore[assignment]
        box = Box.around(placed)
        if self._misses(polygon) or max(box.width, box.height) == 0:
            return None
        return placed if min(box.width, box.height) >= self.least else self._grown(box)

    def _misses(self, polygon: Polygon) -> bool:
        box = Box.around(polygon)
        return (
            box.right <= 0
            or box.bottom <= 0
            or box.left * self.across >= self.width
            or box.top * self.down >= self.height
        )

    def _grown(self, box: Box) -> Polygon:
        """Return corners around `box`, each side at least `least` long, moved into the picture."""
        width, height = max(box.width, self.least), max(box.height, self.least)
        left = min(max(box.left - (width - box.width) / 2, 0), max(self.width - 1 - width, 0))
        top = min(max(box.top - (height - box.height) / 2, 0), max(self.height - 1 - height, 0))
        return corners(Box(left, top, width, height))


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
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y) or 1.0
    return x / length, y / length


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
            words = f"Face {number} {_percent(face.confidence)}".rstrip()
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
