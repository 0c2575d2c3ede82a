"""The geometry of lines of text: crops, words, and the order in which one reads.

A quadrilateral is a (4, 2) array of pixels, clockwise. A line's own quadrilateral starts at the
text's own top left, so its first edge runs along the text whichever way that is turned.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np

from services.engines.local.ocr.models import LINE_HEIGHT, Reading
from services.engines.local.ocr.trust import as_sure_as_the_least
from services.vision import Box, Polygon, Word

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels, Quad

_LONGEST = 100
"""A line longer than this many times its height is squeezed, so that memory has a bound."""


def turned(quad: "Quad", quarters: int) -> "Quad":
    """Return the same corners for text turned clockwise by that many quarters."""
    return np.roll(quad, -quarters, axis=0)


def extent(quad: "Quad") -> tuple[float, float]:
    """Return the length along the first edge and across it, in pixels."""
    along = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    across = max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))
    return float(along), float(across)


def bounds(quad: "Quad") -> Box:
    """Return the smallest upright rectangle around it."""
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def tightened(quad: "Quad", share: float) -> "Quad":
    """Return the quadrilateral less `share` of its height at the top and at the bottom."""
    down = (quad[3] - quad[0]) * share, (quad[2] - quad[1]) * share
    closer: Quad = quad + np.array([down[0], down[1], -down[1], -down[0]])
    return closer


def crop(pixels: "Pixels", quad: "Quad", squeeze: float = 1.0) -> "Pixels":
    """Return the line upright, `LINE_HEIGHT` high, its width multiplied by `squeeze`."""
    import cv2

    low = np.floor(quad.min(axis=0)).astype(int).clip(0)
    high = np.ceil(quad.max(axis=0)).astype(int) + 1
    patch = np.ascontiguousarray(pixels[low[1] : high[1], low[0] : high[0]])
    along, across = (max(round(length), 1) for length in extent(quad))
    corners = np.array([[0, 0], [along, 0], [along, across], [0, across]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform((quad - low).astype(np.float32), corners)
    line = cv2.warpPerspective(
        patch, matrix, (along, across), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    width = min(max(along / across * squeeze, 0.5), _LONGEST) * LINE_HEIGHT
    how = cv2.INTER_AREA if across > LINE_HEIGHT else cv2.INTER_LINEAR
    line = cv2.resize(line, (round(width), LINE_HEIGHT), interpolation=how)
    return np.asarray(line, dtype=np.uint8)


def polygon_of(quad: "Quad") -> Polygon:
    """Return the corners as plain numbers."""
    return cast(Polygon, tuple((float(x), float(y)) for x, y in quad))


def words_of(quad: "Quad", reading: Reading) -> tuple[Word, ...]:
    """Return the line's words where they stand; none if the characters' places do not add up.

    A word is as sure as the least sure of its characters.
    """
    texts, columns = reading.text.split(), reading.columns
    if sum(map(len, texts)) != len(columns) or not texts:
        return ()
    gaps = [right - left for left, right in pairwise(columns)]
    half = float(np.median(gaps)) / 2 if gaps else 0.5  # of a character's width
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    words, first = [], 0
    for text in texts:
        last = first + len(text) - 1
        start = min(max(columns[first] - half, 0.0), 1.0)
        end = min(max(columns[last] + half, 0.0), 1.0)
        corners = [quad[0] + top * start, quad[0] + top * end]
        corners += [quad[3] + bottom * end, quad[3] + bottom * start]
        own = reading.confidences[first : last + 1] or (reading.confidence,)
        sure = as_sure_as_the_least(own, text)
        words.append(Word(text, sure, polygon_of(np.array(corners))))
        first = last + 1
    return tuple(words)
