"""Find the lines of long pictures piece by piece: chat logs, two monitors side by side.

Made 1280 px long as a whole, their letters would fall below the 7 px that the detector needs.
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.lines import bounds
from services.engines.local.ocr.models import LONGEST_SIDE, MOST_PIXELS, detector_scale

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels, Quad

_LONG = 2.5
"""Times as long as wide; less, and one look at 1280 px still has letters of 14 px in 1080p."""
_PIECE = 2.0
"""A piece's length in widths: a screen's shape or a page's."""
_SHARED = 0.25
"""Of a piece's length, so that a line of writing that a seam cuts is whole in one of two pieces."""
_MOST = 12
"""Pieces about; beyond them pieces grow, so that a strip of any length has a bound in time."""
_SAME_ROW = 0.6
"""The share of the lower one's height that two pieces of one line have in common."""
_LETTER = 0.25
"""Times the height; a box that lacks no more than this at each end lacks no letter."""

_TILE_SHARED = 160
"""Pixels that neighbouring tiles share: a line of letters 20 px high is whole in one of them."""

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


def find_in_tiles(find: Finder, pixels: "Pixels") -> "list[Quad]":
    """Return a quadrilateral around each line, looking at each part as large as it is given."""
    found: list[Quad] = []
    for top, bottom in _tiles(pixels.shape[0], MOST_PIXELS // LONGEST_SIDE):
        row: list[Quad] = []
        for left, right in _tiles(pixels.shape[1], LONGEST_SIDE):
            corner = np.array([left, top], np.float64)
            row = merged(row, [quad + corner for quad in find(pixels[top:bottom, left:right])])
        found = merged(found, row)
    return found


def _tiles(length: int, longest: int) -> list[tuple[int, int]]:
    """Return the (start, stop) of pieces no longer than `longest`, which share what a seam cuts."""
    step = longest - _TILE_SHARED
    count = max(math.ceil((length - _TILE_SHARED) / step), 1)
    spare = max(length - longest, 0) / max(count - 1, 1)
    return [(round(spare * i), min(round(spare * i) + longest, length)) for i in range(count)]


def first_scale(height: int, width: int) -> float:
    """Return by how much `find_lines` has the picture made smaller, 1 where it is not."""
    start, stop = pieces(max(height, width), min(height, width))[0]
    return detector_scale(stop - start, min(height, width))


def pieces(long: int, short: int) -> list[tuple[int, int]]:
    """Return the (start, stop) of overlapping pieces of the long side; one if it is not long."""
    if long <= _LONG * short:
        return [(0, long)]
    length = max(_PIECE * short, LONGEST_SIDE, long / _MOST)
    count = math.ceil(max(long - _SHARED * length, 1) / (length * (1 - _SHARED)))
    spare = max(long - length, 0) / max(count - 1, 1)
    return [(round(spare * i), min(round(spare * i + length), long)) for i in range(count)]


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
    a, b = bounds(one), bounds(other)
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    lengths, heights = (a.width, b.width), (a.height, b.height)
    if max(heights) > max(lengths):
        across, down, lengths, heights = down, across, heights, lengths
    letter = min(*heights, 0.6 * min(lengths))  # a short word's boxes cannot share a whole height
    return down > _SAME_ROW * min(heights) and across > letter


def _joined(one: "Quad", other: "Quad") -> "Quad":
    """Return the one that shows all of the line, or else the rectangle around both parts."""
    low = np.minimum(one.min(axis=0), other.min(axis=0))
    high = np.maximum(one.max(axis=0), other.max(axis=0))
    letter = _LETTER * (high - low).min()
    for whole in (one, other):
        if max((whole.min(axis=0) - low).max(), (high - whole.max(axis=0)).max()) <= letter:
            return whole
    (left, top), (right, bottom) = low, high
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
