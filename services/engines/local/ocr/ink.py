"""What the ink of a line tells without reading it: whether it is writing, what was left unread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from services.engines.local.ocr.models import Pixels

_MARGIN = 6
"""Pixels of a crop's 48, above and below, in which a neighbour's letters may reach."""
_LEAST_WIDTH = 4
"""Pixels; of a narrower crop nothing is told."""
_TOP_ROWS = 8
"""The rows with the most strokes; letters have theirs in about the middle."""
_TWO_TONES = 0.8
"""The share of the variance that ink and ground explain; drawn writing has 0.82 and more.

Blurred writing, ribbons and textures have 0.78 and less.
"""
_STROKES = 2.0
"""Strokes across, for each height of the line; writing in thirteen scripts has 2.1 to 5."""
_LETTER = 7
"""Pixels of a crop's 48; a narrower piece of ink may be a part of a letter."""
_BESIDE = 3
"""Pixels by which the place of a letter may miss its ink: places are told in steps of 8."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of one line's crop; `strokes` are all that cross the row that has the most."""

    two_tones: float
    strokes: float
    width: float
    """In heights of the line."""
    mask: "NDArray[np.bool_]"

    @property
    def has_strokes(self) -> bool:
        """Tell whether it has as many strokes as writing has."""
        return self.strokes >= _STROKES * self.width

    @property
    def has_two_tones(self) -> bool:
        """Tell whether it is ink on even ground, as what is drawn is."""
        return self.two_tones >= _TWO_TONES

    @property
    def is_clear(self) -> bool:
        """Tell whether it is writing that a reader who knows its letters can read."""
        return self.has_strokes and self.has_two_tones


def ink_of(crop: "Pixels") -> Ink:
    """Return the ink of `crop`, a line along its longer side, RGB."""
    import cv2

    upright = crop if crop.shape[1] >= crop.shape[0] else np.rot90(crop)
    gray = cv2.cvtColor(np.ascontiguousarray(upright), cv2.COLOR_RGB2GRAY)
    height, width = gray.shape
    inner = gray[_MARGIN:-_MARGIN] if height > 3 * _MARGIN else gray
    level, _ = cv2.threshold(inner, 0, 255, cv2.THRESH_OTSU)
    mask = inner > level
    share, variance = float(mask.mean()), float(inner.var())
    if width < _LEAST_WIDTH or not 0 < share < 1:
        return Ink(0.0, 0.0, width / height, mask)
    apart = float(inner[mask].mean()) - float(inner[~mask].mean())
    if share > 0.5:  # there is less ink than ground
        mask = ~mask
    starts = np.diff(np.pad(mask, ((0, 0), (1, 0))).astype(np.int8), axis=1) == 1
    strokes = float(np.sort(starts.sum(axis=1))[-_TOP_ROWS:].mean())
    return Ink(share * (1 - share) * apart**2 / variance, strokes, width / height, mask)


def unread_letters(ink: Ink, columns: "Sequence[float]") -> int:
    """Return how many pieces of ink as wide as a letter have none of the letters at `columns`."""
    width = ink.mask.shape[1]
    filled = ink.mask.sum(axis=0) >= 2  # a speck is no letter
    bounds = np.flatnonzero(np.diff(np.pad(filled, 1).astype(np.int8)))
    places = np.array(columns) * width
    return sum(
        not ((places >= start - _BESIDE) & (places <= end + _BESIDE)).any()
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
        if end - start >= _LETTER
    )
