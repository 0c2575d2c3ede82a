"""The part of a picture that tesseract gets to see, as a copy, and the way back from there."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, cast

import numpy as np

from services.engines.local.ocr.lines import extent
from services.vision import Box, Point, Polygon

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels
    from services.engines.local.ocr.orientation import Line

_LINE_HEIGHT = 44
"""Pixels of a line's box in the copy it gets: it was trained on letters of 30 or so."""
_LEAST_SCALE, _MOST_SCALE = 0.25, 4.0
_LONGEST = 4_000
"""Pixels; the longest side of that copy."""
_MARGIN = 2.0
"""Heights of a line around the lines to read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A copy of a `part` of a picture: `scale` times as large, turned by `quarters`.

    They are anticlockwise.
    """

    part: Box
    scale: float
    quarters: int = 0

    def point(self, x: float, y: float) -> Point:
        """Return the place in the picture, inside the part, of a place in the copy."""
        x, y = x / self.scale, y / self.scale
        wide, high = self.part.width, self.part.height
        x, y = ((x, y), (wide - y, x), (wide - x, high - y), (y, high - x))[self.quarters]
        return self.part.left + min(max(x, 0.0), wide), self.part.top + min(max(y, 0.0), high)

    def polygon(self, box: Box) -> Polygon:
        """Return the corners of a box in the copy, from the text's own top left."""
        edges = (box.left, box.top), (box.right, box.top), (box.right, box.bottom)
        return cast(Polygon, tuple(self.point(*one) for one in (*edges, (box.left, box.bottom))))

    def bounds(self, box: Box) -> Box:
        """Return the upright box in the picture of a box in the copy."""
        xs, ys = zip(*self.polygon(box), strict=True)
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def part_around(places: "Sequence[Box]", pixels: "Pixels") -> Box:
    """Return what is to be looked at: all places, and as much around them as makes it a page."""
    height, width = pixels.shape[:2]
    margin = _MARGIN * median(min(place.width, place.height) for place in places)
    left = max(min(place.left for place in places) - margin, 0.0)
    top = max(min(place.top for place in places) - margin, 0.0)
    right = min(max(place.right for place in places) + margin, float(width))
    bottom = min(max(place.bottom for place in places) + margin, float(height))
    return Box(left, top, right - left, bottom - top)


def scale_for(part: Box, lines: "Sequence[Line]") -> float:
    """Return by how much the part is to grow for its letters to be as high as they should."""
    height = median(min(extent(line.quad)) for line in lines)
    wanted = min(max(_LINE_HEIGHT / max(height, 1.0), _LEAST_SCALE), _MOST_SCALE)
    return min(wanted, _LONGEST / max(part.width, part.height))


def copy_of(pixels: "Pixels", frame: Frame) -> bytes:
    """Return what `frame` shows of a picture, in a file's bytes."""
    from PIL import Image

    part = frame.part
    cut = Image.fromarray(pixels).crop(
        (round(part.left), round(part.top), round(part.right), round(part.bottom))
    )
    turned = Image.fromarray(np.rot90(np.asarray(cut), frame.quarters))
    size = (round(turned.width * frame.scale), round(turned.height * frame.scale))
    kept = io.BytesIO()
    turned.resize((max(size[0], 1), max(size[1], 1)), Image.Resampling.BICUBIC).save(kept, "PPM")
    return kept.getvalue()
