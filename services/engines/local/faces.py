"""Find faces with YuNet (OpenCV Zoo), large and small, in pictures of any size.

Measured: YuNet finds faces of 20 to 400 px in what it is given, at 0.8 without a false one on 30
photographs and pages. So a picture is looked at three times: small, for faces that fill it; at
1280 px; and, if it is much larger, in tiles at its own size (1 s of processor time at 12 MP).
It knows upright faces: of those that lie on their side it finds one in ten, so these are looked for
in the picture turned by a quarter either way. ``python -m bench.faces`` prints how well it does.
"""

import math
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from services.vision import Box, Face, Point

LEAST_CONFIDENCE = 0.8
"""At 0.6 YuNet sees faces in a squirrel and in a circuit board."""
POINTS = ("eye_left", "eye_right", "nose", "mouth_left", "mouth_right")
"""YuNet's order, which starts with the person's right eye: the one on the picture's left."""

_CLOSE_UP = 400
"""Pixels of the small look, in which no face can be larger than what YuNet finds."""
_WHOLE = 1280
"""Pixels of the second look: up to here a face that fills the picture was still found."""
_MUCH_LARGER = 1.5
"""Times `_WHOLE` from which on tiles are worth their time: below, 30 px are seen anyway."""
_LARGEST = 4096
"""Pixels of the copy that is cut into tiles: all of 12 megapixels, and a bound for panoramas."""
_TILE = 1280
"""Pixels of a tile's side; at 2560, faces of 24 px were lost."""
_SHARED = 128
"""Pixels that neighbouring tiles share. A face up to so wide is whole in one of them."""
_SAME_FACE = 0.4
"""Looks at one face overlap more than this; two faces cheek to cheek do not."""
_PART = 0.7
"""What lies with more than this in a larger face is a part of it: an eye, or half of a face."""
_LYING = (_CLOSE_UP, 960)
"""Pixels of the looks for faces that lie. At 640, a third of those that take 3 % of the side are
lost; at 1280 none more is found."""
_LEAST_SIDE = 32
"""Pixels; YuNet's coarsest stride, so that there is a cell."""
_NMS = 0.3
_CANDIDATES = 5000
"""Both are OpenCV's own defaults."""


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """A part of the picture at some scale; in a tile, faces wider than `widest` may be cut."""

    image: Image.Image
    scale: float
    left: int = 0
    top: int = 0
    widest: int = _WHOLE


class FaceDetector:
    """YuNet, loaded from the file `model`."""

    def __init__(self, model: Path) -> None:
        self._lock = threading.Lock()
        self._weights = model.read_bytes()
        self._network = self._loaded()

    def _loaded(self) -> Any:
        """Return the network, fresh: one that saw tiles holds 110 MB until it goes."""
        import cv2

        level = cv2.utils.logging.getLogLevel()
        # Its warning about the model's layers says nothing that anybody could act on.
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
        try:
            # From memory, as OpenCV cannot open every path on Windows.
            weights = np.frombuffer(self._weights, dtype=np.uint8)
            nothing, size = np.empty(0, dtype=np.uint8), (_LEAST_SIDE, _LEAST_SIDE)
            return cv2.FaceDetectorYN.create(
                "onnx", weights, nothing, size, LEAST_CONFIDENCE, _NMS, _CANDIDATES
            )
        finally:
            cv2.utils.logging.setLogLevel(level)

    def detect(self, image: Image.Image) -> tuple[Face, ...]:
        """Return the upright faces from left to right, each with its five `POINTS`.

        `image` is RGB. Safe to call from several threads: they wait for each other.
        """
        found = [face for view in _views(image) for face in self._look(view, image.size)]
        if max(image.size) > _MUCH_LARGER * _WHOLE:
            with self._lock:
                self._network = self._loaded()
        return _distinct(found)

    def detect_lying(self, image: Image.Image) -> tuple[Face, ...]:
        """Return the faces that lie on either side, as `detect` does the upright ones.

        Boxes and points are in the frame of `image`; ``eye_left`` would be on the left if the face
        stood upright.
        """
        found: list[Face] = []
        for small in (_scaled(image, longest) for longest in _LYING):
            for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270):
                view = _View(small.image.transpose(turn), small.scale)
                faces = self._look(view, (image.height, image.width))
                found += [_turned_back(face, turn, image.size) for face in faces]
        return _distinct(found)

    def _look(self, view: _View, size: tuple[int, int]) -> Iterator[Face]:
        """Yield the faces in `view` that are whole, in the frame of the picture of `size`."""
        width, height = (max(side, _LEAST_SIDE) for side in view.image.size)
        canvas = Image.new("RGB", (width, height))  # slivers are widened right and below
        canvas.paste(view.image)
        pixels = np.ascontiguousarray(np.asarray(canvas)[:, :, ::-1])
        with self._lock:
            self._network.setInputSize((width, height))
            _, rows = self._network.detect(pixels)
        for row in rows if rows is not None else ():
            if row[2] > view.widest:
                continue
            # x, y, width, height, five points, score
            numbers = [float(number) / view.scale for number in row]
            left, top = view.left / view.scale, view.top / view.scale
            xs = [min(max(x + left, 0.0), float(size[0])) for x in numbers[4:14:2]]
            ys = [min(max(y + top, 0.0), float(size[1])) for y in numbers[5:14:2]]
            box = Box(numbers[0] + left, numbers[1] + top, *numbers[2:4]).clipped(*size)
            if box.area > 0:
                points = dict(zip(POINTS, zip(xs, ys, strict=True), strict=True))
                yield Face(box, min(float(row[-1]), 1.0), points)


def _distinct(found: Iterable[Face]) -> tuple[Face, ...]:
    """Return each face once, from left to right, by its surest look, and no parts of faces."""
    distinct: list[Face] = []
    for face in sorted(found, key=lambda face: -(face.confidence or 0)):
        if all(face.box.overlap(better.box) < _SAME_FACE for better in distinct):
            distinct.append(face)
    boxes = [face.box for face in distinct]
    whole = [
        face
        for face in distinct
        if not any(
            face.box.area < box.area and face.box.shared_area(box) > _PART * face.box.area
            for box in boxes
        )
    ]
    return tuple(sorted(whole, key=lambda face: face.box.middle[0]))


def _turned_back(face: Face, turn: Image.Transpose, size: tuple[int, int]) -> Face:
    """Return a face seen in a picture of `size` after a `turn`, where it is before."""
    width, height = size

    def back(x: float, y: float) -> Point:
        return (width - y, x) if turn is Image.Transpose.ROTATE_90 else (y, height - x)

    box = face.box
    (left, top), (right, bottom) = back(box.left, box.top), back(box.right, box.bottom)
    points = {name: back(*point) for name, point in face.points.items()}
    where = Box(min(left, right), min(top, bottom), box.height, box.width)
    return Face(where, face.confidence, points)


def _views(image: Image.Image) -> Iterator[_View]:
    """Yield the whole picture small and larger, and a large one's tiles."""
    longest = max(image.size)
    yield _scaled(image, _CLOSE_UP)
    if longest > _CLOSE_UP:
        yield _scaled(image, _WHOLE)
    if longest > _MUCH_LARGER * _WHOLE:
        large = _scaled(image, _LARGEST)
        width, height = large.image.size
        for top in _starts(height):
            for left in _starts(width):
                box = (left, top, min(left + _TILE, width), min(top + _TILE, height))
                yield _View(large.image.crop(box), large.scale, left, top, widest=_SHARED)


def _scaled(image: Image.Image, longest: int) -> _View:
    """Return the whole picture, made smaller where a side is over `longest` px."""
    scale = longest / max(image.size)
    if scale >= 1:
        return _View(image, 1.0)
    size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
    return _View(image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0), scale)


def _starts(length: int) -> list[int]:
    """Return where tiles start, so that they share at least `_SHARED` px and end at the edge."""
    count = max(math.ceil((length - _SHARED) / (_TILE - _SHARED)), 1)
    spare = max(length - _TILE, 0)
    return [round(spare * index / max(count - 1, 1)) for index in range(count)]
