"""When a sighting is certain enough to be told: the rule, with nothing of the model in it.

At its usual threshold of 0.35 YOLOX-Nano is wrong more often than right on a mix of what people
share: photographs, drawings and screenshots (``python -m bench.certainty``). Three things tell
right from wrong, and the rule is made of them:

- *Agreement.* What is there is seen again in the mirror image and at another scale. The mean of
  the three scores is the confidence.
- *Texture.* Pictograms, icons and charts are flat, or made of two tones; the model calls them
  persons, stop signs, kites and airplanes with scores up to 0.96.
- *Shape.* For some names a simple shape is enough for the model: every coin is a clock, every
  tulip an apple, every disc a frisbee. Those need nearly full agreement.

What the rule cannot tell apart is an animal the model has no name for: a quokka or a meerkat is
a dog to it in every view.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.vision import Box

ENOUGH = 0.6
NEARLY_FULL = 0.85

_SHAPES = """
    apple, banana, bowl, broccoli, cake, carrot, clock, donut, fire hydrant, frisbee, hair drier,
    kite, mouse, orange, parking meter, potted plant, remote, scissors, skateboard, skis,
    snowboard, sports ball, stop sign, surfboard, teddy bear, tennis racket, toilet, toothbrush,
    traffic light, umbrella, vase
"""
SHAPES = frozenset(name.strip() for name in _SHAPES.split(","))
"""Names the model gives to anything of the right outline."""

SAMPLE_SIDE = 160
COARSE_SIDE = 48
FLAT_STEP = 2
FLAT_SHARE = 0.55
SMOOTH_STEP = 0.06
SMOOTH_SHARE = 0.7
TWO_TONE_SHARE = 0.94

Pixels = NDArray[np.float64]


def agreement(votes: Sequence[float]) -> float:
    """Return the confidence of a sighting that scored `votes` in several views, 0 to 1."""
    return sum(votes) / len(votes)


def is_certain(name: str, confidence: float, *, drawn: bool) -> bool:
    """Say whether a sighting may be told; `drawn` is what `looks_drawn` says of its box."""
    if name in SHAPES and drawn:
        return False
    return confidence >= (NEARLY_FULL if drawn or name in SHAPES else ENOUGH)


def looks_drawn(image: Image.Image, box: Box) -> bool:
    """Say whether the part of an RGB `image` in `box` is flat, or of two tones.

    Flat is what a computer rendered: neighbours are equal. Two-toned is also the photograph of a
    sign, with its noise: smooth at a coarse scale, and nearly all contrast is between a light and
    a dark level.
    """
    part = _part(image, box)
    if _still_share(_sampled(part), FLAT_STEP) > FLAT_SHARE:
        return True
    coarse = np.asarray(part.reduce(max(1, max(part.size) // COARSE_SIDE)), np.float64)
    step = SMOOTH_STEP * _contrast(coarse)
    return _still_share(coarse, step) > SMOOTH_SHARE and two_tone_share(coarse) > TWO_TONE_SHARE


def two_tone_share(pixels: Pixels) -> float:
    """Return how much of the variance of grey two levels explain, 0 to 1 (Otsu's criterion)."""
    grey = _grey(pixels)
    if grey.var() < 1:
        return 1.0
    shares = np.bincount(grey.astype(int).ravel(), minlength=256) / grey.size
    below = shares.cumsum()[:-1]
    sums = (shares * np.arange(256)).cumsum()
    cuts = (below > 0) & (below < 1)
    between = (sums[-1] * below - sums[:-1])[cuts] ** 2 / (below * (1 - below))[cuts]
    return float(between.max(initial=0) / grey.var())


def _part(image: Image.Image, box: Box) -> Image.Image:
    """Cut `box` out, at least two pixels each way."""
    left, top = min(int(box.left), image.width - 2), min(int(box.top), image.height - 2)
    left, top = max(left, 0), max(top, 0)
    return image.crop((left, top, max(int(box.right), left + 2), max(int(box.bottom), top + 2)))


def _sampled(part: Image.Image) -> Pixels:
    """Return at most `SAMPLE_SIDE` pixels each way, untouched: averaging would add flatness."""
    step = max(1, max(part.size) // SAMPLE_SIDE)
    return np.asarray(part)[::step, ::step].astype(np.float64)


def _still_share(pixels: Pixels, step: float) -> float:
    """Return the share of neighbours that differ by at most `step` in every channel."""
    shares = [
        float((np.abs(np.diff(pixels, axis=axis)).max(axis=2) <= step).mean())
        for axis in (0, 1)
        if pixels.shape[axis] > 1
    ]
    return sum(shares) / len(shares) if shares else 1.0


def _contrast(pixels: Pixels) -> float:
    low, high = np.percentile(_grey(pixels), [2, 98])
    return max(float(high - low), 16.0)


def _grey(pixels: Pixels) -> Pixels:
    grey: Pixels = pixels @ np.array([0.299, 0.587, 0.114])
    return grey
