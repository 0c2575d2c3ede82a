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
"""Agreement from which on a thing is told: more is missed above it, more is made up below."""
NEARLY_FULL = 0.85
"""The same for mere shapes and what looks drawn: the model is fooled by them in every view."""

_SHAPES = """
    apple, banana, bowl, broccoli, cake, carrot, clock, donut, fire hydrant, frisbee, hair drier,
    kite, mouse, orange, parking meter, potted plant, remote, scissors, skateboard, skis,
    snowboard, sports ball, stop sign, surfboard, teddy bear, tennis racket, toilet, toothbrush,
    traffic light, umbrella, vase
"""
SHAPES = frozenset(name.strip() for name in _SHAPES.split(","))
"""Names the model gives to anything of the right outline."""

SAMPLE_SIDE = 160
"""Pixels each way in which flatness shows, whatever the size of the box."""
COARSE_SIDE = 48
"""Pixels each way, averaged: the noise of a photographed sign is gone, its shape is not."""
FLAT_STEP = 2
"""Levels by which neighbours differ in a flat area that JPEG went over."""
FLAT_SHARE = 0.55
"""The share of still neighbours; a photograph of a rocket before an even sky has 0.53."""
SMOOTH_STEP = 0.06
"""The step that still is no edge in a coarse copy, as a share of its contrast."""
LEAST_CONTRAST = 16.0
"""Levels; in a part that is nearly even, noise is not to be taken for edges."""
SMOOTH_SHARE = 0.7
TWO_TONE_SHARE = 0.94
"""A photographed pictogram is over both; photographs reach 0.81 and 0.90, and not together."""

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
    # At least two pixels each way, so that there are neighbours.
    left = max(min(int(box.left), image.width - 2), 0)
    top = max(min(int(box.top), image.height - 2), 0)
    part = image.crop((left, top, max(int(box.right), left + 2), max(int(box.bottom), top + 2)))
    # Every nth pixel as it is, as averaging would add flatness.
    every = max(1, max(part.size) // SAMPLE_SIDE)
    sampled = np.asarray(part)[::every, ::every].astype(np.float64)
    if _still_share(sampled, FLAT_STEP) > FLAT_SHARE:
        return True
    coarse = np.asarray(part.reduce(max(1, max(part.size) // COARSE_SIDE)), np.float64)
    dark, light = np.percentile(_grey(coarse), [2, 98])  # without glints and specks
    step = SMOOTH_STEP * max(float(light - dark), LEAST_CONTRAST)
    return _still_share(coarse, step) > SMOOTH_SHARE and two_tone_share(coarse) > TWO_TONE_SHARE


def two_tone_share(pixels: Pixels) -> float:
    """Return how much of the variance of grey two levels explain, 0 to 1 (Otsu's criterion).

    `pixels` is height x width x RGB, 0 to 255.
    """
    grey = _grey(pixels)
    if grey.var() < 1:  # one level explains all there is
        return 1.0
    shares = np.bincount(grey.astype(int).ravel(), minlength=256) / grey.size
    below = shares.cumsum()[:-1]
    sums = (shares * np.arange(256)).cumsum()
    cuts = (below > 0) & (below < 1)  # those with something on both sides
    between = (sums[-1] * below - sums[:-1])[cuts] ** 2 / (below * (1 - below))[cuts]
    return float(between.max(initial=0) / grey.var())


def _still_share(pixels: Pixels, step: float) -> float:
    """Return the share of neighbours that differ by at most `step` in every channel."""
    shares = [
        float((np.abs(np.diff(pixels, axis=axis)).max(axis=2) <= step).mean())
        for axis in (0, 1)
        if pixels.shape[axis] > 1
    ]
    return sum(shares) / len(shares) if shares else 1.0


def _grey(pixels: Pixels) -> Pixels:
    grey: Pixels = pixels @ np.array([0.299, 0.587, 0.114])  # ITU-R BT.601, as Pillow's "L"
    return grey
