"""Outlines and chips, two-toned so that they show on anything, smooth on small canvases."""

from collections.abc import Callable, Sequence
from math import dist

from PIL import Image, ImageDraw

from services.drawing.labels import Label
from services.drawing.marks import Kind, Mark
from services.drawing.style import COLORS, DARK, Style, Styles
from services.vision import Box, Point

SMOOTHED = 2_500_000
"""Pixels up to which strokes are drawn at twice the size; larger copies are seen reduced anyway."""

CORNER = 0.22
"""Length of a face's thick corners, as a share of its shorter side."""

DASH = 7
"""Length of a dash in strokes; the gap is two thirds of it."""

Line = Sequence[Point]


class Pen:
    """Draws on a layer over `image`, which `finish` lays down. Coordinates are the image's."""

    def __init__(self, image: Image.Image, styles: Styles) -> None:
        self._image, self._styles = image, styles
        self._times = 2 if image.width * image.height <= SMOOTHED else 1
        size = image.width * self._times, image.height * self._times
        self._layer = image if self._times == 1 else Image.new("RGBA", size)
        self._draw = ImageDraw.Draw(self._layer)

    def finish(self) -> None:
        """Lay what was drawn on the image."""
        if self._layer is not self._image:
            layer = self._layer.reduce(self._times)
            self._image.paste(layer, mask=layer)

    def mark(self, mark: Mark) -> None:
        """Draw the outline of `mark` in the manner of its kind, and its points as dots."""
        manner: dict[Kind, Callable[[Mark, Style], None]] = {
            Kind.TEXT: self._plain,
            Kind.FACE: self._cornered,
            Kind.OBJECT: self._dashed,
            Kind.CODE: self._doubled,
            Kind.PART: self._thinly_dashed,
        }
        style = self._styles[mark.kind]
        manner[mark.kind](mark, style)
        for point in mark.points:
            self._dot(point, style.stroke / 2 + style.halo, DARK)
            self._dot(point, style.stroke / 2, COLORS[mark.kind])

    def chip(self, label: Label) -> None:
        """Draw the ground of `label`, with a thin dark rim."""
        box, rim = label.box, round(self._styles[label.kind].halo)
        radius = label.lettering.size * 0.3
        self._rounded(box, radius, DARK)
        inner = Box(box.left + rim, box.top + rim, box.width - 2 * rim, box.height - 2 * rim)
        self._rounded(inner, max(radius - rim, 0), COLORS[label.kind])

    def _plain(self, mark: Mark, style: Style) -> None:
        around = [_around(mark)]
        self._lines(around, style.stroke + 2 * style.halo, DARK)
        self._lines(around, style.stroke, COLORS[mark.kind])

    def _doubled(self, mark: Mark, style: Style) -> None:
        """Draw the outline as two thin lines with a dark one between them."""
        around = [_around(mark)]
        for width, color in ((2.5, DARK), (2.0, COLORS[mark.kind]), (0.75, DARK)):
            self._lines(around, width * style.stroke, color)

    def _cornered(self, mark: Mark, style: Style) -> None:
        """Draw the outline, and a thick L at each corner."""
        length, width = CORNER * mark.height, 2 * style.stroke
        corners: list[Line] = []
        for here in range(4):
            before, corner, after = (mark.outline[(here + step) % 4] for step in (-1, 0, 1))
            ends = _towards(corner, before, length), _towards(corner, after, length)
            corners.append([ends[0], corner, ends[1]])
        self._lines(corners, width + 2 * style.halo, DARK)
        self._plain(mark, style)
        self._lines(corners, width, COLORS[mark.kind])

    def _dashed(self, mark: Mark, style: Style, share: float = 1) -> None:
        """Draw a dashed line; `share` is its width as a part of the usual.

        Each side begins and ends with half a dash, so that its corners are closed.
        """
        stroke, halo = share * style.stroke, share * style.halo
        dashes: list[Line] = []
        for here in range(4):
            start, end = mark.outline[here], mark.outline[(here + 1) % 4]
            count = max(round(dist(start, end) * 0.6 / (DASH * style.stroke)), 1)
            for number in range(count + 1):
                first, last = (number - 0.3) / count, (number + 0.3) / count
                dashes.append(
                    [_between(start, end, max(first, 0)), _between(start, end, min(last, 1))]
                )
        self._lines([_around(mark)], stroke + 2 * halo, DARK)
        self._lines(dashes, stroke, COLORS[mark.kind])

    def _thinly_dashed(self, mark: Mark, style: Style) -> None:
        self._dashed(mark, style, share=0.5)

    def _lines(self, lines: Sequence[Line], width: float, color: str) -> None:
        thick = max(round(width * self._times), 1)
        for line in lines:
            points = [(x * self._times, y * self._times) for x, y in line]
            self._draw.line(points, fill=color, width=thick, joint="curve")

    def _dot(self, point: Point, radius: float, color: str) -> None:
        middle = point[0] * self._times, point[1] * self._times
        self._draw.circle(middle, radius * self._times, fill=color)

    def _rounded(self, box: Box, radius: float, color: str) -> None:
        left, top, right, bottom = (
            side * self._times for side in (box.left, box.top, box.right, box.bottom)
        )
        self._draw.rounded_rectangle(
            (left, top, right - 1, bottom - 1), radius * self._times, fill=color
        )


def _around(mark: Mark) -> Line:
    """Return the way around, past the start, so that the last corner is joined too."""
    first, second, *_ = mark.outline
    return [*mark.outline, first, _between(first, second, 0.5)]


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _towards(start: Point, end: Point, length: float) -> Point:
    return _between(start, end, min(length / (dist(start, end) or 1.0), 0.5))
