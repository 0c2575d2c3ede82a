"""Outlines and chips, two-toned so that they show on anything, smooth on small canvases."""

from collections.abc import Iterator, Sequence
from math import hypot

from PIL import Image, ImageDraw

from services.replies.labels import Label
from services.replies.marks import Kind, Mark
from services.replies.style import COLORS, DARK, Style
from services.vision import Box, Point

SMOOTHED = 2_500_000
"""Pixels up to which strokes are drawn at twice the size; larger copies are seen reduced anyway."""

CORNER = 0.22
"""Length of a face's thick corners, as a share of its shorter side."""


class Pen:
    """Draws on a layer over `image`, which `finish` lays down. Coordinates are the image's."""

    def __init__(self, image: Image.Image, style: Style) -> None:
        self._image, self._style = image, style
        self._times = 2 if image.width * image.height <= SMOOTHED else 1
        size = image.width * self._times, image.height * self._times
        self._layer = image if self._times == 1 else Image.new("RGBA", size)
        self._draw = ImageDraw.Draw(self._layer)

    def finish(self) -> None:
        """Lay what was drawn on the image."""
        if self._layer is not self._image:
            layer = self._layer.reduce(self._times)
            self._image.paste(layer, mask=layer)

    def outline(self, mark: Mark) -> None:
        """Draw the outline of `mark` in the manner of its kind, and its points as dots."""
        {Kind.TEXT: self._thin, Kind.FACE: self._cornered, Kind.OBJECT: self._dashed}[mark.kind](
            mark
        )
        for point in mark.points:
            self._dot(point, COLORS[mark.kind])

    def chip(self, label: Label) -> None:
        """Draw the ground of `label`, with a thin dark rim."""
        box, rim = label.box, self._style.halo
        radius = min(label.lettering.size * 0.3, box.height / 2)
        self._rounded(box, radius, DARK)
        inner = Box(box.left + rim, box.top + rim, box.width - 2 * rim, box.height - 2 * rim)
        self._rounded(inner, max(radius - rim, 0), COLORS[label.kind])

    def _thin(self, mark: Mark) -> None:
        around = _closed(mark.outline)
        self._dark([around], self._style.stroke)
        self._light([around], self._style.stroke, COLORS[mark.kind])

    def _cornered(self, mark: Mark) -> None:
        around, ells = _closed(mark.outline), list(_corners(mark))
        thick = 2 * self._style.stroke
        self._dark([around], self._style.stroke)
        self._dark(ells, thick)
        self._light([around], self._style.stroke, COLORS[mark.kind])
        self._light(ells, thick, COLORS[mark.kind])

    def _dashed(self, mark: Mark) -> None:
        self._dark([_closed(mark.outline)], self._style.stroke)
        dashes = list(_dashes(mark, 5 * self._style.stroke))
        self._light(dashes, self._style.stroke, COLORS[mark.kind])

    def _dark(self, paths: Sequence[Sequence[Point]], width: int) -> None:
        self._light(paths, width + 2 * self._style.halo, DARK)

    def _light(self, paths: Sequence[Sequence[Point]], width: int, color: str) -> None:
        for path in paths:
            scaled = [(x * self._times, y * self._times) for x, y in path]
            self._draw.line(scaled, fill=color, width=width * self._times, joint="curve")

    def _dot(self, point: Point, color: str) -> None:
        for radius, fill in (
            (self._style.stroke / 2 + self._style.halo, DARK),
            (self._style.stroke / 2, color),
        ):
            self._draw.circle(
                (point[0] * self._times, point[1] * self._times), radius * self._times, fill=fill
            )

    def _rounded(self, box: Box, radius: float, color: str) -> None:
        times = self._times
        corners = (
            box.left * times,
            box.top * times,
            box.right * times - 1,
            box.bottom * times - 1,
        )
        self._draw.rounded_rectangle(corners, radius * times, fill=color)


def _closed(outline: Sequence[Point]) -> list[Point]:
    """Return the way around, past the start, so that the last corner is joined too."""
    return [*outline, outline[0], _between(outline[0], outline[1], 0.5)]


def _corners(mark: Mark) -> Iterator[list[Point]]:
    """Yield an L at each corner."""
    length = CORNER * min(mark.box.width, mark.box.height)
    for here in range(4):
        corner = mark.outline[here]
        ends = (mark.outline[here - 1], mark.outline[(here + 1) % 4])
        before, after = (_towards(corner, end, length) for end in ends)
        yield [before, corner, after]


def _dashes(mark: Mark, length: float) -> Iterator[list[Point]]:
    """Yield dashes of about `length` with gaps of two thirds; every corner is solid."""
    for here in range(4):
        start, end = mark.outline[here], mark.outline[(here + 1) % 4]
        side = hypot(end[0] - start[0], end[1] - start[1])
        pairs = max(round(side / length / 1.67), 1)
        # the side begins and ends with half a dash
        unit = 1 / pairs
        for pair in range(pairs + 1):
            middle = pair * unit
            yield [
                _between(start, end, max(middle - 0.3 * unit, 0)),
                _between(start, end, min(middle + 0.3 * unit, 1)),
            ]


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _towards(start: Point, end: Point, length: float) -> Point:
    side = hypot(end[0] - start[0], end[1] - start[1])
    return _between(start, end, min(length / side, 0.5) if side else 0)
