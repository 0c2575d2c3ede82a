"""YOLOX-Nano through onnxruntime: what the raw model says, mistakes and all.

The layout of input and output is YOLOX's own (Megvii, Apache-2.0): BGR 0 to 255 in a 416 square
padded with 114, and a row of 85 numbers for each cell of three grids: centre x and y, log width
and height, objectness, then a score for each class.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from services.engines.local.objects.coco import NAMES
from services.errors import EngineError
from services.vision import Box

SIDE = 416
"""Pixels of the square it was trained at."""
STRIDES = (8, 16, 32)
"""Pixels of a cell in each of the three grids."""
PADDING = 114
"""The grey around a picture that is no square, as in its training."""
THREADS = 2
"""Processors at most: one picture is not to take all of a server."""
RAW_THRESHOLD = 0.35
"""YOLOX's usual one; what it lets through that is not there, `certainty` keeps back."""
SAME_THING = 0.5
"""Boxes that overlap more than this (intersection over union) show the same thing."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing the model says it sees; `name` is one of COCO's 80."""

    name: str
    score: float
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """All the model said about one picture, in that picture's pixels.

    `corners` holds left, top, right, bottom for each of 3549 cells, clipped to the picture;
    `scores` holds objectness times class for each cell and each of the 80 names.
    """

    corners: Floats
    scores: Floats

    def sightings(self, threshold: float = RAW_THRESHOLD) -> tuple[Sighting, ...]:
        """Return what scores at least `threshold`, each thing once for each name, best first."""
        kinds, best = self.scores.argmax(axis=1), self.scores.max(axis=1)
        kept: list[Sighting] = []
        for cell in np.argsort(-best, kind="stable"):
            if best[cell] < threshold:
                break
            name = NAMES[kinds[cell]]
            left, top, right, bottom = (float(edge) for edge in self.corners[cell])
            box = Box(left, top, right - left, bottom - top)
            if not any(name == one.name and box.overlap(one.box) > SAME_THING for one in kept):
                kept.append(Sighting(name, float(best[cell]), box))
        return tuple(kept)

    def support(self, name: str, box: Box) -> float:
        """Return the best score for `name` among all that overlaps `box` well, 0 to 1."""
        start = np.maximum(self.corners[:, :2], (box.left, box.top))
        end = np.minimum(self.corners[:, 2:], (box.right, box.bottom))
        shared = (end - start).clip(0).prod(axis=1)
        areas = (self.corners[:, 2:] - self.corners[:, :2]).prod(axis=1)
        # An empty cell beside an empty box overlaps nothing; the least number keeps it from 0 / 0.
        there = shared / np.maximum(areas + box.area - shared, 1e-6) > SAME_THING
        return float(self.scores[there, NAMES.index(name)].max(initial=0))


class Yolox:
    """The model, loaded; any number of threads may share it.

    Raises:
        EngineError: `model` cannot be loaded.
    """

    def __init__(self, model: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1  # the network is a chain: nothing could run beside
        try:
            self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors have no nearer base in common
            sentence = "The object detector could not be started."
            raise EngineError(sentence, detail=str(error)) from error
        grids = [np.divmod(np.arange((SIDE // stride) ** 2), SIDE // stride) for stride in STRIDES]
        cells = np.concatenate([np.stack([xs, ys], axis=1) for ys, xs in grids])
        strides = np.repeat(STRIDES, [len(xs) for _, xs in grids])
        self._cells, self._strides = cells.astype(np.float32), strides.astype(np.float32)[:, None]

    def look(self, image: Image.Image, *, fill: float = 1.0, mirrored: bool = False) -> View:
        """Look once at an RGB `image`, its longest side taking `fill` of the model's square.

        With `mirrored` the view is of the mirror image, in that one's pixels.
        """
        pixels, ratio = letterbox(image, fill, mirrored=mirrored)
        rows: Floats = self._session.run(None, {"images": pixels})[0][0]
        centres = (rows[:, :2] + self._cells) * self._strides
        half_sizes = np.exp(rows[:, 2:4]) * self._strides / 2
        corners = np.concatenate([centres - half_sizes, centres + half_sizes], axis=1)
        edges = np.array([*image.size, *image.size], np.float32)
        return View((corners / ratio).clip(0, edges), rows[:, 4:5] * rows[:, 5:])


def letterbox(
    image: Image.Image, fill: float = 1.0, *, mirrored: bool = False
) -> tuple[Floats, float]:
    """Return `image` as the model wants it, 1 x 3 x 416 x 416, and how much it was enlarged."""
    ratio = SIDE * fill / max(image.size)
    size = (max(round(image.width * ratio), 1), max(round(image.height * ratio), 1))
    small = image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    shown = ImageOps.mirror(small) if mirrored else small  # the small copy: half the time at 12 MP
    square = np.full((SIDE, SIDE, 3), PADDING, np.float32)
    square[: size[1], : size[0]] = np.asarray(shown)[:, :, ::-1]
    return np.ascontiguousarray(square.transpose(2, 0, 1)[np.newaxis]), ratio
