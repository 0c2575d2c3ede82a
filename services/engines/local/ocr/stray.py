"""Find what looks like letters by its ink alone, where the ground is even: on a screen, on paper.

No network is asked: this says where one should look more closely. In photographs the ground is
seldom even, so next to nothing is found there.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from services.engines.local.ocr.models import Pixels, Quad

_INK, _HALO = 40, 12
"""Levels by which ink differs from its ground; what lies between is a letter's soft edge."""
_GROUND = 31
"""Pixels; the median over so many is the ground: a letter covers less than half of them."""
_STILL_STEP = 8
"""Levels within which ground counts as even: JPEG at quality 30 leaves no larger steps in it."""
_STILL, _OPEN = 0.9, 0.3
"""The shares of a letter's surroundings: of its ground that is even, and that are ground at all."""
_SHARP = 0.7
"""The share of a letter's rim that is an edge; the corner of a large shape has none inside it."""
_AROUND = 6
"""Pixels around a letter in which its ground is looked at."""
_HEIGHTS, _WIDEST, _FLATTEST = (4, 32), 40, 3
"""Pixels of what may be a letter, and times as wide as high: dashes and rules are none."""
_LEAST_AREA = 6
"""Pixels; a dot is none."""
_REACH = 2
"""Pixels by which a letter may stick out of its line's box."""


def letters_outside(lines: "list[Quad]", pixels: "Pixels") -> "NDArray[np.intp]":
    """Return a row (left, top, right, bottom) for what looks like a letter and is in no line.

    `pixels` is RGB; only what is 4 to 32 px high counts.
    """
    import cv2

    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    difference = np.asarray(cv2.absdiff(grey, cv2.medianBlur(grey, _GROUND)), np.uint8)
    ink = (difference > _INK).astype(np.uint8)
    for quad in lines:
        left, top = np.maximum(np.floor(quad.min(axis=0)).astype(int) - _REACH, 0)
        right, bottom = np.ceil(quad.max(axis=0)).astype(int) + _REACH
        ink[top:bottom, left:right] = 0
    lefts, tops, widths, heights, areas = cv2.connectedComponentsWithStats(ink)[2][1:].T
    like = (heights >= _HEIGHTS[0]) & (heights <= _HEIGHTS[1]) & (areas >= _LEAST_AREA)
    like &= (widths <= _WIDEST) & (widths < _FLATTEST * heights)
    corners = np.stack([lefts, tops, lefts + widths, tops + heights], axis=1)
    boxes: NDArray[np.intp] = corners[like].astype(np.intp)
    return boxes[_on_even_ground(boxes, grey, difference)]


def _on_even_ground(
    boxes: "NDArray[np.intp]", grey: "Pixels", difference: "Pixels"
) -> "NDArray[np.bool_]":
    """Tell for each box whether it is set off from even ground; `difference` is that to it."""
    import cv2

    kernel = np.ones((3, 3), np.uint8)
    is_ground = cv2.dilate((difference > _HALO).astype(np.uint8), kernel) == 0
    steps = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, kernel)
    is_even = is_ground & (steps <= _STILL_STEP)
    ink = (difference > _INK).astype(np.uint8)
    is_rim = (ink == 1) & (cv2.erode(ink, kernel) == 0)
    low = np.maximum(boxes[:, :2] - _AROUND, 0)
    high = np.minimum(boxes[:, 2:] + _AROUND, grey.shape[::-1])

    def count(mask: "NDArray[np.bool_]") -> "NDArray[np.int32]":
        sums = np.asarray(cv2.integral(mask.astype(np.uint8)), np.int32)
        right = sums[high[:, 1], high[:, 0]] - sums[low[:, 1], high[:, 0]]
        left = sums[high[:, 1], low[:, 0]] - sums[low[:, 1], low[:, 0]]
        return right - left

    ground, even = count(is_ground), count(is_even)
    rim, sharp = count(is_rim), count(is_rim & (steps > _HALO))
    answer: NDArray[np.bool_] = ground > _OPEN * np.prod(high - low, axis=1)
    return answer & (even >= _STILL * ground) & (sharp >= _SHARP * rim)
