"""What kind of picture it is, by a plain rule on its pixels.

Three measures decide, taken from a copy that is made smaller by averaging whole blocks, so that
what was flat stays exactly flat:

- *soft*: of all steps between neighbours, how many are of the small sort that light and lenses
  make, and not the large sort that ink and windows make;
- *commonest*: the share of the picture that has one and the same colour;
- *lines*: the longest straight horizontal edge in each row, as a share of the width.

A photograph is soft, has no commonest colour, and no long line. Of the rest, a screenshot is not
tiny and has two long lines (of a window, a rule, a field) or many lines of text; what has a
commonest colour and hard steps is a drawing; anything else is an image.
``python -m bench.certainty`` prints how often the rule is right.

Pixels do not tell a photograph from a painting, or a page on a screen from one on paper. So the
caption says what kind it is only where `certain_kind` has another reason for it.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE = 800
"""Pixels; at this size a 4K screen's letters still have edges, and a phone's noise is gone."""
DRAWN_SOFTNESS, DRAWN_COMMONEST = 0.6, 0.2
"""Drawings are softer only where they imitate photographs, and photographs cut out are as flat."""
SMALL_STEPS = (3, 24)
"""Levels of a soft step: below it nothing changes, above it begins what may be ink."""
LARGE_STEP = 41
"""Levels of a hard step: ink on paper, or a letter on a button."""
EDGE_STEP = 13
"""Levels of a step that belongs to a line: a field's border is often pale grey on white."""
PHOTO_SCORE = 0.55
"""What softness less flatness less lines must be over; tuned on ``bench.certainty``'s pictures."""
LINE_WEIGHT = 0.3
"""A line across all of a photograph (a horizon, a table) is not to outweigh its softness."""
LONG_LINE = 0.3
"""The share of the width from which on a line is a window's, and not a letter's or a box's."""
LONG_LINES = 2
"""One line may be a drawing's ground; a window has a second."""
LINES_APART = 2
"""Rows; closer edges are the two sides of one line."""
SCREEN_SIDE = 150
"""Pixels; what is smaller is an icon, whatever it shows."""
TEXT_LINES = 6
"""A poster or a logo has fewer lines of text than a screen without any rule, such as a terminal."""
TEXT_HEIGHT = 5
"""Rows; letters that are lower cannot be read."""
QUIET_EDGES, TEXT_EDGES = 4, 12
"""Upright edges in a row: fewer is between lines of text, and more on the mean is a line."""
ALIKE = (0.6, 1.6)
"""Times the usual height: capitals and headings are lines too, a band of pictures is not."""

Steps = NDArray[np.int16]


class Kind(StrEnum):
    """What sort of picture; the value is the word for it. An image may be any of them."""

    PHOTO = "photo"
    SCREENSHOT = "screenshot"
    DRAWING = "drawing"
    IMAGE = "image"


def kind_of(image: Image.Image) -> Kind:
    """Say what kind of picture an RGB `image` is. A photographed page or sign is a photo."""
    small = image.reduce(-(-max(image.size) // LONGEST_SIDE))
    pixels = np.asarray(small, np.int16)
    across, down = _steps(pixels, axis=1), _steps(pixels, axis=0)
    least, most = SMALL_STEPS
    small_steps = sum(_share((steps >= least) & (steps <= most)) for steps in (across, down))
    large_steps = sum(_share(steps >= LARGE_STEP) for steps in (across, down))
    softness = small_steps / (small_steps + large_steps) if small_steps + large_steps else 0.0
    codes = pixels.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    commonest = float(np.unique(codes, return_counts=True)[1].max() / codes.size)
    # In each row the longest unbroken run of steps down; the padding ends what reaches the edge.
    breaks = np.flatnonzero(np.pad(down < EDGE_STEP, ((0, 0), (1, 1)), constant_values=True))
    lines = np.zeros(len(down))
    np.maximum.at(lines, breaks[:-1] // (small.width + 2), np.diff(breaks) - 1)
    lines /= small.width
    if softness - commonest - LINE_WEIGHT * float(lines.max(initial=0)) > PHOTO_SCORE:
        return Kind.PHOTO
    long = np.flatnonzero(lines >= LONG_LINE)
    long_lines = int((np.diff(long, prepend=-LINES_APART - 1) > LINES_APART).sum())
    has_screen_parts = long_lines >= LONG_LINES or _count_text_lines(across) >= TEXT_LINES
    if has_screen_parts and min(image.size) >= SCREEN_SIDE:
        return Kind.SCREENSHOT
    # A blank picture has no step at all.
    drawn = bool(large_steps) and softness < DRAWN_SOFTNESS and commonest > DRAWN_COMMONEST
    return Kind.DRAWING if drawn else Kind.IMAGE


def _steps(pixels: NDArray[np.int16], axis: int) -> Steps:
    """Return the difference of neighbours along `axis`, in the channel where it is largest."""
    steps: Steps = np.abs(np.diff(pixels, axis=axis)).max(axis=2)
    return steps


def _share(mask: NDArray[np.bool_]) -> float:
    """Return how much of `mask` is set; nothing of what has no neighbours."""
    return float(mask.mean()) if mask.size else 0.0


def _count_text_lines(across: Steps) -> int:
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
