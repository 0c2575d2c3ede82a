"""The two networks behind the text reader: where is text, and what does a line say.

Both are PP-OCRv6 (small) out of rapidocr's wheel, so nothing is ever downloaded. Measured: the
detector finds letters from about 7 px high in the copy it is given; the recogniser takes 0.1 s of
processor time per 1,000 columns, and a line upside down still scores up to 0.78.
"""

import logging
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from services.engines.local.ocr.memory import keep_the_heap_small
from services.engines.local.ocr.runtime import Runtime

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Quad = NDArray[np.float64]

LONGEST_SIDE = 1280
"""Pixels; the largest copy the detector is given: its memory grows with the area.

A page of 12 megapixels takes 624 MiB this way, and 680 at 1600; at 960 a line in seven is lost.
"""
MOST_PIXELS = LONGEST_SIDE * 960
"""Of that copy: what a camera's shape takes; a square of 1280 would take 80 MB more."""
LINE_HEIGHT = 48
"""Pixels; the height the recogniser was trained at."""

_LEAST_SIDE = 64
"""Pixels; strips are padded to it: the detector works in cells of 32."""
_LEAST_LINE = 3
"""Pixels; what is flatter holds no letter, and could not be cut out."""
_BATCH_COLUMNS = 2_400
"""Columns of a batch, padding included: about four lines, a quarter of a second."""
_THREADS = 2
"""Processors at most: one picture is not to take all of a server."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line says.

    `columns` and `confidences` hold one number for each character that is not a space: where its
    middle is, from 0 (left end of the line) to 1 (right end), and how sure it is.
    """

    text: str = ""
    confidence: float = 0.0
    columns: tuple[float, ...] = ()
    confidences: tuple[float, ...] = ()

    @property
    def has_letters(self) -> bool:
        """Tell whether there is a letter or a digit among the signs."""
        return any(sign.isalnum() for sign in self.text)


def detector_scale(height: int, width: int) -> float:
    """Return by how much a picture is made smaller for the detector, 1 where it is not."""
    return min(1.0, LONGEST_SIDE / max(height, width), math.sqrt(MOST_PIXELS / (height * width)))


class TextModels:
    """Both networks, loaded. Not thread-safe: the caller holds a lock."""

    def __init__(self, runtime: Runtime = Runtime.ONNXRUNTIME) -> None:
        """`runtime`: what the networks run on.

        Raises:
            EngineError: it is not installed.
        """
        keep_the_heap_small()
        config = _configuration()
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer

        # Its log goes to whoever configures logging, instead of its own coloured stream.
        log = logging.getLogger("RapidOCR")
        log.handlers.clear()
        log.propagate = True
        self._detector = TextDetector(config.Det)
        self._recognizer = TextRecognizer(config.Rec)
        if runtime is Runtime.OPENVINO:
            from services.engines.local.ocr.openvino import OpenVinoSession

            # In the place of rapidocr's own, which lets neither precision nor memory be set.
            for part, own in ((self._detector, config.Det), (self._recognizer, config.Rec)):
                part.session = OpenVinoSession(Path(own.model_path), _threads())

    def find_quads(self, pixels: "Pixels") -> "list[Quad]":
        """Return a (4, 2) quadrilateral around each line, clockwise from the image's top left.

        `pixels` is RGB of any size; the quadrilaterals are in its frame and inside it.
        """
        import cv2

        height, width = pixels.shape[:2]
        scale = detector_scale(height, width)
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        copy = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        right, bottom = max(_LEAST_SIDE - size[0], 0), max(_LEAST_SIDE - size[1], 0)
        copy = cv2.copyMakeBorder(copy, 0, bottom, 0, right, cv2.BORDER_REPLICATE)
        quads = self._detector(np.ascontiguousarray(copy[:, :, ::-1], dtype=np.uint8)).boxes
        if quads is None:
            return []
        limit = np.array([width, height], dtype=np.float64)
        inside = [np.clip(quad.astype(np.float64) / scale, 0, limit) for quad in quads]
        # In a sliver's padding the detector may see a line that is not in the picture.
        return [quad for quad in inside if np.ptp(quad, axis=0).min() >= _LEAST_LINE]

    def read_crops(self, crops: "list[Pixels]") -> list[Reading]:
        """Return what each crop says: one upright line, RGB, `LINE_HEIGHT` high."""
        return _read(self._recognizer, crops)

    def doubts(self, crops: "list[Pixels]") -> list[float]:
        """Return how much the recogniser doubts each crop: nats for each column it looked at."""
        found = []
        for line in crops:
            bgr = np.ascontiguousarray(line[:, :, ::-1])
            batch = self._recognizer.resize_norm_img(bgr, bgr.shape[1] / bgr.shape[0])[None]
            chances = self._recognizer.session(batch.astype(np.float32))[0]
            found.append(float(-(chances * np.log(chances + 1e-9)).sum(axis=1).mean()))
        return found


def _threads() -> int:
    return min(_THREADS, os.cpu_count() or 1)


class Recognizer:
    """Another of PP-OCR's recognisers, from a file; it knows the letters of other scripts.

    Raises:
        ValueError: the file holds no recogniser with its letters.
    """

    def __init__(self, model: Path) -> None:
        from rapidocr.ch_ppocr_rec import TextRecognizer

        try:
            self._recognizer = TextRecognizer(_configuration(model).Rec)
        except Exception as problem:  # onnxruntime has a class of its own for each
            raise ValueError(f"{model.name}: {type(problem).__name__}") from problem

    def read_crops(self, crops: "list[Pixels]") -> list[Reading]:
        """Return what each crop says: one upright line, RGB, `LINE_HEIGHT` high."""
        return _read(self._recognizer, crops)


def _read(recognizer: Any, crops: "list[Pixels]") -> list[Reading]:
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    readings = [Reading()] * len(crops)
    # Lines of like width go together, so that a batch's padding and its memory stay small.
    batches: list[list[int]] = []
    for index in sorted(range(len(crops)), key=lambda index: crops[index].shape[1]):
        if batches and crops[index].shape[1] * (len(batches[-1]) + 1) <= _BATCH_COLUMNS:
            batches[-1].append(index)
        else:
            batches.append([index])
    for batch in batches:
        images = [np.ascontiguousarray(crops[index][:, :, ::-1]) for index in batch]
        said: Any = recognizer(TextRecInput(img=images, return_word_box=True))
        lines = zip(said.txts, said.scores, said.word_results, strict=True)
        for index, (text, score, info) in zip(batch, lines, strict=True):
            width = max(info.line_txt_len, 1)
            columns = [(column + 0.5) / width for word in info.word_cols for column in word]
            confidences = zip(info.confs, text, strict=False)
            readings[index] = Reading(
                text=" ".join(text.split()),
                confidence=min(max(float(score), 0.0), 1.0),
                columns=tuple(min(column, 1.0) for column in columns),
                confidences=tuple(float(c) for c, sign in confidences if not sign.isspace()),
            )
    return readings


def _configuration(recognizer: Path | None = None) -> Any:
    """Return rapidocr's own settings, with models on disk named so that it fetches none.

    They are those of its wheel, but for a `recognizer` that is named.
    """
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    config = rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": _threads(),
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            # Twice what it is ever given: it is to make no copy smaller once more.
            "Det.limit_type": "max",
            "Det.limit_side_len": 2 * LONGEST_SIDE,
            "Rec.model_path": str(recognizer or models / "PP-OCRv6_rec_small.onnx"),
            # More lines than any batch of ours has: it is to make none of its own.
            "Rec.rec_batch_num": 1_000,
        }
    ).cfg
    for part in (config.Det, config.Rec):
        part.engine_cfg = config.EngineConfig.onnxruntime
    config.Rec.font_path = None  # asked for, and never used: we let it draw nothing
    return config
