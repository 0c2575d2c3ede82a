"""A closer look at what the first one had too few pixels for: labels of a chart, a large screen.

The detector sees no letter below 7 px in the copy it is given, and misses single ones below about
20 px. Ink that is in no line yet, and lines that are very low in that copy, are cut out closely,
enlarged and looked at once more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from services.engines.local.ocr.lines import bounds, extent
from services.engines.local.ocr.models import MOST_PIXELS
from services.engines.local.ocr.stray import letters_outside
from services.engines.local.ocr.tiles import find_in_tiles, first_scale

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from services.engines.local.ocr.models import Pixels, Quad
    from services.engines.local.ocr.tiles import Finder

_LOW = 14.0
"""Pixels; boxes lower than this in the first look's copy hold letters of about 7 px."""
_HIGHER = 1.5
_LETTER = 0.55
"""Times a line's box: how high its small letters are."""
_MARGIN = 16
"""Pixels around ink that are cut out with it. With 32 and more, single digits are missed again."""
_WANTED_HEIGHT = 20.0
"""Pixels; how high letters are made for the closer look: below it, single ones are missed."""
_LARGEST = 2.0
"""Times; beyond it enlarging adds no detail, only work."""
_MOST_PIXELS = 5 * MOST_PIXELS
"""Of an enlarged place, which is six looks; a larger one is enlarged less."""
_SAME = 0.5
"""The share of the smaller box from which on two boxes show the same writing."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where to look closer, in pixels of the picture, and how high the letters are there."""

    left: int
    top: int
    right: int
    bottom: int
    letter_height: float

    @property
    def enlargement(self) -> float:
        """How many times larger to make it."""
        pixels = (self.right - self.left) * (self.bottom - self.top)
        wanted = _WANTED_HEIGHT / self.letter_height
        return min(wanted, _LARGEST, float(np.sqrt(_MOST_PIXELS / pixels)))


def too_low(quads: "list[Quad]", height: int, width: int) -> "NDArray[np.bool_]":
    """Tell which lines a first look at a picture of that size had too few pixels for."""
    first = first_scale(height, width)
    heights = np.array([extent(quad)[1] * first for quad in quads])
    # Where most are low, what is a little higher is in pieces as well.
    higher = _HIGHER if len(quads) and np.median(heights) < _LOW else 1
    low: NDArray[np.bool_] = heights < (_LOW * higher if first < 1 else 0)
    return low


def find_closer(
    find: "Finder",
    pixels: "Pixels",
    known: "list[Quad]",
    low: "list[Quad]",
    is_over: Callable[[], bool],
) -> "list[Quad]":
    """Return the lines that only a closer look finds, and the `low` ones that it does not find.

    Lines that are `known` are not told again. `pixels` is RGB, and all quadrilaterals are in its
    frame. No place is looked at any more once the time `is_over`.
    """
    import cv2

    first = first_scale(pixels.shape[0], pixels.shape[1])
    found: list[Quad] = []
    for place in _places(pixels, known, low, min(1.0, 2 * first)):
        by = place.enlargement
        if by <= first or is_over():  # it would show no more than the first look
            continue
        cut = pixels[place.top : place.bottom, place.left : place.right]
        how = cv2.INTER_CUBIC if by > 1 else cv2.INTER_AREA
        large = np.asarray(cv2.resize(cut, None, fx=by, fy=by, interpolation=how), np.uint8)
        for quad in find_in_tiles(find, large):
            in_picture = quad / by + (place.left, place.top)
            if not _is_same(in_picture, known + found):
                found.append(in_picture)
    return [quad for quad in low if not _is_same(quad, found)] + found


def _places(
    pixels: "Pixels", known: "list[Quad]", low: "list[Quad]", scale: float
) -> Iterator[_Place]:
    """Yield the places of ink outside the `known` lines and of the `low` ones.

    Ink is sought in a copy at `scale`; neighbours are one place.
    """
    import cv2

    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    copy = cv2.resize(pixels, (max(size[0], 1), max(size[1], 1)), interpolation=cv2.INTER_AREA)
    letters = letters_outside([quad * scale for quad in known], np.asarray(copy, np.uint8))
    lines = [np.concatenate([quad.min(axis=0), quad.max(axis=0)]) * scale for quad in low]
    boxes = np.concatenate([letters, np.array(lines, np.intp).reshape(-1, 4)])
    heights = np.concatenate(
        [letters[:, 3] - letters[:, 1], [_LETTER * extent(quad)[1] * scale for quad in low]]
    )
    mask = np.zeros(copy.shape[:2], np.uint8)
    for left, top, right, bottom in boxes:
        from_left, from_top = max(left - _MARGIN, 0), max(top - _MARGIN, 0)
        mask[from_top : bottom + _MARGIN, from_left : right + _MARGIN] = 1
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    own = labels[np.minimum(boxes[:, 1], size[1] - 1), np.minimum(boxes[:, 0], size[0] - 1)]
    for label in np.unique(own):
        left, top, width, height = stats[label][:4] / scale
        letter = float(np.median(heights[own == label])) / scale
        yield _Place(
            int(left), int(top), round(left + width), round(top + height), max(letter, 1.0)
        )


def _is_same(quad: "Quad", known: "list[Quad]") -> bool:
    """Tell whether one of the `known` lines shows what this one shows, or most of it."""
    box = bounds(quad)
    others = (bounds(other) for other in known)
    return any(box.shared_area(other) > _SAME * min(box.area, other.area) for other in others)
