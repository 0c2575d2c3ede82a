"""How long everything takes: `python -m bench.ratios [--rounds 3]`.

The local engine looks for all it can, and bare rapidocr reads the text alone, in turn at the same
pictures in the same run: scikit-image's, enlarged to the 2 and the 12 megapixels of a screenshot
and of a phone's camera. Printed: the engine's median time over rapidocr's.
"""

import argparse
import logging
import math
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bench.photos import PHOTOS, pictures
from services.engines.local.engine import LocalEngine
from services.engines.local.weights.weights import Weights
from services.pictures.opening import Picture
from services.vision import AnalysisOptions, Engine

Pixels = NDArray[np.uint8]
MEGAPIXELS = (2, 12)


def enlarged(picture: Picture, megapixels: int) -> Picture:
    """Return `picture` with so many megapixels, in its own shape."""
    by = math.sqrt(megapixels * 1e6 / (picture.width * picture.height))
    width, height = round(picture.width * by), round(picture.height * by)
    image = picture.image.resize((width, height))
    return replace(picture, width=width, height=height, image=image)


def main() -> None:
    """Print a line for each picture and size, and their mean."""
    from rapidocr import RapidOCR

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    logging.disable(logging.WARNING)
    bare = RapidOCR()
    engine = LocalEngine(Weights(None, lambda line: print(line, file=sys.stderr)))
    small = {name: picture for name, picture in pictures().items() if name in PHOTOS}
    for megapixels in MEGAPIXELS:
        ratios = []
        for name, picture in small.items():
            own, other = compared(engine, bare, enlarged(picture, megapixels), rounds)
            ratios.append(own / other)
            print(f"{megapixels} MP  {name:<16}{own:.2f} s / {other:.2f} s = {ratios[-1]:.2f}")
        print(f"{megapixels} MP  everything / text of rapidocr = {statistics.mean(ratios):.2f}\n")


def compared(
    engine: Engine, bare: Callable[[Pixels], object], picture: Picture, rounds: int
) -> tuple[float, float]:
    """Return the median seconds of `engine` for everything, and of `bare` for the text.

    They take turns, after one turn in which their models load.
    """
    pixels = np.ascontiguousarray(np.asarray(picture.image)[:, :, ::-1])
    own, other = list[float](), list[float]()
    for _ in range(rounds + 1):
        start = time.perf_counter()
        engine.analyze(picture, engine.features, AnalysisOptions())
        middle = time.perf_counter()
        bare(pixels)
        own.append(middle - start)
        other.append(time.perf_counter() - middle)
    return statistics.median(own[1:]), statistics.median(other[1:])


if __name__ == "__main__":
    main()
