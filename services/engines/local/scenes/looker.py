"""A look at the picture as a whole: which scene it is, and what fills it."""

from math import ceil, sqrt
from pathlib import Path

import numpy as np
from PIL import Image

from services.engines.local.scenes.impression import Impression, impression
from services.engines.local.scenes.networks import ClassNetwork, PlacesNetwork

MOST_PIXELS = 2_000_000
"""Of the copy that is looked at: the networks see 50,000, and a larger one only takes memory."""
GREY_SIDE = 64
"""Pixels each way at most of what is asked for colour."""
GREY_SPREAD, GREY_SHARE = 24, 0.99
"""Levels by which a grey pixel's channels may differ, and how many pixels must be grey."""


class SceneLooker:
    """Both networks, loaded; for any number of threads.

    Raises:
        EngineError: one of them cannot be loaded.
    """

    def __init__(self, places: Path, classes: Path) -> None:
        self._places = PlacesNetwork(places)
        self._classes = ClassNetwork(classes)

    def look(self, image: Image.Image) -> Impression:
        """Return what is certain of an upright RGB `image` as a whole."""
        factor = ceil(sqrt(max(image.width * image.height / MOST_PIXELS, 1)))
        small = image.reduce(factor) if factor > 1 else image
        pixels = np.asarray(small.reduce(ceil(max(small.size) / GREY_SIDE)), np.int16)
        grey = bool((np.ptp(pixels, axis=2) < GREY_SPREAD).mean() >= GREY_SHARE)
        places, classes = self._places.shares(small), self._classes.shares(small)
        return impression(places, classes, self._classes.labels, grey=grey)
