"""How an image that was sent lies over the picture it was made from."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.records import Record
from services.vision import Analysis, Box, Point, Polygon

ENGINE = "azure"


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels that were sent, to pixels of the upright picture.

    `sent_width` and `sent_height` are of the whole image that was sent. The picture fills it from
    the top left, `scale_x` and `scale_y` times its own `width` and `height`; the rest is margin.
    """

    width: int
    height: int
    sent_width: int
    sent_height: int
    scale_x: float = 1.0
    scale_y: float = 1.0

    def box(self, left: float, top: float, width: float, height: float) -> Box:
        """Return a rectangle of the sent image in the picture, clipped to it."""
        box = Box(
            left / self.scale_x, top / self.scale_y, width / self.scale_x, height / self.scale_y
        )
        return box.clipped(self.width, self.height)

    def point(self, x: float, y: float) -> Point:
        """Return a point of the sent image in the picture, clipped to it."""
        return (
            min(max(x / self.scale_x, 0.0), float(self.width)),
            min(max(y / self.scale_y, 0.0), float(self.height)),
        )

    def polygon(self, points: Sequence[Point]) -> Polygon:
        """Return four corners of the sent image in the picture.

        Raises:
            UnexpectedAnswer: they are not four.
        """
        if len(points) != 4:
            raise UnexpectedAnswer(detail=f"a polygon of {len(points)} points")
        first, second, third, fourth = (self.point(x, y) for x, y in points)
        return first, second, third, fourth

    def xywh(self, record: Record) -> Box:
        """Return the box that `record` gives as x, y, w, h (Vision's objects, brands, crops)."""
        return self.box(*(record.number(name) for name in ("x", "y", "w", "h")))

    def rectangle(self, record: Record) -> Box:
        """Return the box that `record` gives as left, top, width, height (faces)."""
        return self.box(*(record.number(name) for name in ("left", "top", "width", "height")))

    def analysis(self) -> Analysis:
        """Return an analysis of the picture in which nothing is said yet."""
        return Analysis(ENGINE, self.width, self.height)
