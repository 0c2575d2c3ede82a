"""Find the lines of long pictures piece by piece: chat logs, two monitors side by side.

Made 1280 px long as a whole, their letters would fall below the 7 px that the detector needs.
"""

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from services.vision import Box

if TYPE_CHECKING:
    from services.local.ocr_models import Pixels, Quad

_LONG = 2.5
_PIECE = 2.0
_SHARED = 0.25

Finder = Callable[["Pixels"], "list[Quad]"]


def find_lines(find: Finder, pixels: "Pixels") -> "list[Quad]":
    """Return a quadrilateral around each line, in the picture's frame."""
    height, width = pixels.shape[:2]
    axis = 0 if height > width else 1
    found: list[Quad] = []
    for start, stop in pieces(max(height, width), min(height, width)):
        piece = pixels[start:stop] if axis == 0 else pixels[:, start:stop]
        offset = np.array([0, start] if axis == 0 else [start, 0], dtype=np.float64)
        found = merged(found, [quad + offset for quad in find(piece)])
    return found


def pieces(long: int, short: int) -> list[tuple[int, int]]:
    """Return the (start, stop) of overlapping pieces of the long side; one if it is not long."""
    if long <= _LONG * short:
        return [(0, long)]
    length = _PIECE * short
    count = int(np.ceil((long - _SHARED * length) / (length * (1 - _SHARED))))
    starts = np.linspace(0, long - length, count).round().astype(int).tolist()
    return [(start, min(start + round(length), long)) for start in starts]


def merged(before: "list[Quad]", after: "list[Quad]") -> "list[Quad]":
    """Join two neighbouring pieces' lines: what both saw becomes one, cut ends grow together."""
    rest, joined = list(before), []
    for quad in after:
        same = [index for index, other in enumerate(rest) if _one_line(other, quad)]
        for index in same:
            quad = _joined(rest[index], quad)
        rest = [other for index, other in enumerate(rest) if index not in same]
        joined.append(quad)
    return rest + joined


def _one_line(one: "Quad", other: "Quad") -> bool:
    """Tell whether two pieces show one line: the same height, and at least a letter in common."""
    a, b = _bounds(one), _bounds(other)
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    lengths, heights = (a.width, b.width), (a.height, b.height)
    if max(heights) > max(lengths):
        across, down, lengths, heights = down, across, heights, lengths
    letter = min(*heights, 0.6 * min(lengths))
    return down > 0.6 * min(heights) and across > letter


def _joined(one: "Quad", other: "Quad") -> "Quad":
    a, b = _bounds(one), _bounds(other)
    both = Box(
        min(a.left, b.left),
        min(a.top, b.top),
        max(a.right, b.right) - min(a.left, b.left),
        max(a.bottom, b.bottom) - min(a.top, b.top),
    )
    for whole, box in ((one, a), (other, b)):
        if box.area > 0.9 * both.area:
            return whole
    xs, ys = (both.left, both.right), (both.top, both.bottom)
    corners = list(product(ys, xs))
    return np.array([corners[0][::-1], corners[1][::-1], corners[3][::-1], corners[2][::-1]])


def _bounds(quad: "Quad") -> Box:
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
