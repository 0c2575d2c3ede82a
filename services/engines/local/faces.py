"""Find faces with YuNet (OpenCV Zoo), large and small, in pictures of any size.

Measured: YuNet finds faces of 20 to 400 px in what it is given, at 0.8 without a false one on 30
photographs and pages. So a picture is looked at three times: small, for faces that fill it; at
1280 px; and, if it is much larger, in tiles at its own size (1 s of processor time at 12 MP).
"""

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from services.vision import Box, Face, Point

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_CONFIDENCE = 0.8
POINTS = ("eye_left", "eye_right", "nose", "mouth_left", "mouth_right")
"""YuNet's order, which starts with the person's right eye: the one on the picture's left."""

_CLOSE_UP = 400
_WHOLE = 1280
_LARGEST = 4096
_MUCH_LARGER = 1.5
_TILE = 1280
_SHARED = 128
_SAME_FACE = 0.4
_LEAST_SIDE = 32
_NMS = 0.3
_CANDIDATES = 5000


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """A part of the picture at some scale; in a tile, faces wider than `widest` may be cut."""

    image: Image.Image
    scale: float
    left: int = 0
    top: int = 0
    widest: int = _WHOLE


class FaceDetector:
    """YuNet, loaded at the first picture from the file `model`."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._lock = threading.Lock()
        self._network: Any = None

    def detect(self, image: Image.Image) -> tuple[Face, ...]:
        """Return the faces from left to right, each with its five `POINTS`; `image` is RGB.

        Safe to call from several threads: they wait for each other.
        """
        found = [
            _placed(row, view, image.size)
            for view in _views(image)
            for row in self._rows(view.image)
            if row[2] <= view.widest
        ]
        return tuple(sorted(_distinct(found), key=lambda face: face.box.left + face.box.width / 2))

    def _rows(self, image: Image.Image) -> "list[NDArray[np.float32]]":
        pixels = np.ascontiguousarray(np.asarray(_padded(image))[:, :, ::-1])
        with self._lock:
            self._network = self._network or _load(self._model)
            self._network.setInputSize((pixels.shape[1], pixels.shape[0]))
            _, rows = self._network.detect(pixels)
        return [] if rows is None else list(rows)


def _load(model: Path) -> Any:
    """Load from memory, as OpenCV cannot open every path on Windows; its warning says nothing."""
    import cv2

    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    try:
        weights = np.frombuffer(model.read_bytes(), dtype=np.uint8)
        nothing = np.empty(0, dtype=np.uint8)
        return cv2.FaceDetectorYN.create(
            "onnx", weights, nothing, (320, 320), LEAST_CONFIDENCE, _NMS, _CANDIDATES
        )
    finally:
        cv2.utils.logging.setLogLevel(level)


def _views(image: Image.Image) -> Iterator[_View]:
    longest = max(image.size)
    yield _scaled(image, _CLOSE_UP)
    if longest > _CLOSE_UP:
        yield _scaled(image, _WHOLE)
    if longest > _MUCH_LARGER * _WHOLE:
        yield from _tiles(_scaled(image, _LARGEST))


def _scaled(image: Image.Image, longest: int) -> _View:
    scale = longest / max(image.size)
    if scale >= 1:
        return _View(image, 1.0)
    size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
    return _View(image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0), scale)


def _tiles(view: _View) -> Iterator[_View]:
    width, height = view.image.size
    for top in _starts(height):
        for left in _starts(width):
            box = (left, top, min(left + _TILE, width), min(top + _TILE, height))
            yield _View(view.image.crop(box), view.scale, left, top, widest=_SHARED)


def _starts(length: int) -> list[int]:
    """Return where tiles start, so that they share at least `_SHARED` px and end at the edge."""
    count = max(math.ceil((length - _SHARED) / (_TILE - _SHARED)), 1)
    spare = max(length - _TILE, 0)
    return [round(spare * index / max(count - 1, 1)) for index in range(count)]


def _padded(image: Image.Image) -> Image.Image:
    """Widen slivers below and to the right, for the network's strides."""
    if min(image.size) >= _LEAST_SIDE:
        return image
    canvas = Image.new("RGB", (max(image.width, _LEAST_SIDE), max(image.height, _LEAST_SIDE)))
    canvas.paste(image)
    return canvas


def _placed(row: "NDArray[np.float32]", view: _View, size: tuple[int, int]) -> Face:
    """Return YuNet's row (x, y, width, height, five points, score) in the picture's frame."""
    x, y, width, height, *rest = (float(number) / view.scale for number in row)
    left, top = view.left / view.scale, view.top / view.scale
    points = [
        _inside(px + left, py + top, size) for px, py in zip(rest[:10:2], rest[1:10:2], strict=True)
    ]
    box = Box(x + left, y + top, width, height).clipped(*size)
    return Face(box, min(float(row[-1]), 1.0), dict(zip(POINTS, points, strict=True)))


def _inside(x: float, y: float, size: tuple[int, int]) -> Point:
    return min(max(x, 0.0), float(size[0])), min(max(y, 0.0), float(size[1]))


def _distinct(faces: list[Face]) -> list[Face]:
    """Keep the surest of the looks at one face, and nothing that is a mere part of a larger one."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: -(face.confidence or 0)):
        if face.box.area > 0 and all(face.box.overlap(k.box) < _SAME_FACE for k in kept):
            kept.append(face)
    return [face for face in kept if not any(_is_part(face.box, k.box) for k in kept)]


def _is_part(box: Box, whole: Box) -> bool:
    across = min(box.right, whole.right) - max(box.left, whole.left)
    down = min(box.bottom, whole.bottom) - max(box.top, whole.top)
    shared = max(across, 0) * max(down, 0)
    return box.area < whole.area and shared > 0.7 * box.area
