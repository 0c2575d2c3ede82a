"""How often a line is right that is told with so much confidence: `python -m bench.reliability`.

Lines of words and of what looks alike, on good pages and bad (`bench.pages.lines`), are read by
Glimpse and by bare rapidocr, whose recogniser is the same. Printed for each: how many lines were
told with a confidence in each band, the mean confidence, and the share that is right to the letter
(blanks do not count; a line cut by the edge is right when it has no letter that is not there). The
error is the mean distance of the two, weighed by the lines: 0 is a perfect calibration.
"""

import argparse
import logging
import random
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from bench.calibration import Told, calibration_error, curve, is_right
from bench.pages.lines import pages_of_lines
from bench.pages.sets import material
from services.engines.local.ocr.reader import TextReader

SEEDS = {"tune": 5, "report": 2027}
Read = Callable[[Image.Image], list[tuple[str, float, float]]]


def by_glimpse() -> Read:
    """Return Glimpse's reader: for each line its text, its confidence and its middle's height."""
    reader = TextReader()

    def read(image: Image.Image) -> list[tuple[str, float, float]]:
        lines = reader.read_text(image).lines
        places = [[y for _, y in line.polygon or ()] for line in lines]
        return [
            (line.text, line.confidence or 0.0, sum(ys) / len(ys))
            for line, ys in zip(lines, places, strict=True)
        ]

    return read


def by_rapidocr() -> Read:
    """Return bare rapidocr in the same way."""
    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)  # it tells each model that it loads
    bare = RapidOCR()

    def read(image: Image.Image) -> list[tuple[str, float, float]]:
        seen: Any = bare(np.asarray(image)[:, :, ::-1])
        if seen.boxes is None:
            return []
        middles = [float(box[:, 1].mean()) for box in seen.boxes]
        return list(zip(seen.txts, map(float, seen.scores), middles, strict=True))

    return read


def main() -> None:
    """Read, and print both curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SEEDS, default="report")
    parser.add_argument("--pages", type=int, default=60)
    asked = parser.parse_args()
    readers = {"rapidocr": by_rapidocr(), "glimpse": by_glimpse()}
    told: dict[str, list[Told]] = {name: [] for name in readers}
    chance = random.Random(SEEDS[asked.set])
    for image, written in pages_of_lines(material(asked.set), asked.pages, chance):
        for name, read in readers.items():
            for text, confidence, middle in read(image):
                nearest = min(written, key=lambda one: abs(one.middle - middle))
                told[name].append(Told(confidence, is_right(text, nearest)))
    for name, lines in told.items():
        print(curve(name, lines))
        print(f"  calibration error {calibration_error(lines):.3f}\n")


if __name__ == "__main__":
    main()
