"""A coarse map of a canvas that tells what a label would cover."""

from math import ceil, floor

from PIL import Image, ImageDraw

from services.vision import Box, Polygon

OUTLINE, CONTENT, LABEL = 1, 2, 3
"""What a cell holds: the edge of a mark, a face or a text, a label."""

FINEST = 2048
"""Cells along the longer side."""


class Room:
    """A map of what is taken on a canvas of `width` by `height` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.cell = max(1.0, max(width, height) / FINEST)
        size = ceil(width / self.cell), ceil(height / self.cell)
        self._map = Image.new("L", size)

    def copy(self) -> "Room":
        """Return a map that holds the same and can be filled on its own."""
        other = Room(self.width, self.height)
        other._map = self._map.copy()
        return other

    def take_outline(self, polygon: Polygon, width: float) -> None:
        """Mark the edge of `polygon`, `width` pixels wide: labels avoid it where they can."""
        cells = self._in_cells(polygon)
        self._draw.line([*cells, cells[0]], fill=OUTLINE, width=ceil(width / self.cell))

    def take_content(self, polygon: Polygon) -> None:
        """Mark the inside of `polygon`: labels cover it only when there is no other place."""
        self._draw.polygon(self._in_cells(polygon), fill=CONTENT)

    def take_label(self, box: Box) -> None:
        """Mark `box` and a cell around it: no other label goes there."""
        left, top, right, bottom = self._cells(box)
        self._draw.rectangle((left - 1, top - 1, right, bottom), fill=LABEL)

    def cost(self, box: Box) -> tuple[float, float] | None:
        """Return the shares of `box` on content and on outlines.

        None when it touches a label or leaves the canvas.
        """
        if box.left < 0 or box.top < 0 or box.right > self.width or box.bottom > self.height:
            return None
        counts = self._map.crop(self._cells(box)).histogram()
        if counts[LABEL]:
            return None
        cells = sum(counts) or 1
        return counts[CONTENT] / cells, counts[OUTLINE] / cells

    def shares_row(self, box: Box) -> bool:
        """Say whether content stands to the left or the right of `box`, however far."""
        _, top, _, bottom = self._cells(box)
        return bool(self._map.crop((0, top, self._map.width, bottom)).histogram()[CONTENT])

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self._map)

    def _cells(self, box: Box) -> tuple[int, int, int, int]:
        return (
            floor(box.left / self.cell),
            floor(box.top / self.cell),
            ceil(box.right / self.cell),
            ceil(box.bottom / self.cell),
        )

    def _in_cells(self, polygon: Polygon) -> list[tuple[float, float]]:
        return [(x / self.cell, y / self.cell) for x, y in polygon]
