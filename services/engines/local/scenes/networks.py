"""The two networks, loaded: a picture in, a share of 1 for each of their labels out.

Both look at a square of 224 pixels: the whole picture, pressed into it, as the edges of a picture
tell as much about the place as its middle.
"""

import threading
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.errors import EngineError

SIDE = 224
"""Pixels of the square both were trained at."""
MIDDLE = 0.875
"""The share of the shorter side that ImageNet's networks are tried on; a thing fills it more."""
THREADS = 2
"""Processors at most: one picture is not to take all of a server."""

_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
"""Of ImageNet's pixels, 0 to 1, as the Places network was trained with."""
_ZERO, _ONE = np.float32(127), np.float32(128)
"""What EfficientNet-Lite takes from a level, 0 to 255, and what it divides by."""

Floats = NDArray[np.float32]


class PlacesNetwork:
    """Places365's ResNet-18 through onnxruntime; any number of threads may share it.

    Raises:
        EngineError: `model` cannot be loaded.
    """

    def __init__(self, model: Path) -> None:
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1  # the network is a chain: nothing could run beside
        # One level more would copy all filters into another order: 47 MiB for a fifth of the time.
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        try:
            self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors have no nearer base in common
            sentence = "The scene finder could not be started."
            raise EngineError(sentence, detail=str(error)) from error

    def shares(self, image: Image.Image) -> Floats:
        """Return the share of each of 365 scenes in an RGB `image`."""
        pixels: Floats = (_square(image) / np.float32(255) - _MEAN) / _SPREAD
        found: Floats = self._session.run(None, {"pixels": _planes(pixels)})[0][0]
        return found


class ClassNetwork:
    """EfficientNet-Lite0 through OpenCV; for any number of threads, one at a time.

    The file is TensorFlow Lite's with its labels in a zip archive at its end, as MediaPipe packs
    them.

    Raises:
        EngineError: `model` cannot be loaded.
    """

    def __init__(self, model: Path) -> None:
        import cv2

        try:
            with zipfile.ZipFile(model) as packed:
                listing = packed.read("labels_without_background.txt").decode()
            cv2.dnn.readNetFromTFLite(str(model))
        except (cv2.error, OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            sentence = "The finder of classes could not be started."
            raise EngineError(sentence, detail=str(error)) from error
        self.labels = tuple(listing.splitlines())
        self._model = model
        self._lock = threading.Lock()  # one at a time, for the memory

    def shares(self, image: Image.Image) -> Floats:
        """Return the share of each label in an RGB `image`, the mean of its whole and middle."""
        import cv2

        side = max(int(min(image.size) * MIDDLE), 1)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        middle = image.crop((left, top, left + side, top + side))
        both: list[Floats] = []
        with self._lock:
            # Loaded anew, in 60 ms: it holds 60 MiB, which others can use meanwhile.
            network = cv2.dnn.readNetFromTFLite(str(self._model))
            for part in (image, middle):
                network.setInput(_planes((_square(part) - _ZERO) / _ONE))
                both.append(network.forward()[0].copy())
            del network
        return (both[0] + both[1]) / np.float32(2)


def _square(image: Image.Image) -> Floats:
    """Return height x width x RGB, 0 to 255."""
    small = image.resize((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(small, np.float32)


def _planes(pixels: Floats) -> Floats:
    """Return 1 x RGB x height x width."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[np.newaxis], np.float32)
