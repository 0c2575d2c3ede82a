"""EfficientDet-Lite0 through OpenCV: what a second detector has to say of the first one's names.

It sees less than YOLOX and is not asked what there is. But the two are seldom wrong in the same
way: an opossum is a sheep to one of them only.

The file is TensorFlow Lite's with its labels in a zip archive at its end, as MediaPipe packs them.
It takes RGB 0 to 255 in a square of 320, whatever the picture's shape, and gives 90 scores for each
of 19,206 places.
"""

import threading
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from services.errors import EngineError

SIDE = 320
"""Pixels of the square it was trained at."""
ENOUGH = 0.2
"""The score somewhere in the picture that lets a name stand; at 0.3 more is lost than mended."""
_SCORES = "StatefulPartitionedCall:1"
"""The output with the scores; the other one has the places."""


class SecondOpinion:
    """The model, loaded; for any number of threads, one at a time.

    Raises:
        EngineError: `model` cannot be loaded.
    """

    def __init__(self, model: Path) -> None:
        import cv2

        try:
            with zipfile.ZipFile(model) as labels:
                self._names = labels.read("labels.txt").decode().split("\n")
            cv2.dnn.readNetFromTFLite(str(model))
        except (cv2.error, OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            sentence = "The second object detector could not be started."
            raise EngineError(sentence, detail=str(error)) from error
        self._model = model
        self._lock = threading.Lock()  # one at a time, for the memory

    def supported(self, image: Image.Image) -> frozenset[str]:
        """Return the names, of COCO's 80, that may well be somewhere in an RGB `image`."""
        import cv2

        small = image.resize((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
        pixels = np.asarray(small, np.float32).transpose(2, 0, 1)[np.newaxis]
        with self._lock:
            # Loaded anew, in 60 ms: after a look it holds 100 MiB, which others can use meanwhile.
            network = cv2.dnn.readNetFromTFLite(str(self._model))
            network.setInput(np.ascontiguousarray(pixels))
            best = network.forward(_SCORES)[0].max(axis=0)
            del network
        scores = zip(self._names, best, strict=False)  # the file ends in an empty line
        return frozenset(name for name, score in scores if score >= ENOUGH)
