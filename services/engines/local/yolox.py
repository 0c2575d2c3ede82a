"""YOLOX-Nano through onnxruntime: what the raw model says, mistakes and all.

The layout of input and output is YOLOX's own (Megvii, Apache-2.0): BGR 0 to 255 in a 416 square
padded with 114, and a row of 85 numbers for each cell of three grids: centre x and y, log width
and height, objectness, then a score for each class.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from services.engines.local.coco import NAMES
from services.errors import EngineError
from services.vision import Box

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SIDE = 416
STRIDES = (8, 16, 32)
PADDING = 114
THREADS = 2
RAW_THRESHOLD = 0.35
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
        left = [i for i in np.argsort(-best, kind="stable") if best[i] >= threshold]
        kept: list[Sighting] = []
        for i in left:
            seen = Sighting(NAMES[kinds[i]], float(best[i]), _box(self.corners[i]))
            if not any(_is_same(seen, other) for other in kept):
                kept.append(seen)
        return tuple(kept)

    def support(self, name: str, box: Box) -> float:
        """Return the best score for `name` among all that overlaps `box` well, 0 to 1."""
        there = _overlaps(self.corners, box) > SAME_THING
        return float(self.scores[there, NAMES.index(name)].max(initial=0))


class Yolox:
    """The model; loaded when first asked, then shared by all threads."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._loading = Lock()
        self._session: InferenceSession | None = None

    def look(self, image: Image.Image, *, fill: float = 1.0, mirrored: bool = False) -> View:
        """Look once at an RGB `image`, its longest side taking `fill` of the model's square.

        With `mirrored` the view is of the mirror image, in that one's pixels.

        Raises:
            EngineError: the model cannot be loaded.
        """
        pixels, ratio = letterbox(image, fill, mirrored=mirrored)
        rows = self._loaded().run(None, {"images": pixels})[0][0]
        edges = np.array([*image.size, *image.size], np.float32)
        return View((_corners(rows) / ratio).clip(0, edges), rows[:, 4:5] * rows[:, 5:])

    def _loaded(self) -> "InferenceSession":
        with self._loading:
            if self._session is None:
                self._session = _open_session(self._model)
            return self._session


def _open_session(model: Path) -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    try:
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no nearer base in common
        sentence = "The object detector could not be started."
        raise EngineError(sentence, detail=str(error)) from error


def letterbox(
    image: Image.Image, fill: float = 1.0, *, mirrored: bool = False
) -> tuple[Floats, float]:
    """Return `image` as the model wants it, 1 x 3 x 416 x 416, and how much it was enlarged."""
    ratio = SIDE * fill / max(image.size)
    size = (max(round(image.width * ratio), 1), max(round(image.height * ratio), 1))
    small = image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    shown = ImageOps.mirror(small) if mirrored else small
    square = np.full((SIDE, SIDE, 3), PADDING, np.float32)
    square[: size[1], : size[0]] = np.asarray(shown)[:, :, ::-1]
    return np.ascontiguousarray(square.transpose(2, 0, 1)[np.newaxis]), ratio


def _corners(rows: Floats) -> Floats:
    """Return left, top, right, bottom in pixels of the 416 square for each row."""
    cells, strides = _grid()
    centres = (rows[:, :2] + cells) * strides
    half_sizes = np.exp(rows[:, 2:4]) * strides / 2
    return np.concatenate([centres - half_sizes, centres + half_sizes], axis=1)


@cache
def _grid() -> tuple[Floats, Floats]:
    """Return each row's cell, x then y, and each row's stride."""
    cells, strides = [], []
    for stride in STRIDES:
        ys, xs = np.divmod(np.arange((SIDE // stride) ** 2), SIDE // stride)
        cells.append(np.stack([xs, ys], axis=1))
        strides.append(np.full((len(xs), 1), stride))
    return np.concatenate(cells).astype(np.float32), np.concatenate(strides).astype(np.float32)


def _overlaps(corners: Floats, box: Box) -> Floats:
    """Return the intersection over union of `box` with each row of `corners`."""
    start = np.maximum(corners[:, :2], (box.left, box.top))
    end = np.minimum(corners[:, 2:], (box.right, box.bottom))
    shared = (end - start).clip(0).prod(axis=1)
    together = (corners[:, 2:] - corners[:, :2]).prod(axis=1) + box.area - shared
    overlaps: Floats = shared / np.maximum(together, 1e-6)
    return overlaps


def _is_same(one: Sighting, other: Sighting) -> bool:
    return one.name == other.name and one.box.overlap(other.box) > SAME_THING


def _box(corners: Floats) -> Box:
    left, top, right, bottom = (float(edge) for edge in corners)
    return Box(left, top, right - left, bottom - top)
