"""What kind of picture it is, by a plain rule on its pixels.

Three measures decide, taken from a copy that is made smaller by averaging whole blocks, so that
what was flat stays exactly flat:

- *soft*: of all steps between neighbours, how many are of the small sort that light and lenses
  make, and not the large sort that ink and windows make;
- *commonest*: the share of the picture that has one and the same colour;
- *lines*: the longest straight horizontal edge in each row, as a share of the width.

A photograph is soft, has no commonest colour, and no long line. Of the rest, a screenshot is not
tiny and has two long lines (of a window, a rule, a field) or many lines of text; anything else is
a drawing.
``python -m bench.certainty`` prints how often the rule is right.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE = 800
SMALL_STEPS = (3, 24)
LARGE_STEP = 41
EDGE_STEP = 13
PHOTO_SCORE = 0.55
LINE_WEIGHT = 0.3
LONG_LINE = 0.3
LONG_LINES = 2
SCREEN_SIDE = 150
TEXT_LINES = 6
TEXT_HEIGHT = 5
QUIET_EDGES, TEXT_EDGES = 4, 12
ALIKE = (0.6, 1.6)

Steps = NDArray[np.int16]


class Kind(StrEnum):
    """What sort of picture; the value is the word for it."""

    PHOTO = "photo"
    SCREENSHOT = "screenshot"
    DRAWING = "drawing"


def kind_of(image: Image.Image) -> Kind:
    """Say what kind of picture an RGB `image` is. A photographed page or sign is a photo."""
    small = image.reduce(-(-max(image.size) // LONGEST_SIDE))
    pixels = np.asarray(small, np.int16)
    across = _steps(pixels, axis=1)
    down = _steps(pixels, axis=0)
    lines = _lines(down)
    line = float(lines.max(initial=0))
    if _softness(across, down) - _commonest(pixels) - LINE_WEIGHT * line > PHOTO_SCORE:
        return Kind.PHOTO
    has_screen_parts = _long_lines(lines) >= LONG_LINES or _text_lines(across) >= TEXT_LINES
    if has_screen_parts and min(image.size) >= SCREEN_SIDE:
        return Kind.SCREENSHOT
    return Kind.DRAWING


def _steps(pixels: NDArray[np.int16], axis: int) -> Steps:
    """Return the difference of neighbours along `axis`, in the channel where it is largest."""
    steps: Steps = np.abs(np.diff(pixels, axis=axis)).max(axis=2)
    return steps


def _softness(across: Steps, down: Steps) -> float:
    small = sum(
        _share((steps >= SMALL_STEPS[0]) & (steps <= SMALL_STEPS[1])) for steps in (across, down)
    )
    large = sum(_share(steps >= LARGE_STEP) for steps in (across, down))
    return small / (small + large) if small + large else 0.0


def _share(mask: NDArray[np.bool_]) -> float:
    return float(mask.mean()) if mask.size else 0.0


def _commonest(pixels: NDArray[np.int16]) -> float:
    codes = pixels.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    return float(np.unique(codes, return_counts=True)[1].max() / codes.size)


def _lines(down: Steps) -> NDArray[np.float64]:
    """Return the longest unbroken run of steps down in each row, as a share of the width."""
    height, width = down.shape
    longest: NDArray[np.float64] = np.zeros(height)
    breaks = np.flatnonzero(np.pad(down < EDGE_STEP, ((0, 0), (1, 1)), constant_values=True))
    np.maximum.at(longest, breaks[:-1] // (width + 2), np.diff(breaks) - 1)
    longest /= width
    return longest


def _long_lines(lines: NDArray[np.float64]) -> int:
    """Count the long lines; rows next to each other are one line."""
    rows = np.flatnonzero(lines >= LONG_LINE)
    return int((np.diff(rows, prepend=-3) > 2).sum())


def _text_lines(across: Steps) -> int:
    """Count bands of rows full of upright edges, alike in height, with quiet rows between."""
    edges = (across >= LARGE_STEP).sum(axis=1)
    bounds = np.flatnonzero(np.diff(np.pad(edges >= QUIET_EDGES, 1).astype(np.int8)))
    bands = zip(bounds[::2], bounds[1::2], strict=True)
    heights = np.array(
        [b - a for a, b in bands if b - a >= TEXT_HEIGHT and edges[a:b].mean() >= TEXT_EDGES]
    )
    if not heights.size:
        return 0
    usual = np.median(heights)
    return int(((heights >= ALIKE[0] * usual) & (heights <= ALIKE[1] * usual)).sum())
