"""The colours of a picture, in the words of Azure's list.

The background is the commonest colour along the border. The foreground is the commonest colour
in the middle that is not the background's, where it takes a visible part of the middle; else the
picture is all background. Dominant are up to three that take a visible part of the whole. The
accent is the colour with most vividness in it: saturation, brightness and area together.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.vision import Box, Colors

SIDE = 96
"""Pixels each way at most: smaller things than a hundredth are no colour of the picture."""
BORDER = 1 / 8
MIDDLE = 1 / 4
"""Shares of each side: how wide the border is, and how far from the edge the middle begins."""
VISIBLE = 0.1
"""The share from which on a colour is seen at a glance."""
MOST_DOMINANT = 3
"""As many as Azure names."""
EDGE, TOP = 0.2, 1 / 3
"""Shares of a thing's box that are not asked for its colour: at each side, and at the top."""
LEAST_SIDE = 16
"""Pixels; of less the colour is nobody's."""
PLAIN = 0.4
"""The share from which on a thing has one colour; windows, a bag or a helmet take the rest."""
VIVID = frozenset({"red", "orange", "yellow", "green", "blue", "purple"})
"""What is worth telling; dark and pale colours depend on the light, pink and brown may be skin."""
SATURATED = 100
"""Of 255; grey paint under a blue sky has 60."""
GREY_SPREAD = 24
"""Channels that differ by less are grey to the eye, with some room for JPEG."""
GREY_PICTURE = 0.99
"""A black and white picture may have a stamp or a stain of colour in it."""

HUES = {
    "red": 10,
    "orange": 44,
    "yellow": 70,
    "green": 165,
    "teal": 190,
    "blue": 255,
    "purple": 292,
    "pink": 342,
}
"""Where each name's part of the colour circle ends, in degrees; the rest is red again."""

Pixels = NDArray[np.uint8]
Names = NDArray[np.str_]


def colors_of(image: Image.Image) -> Colors:
    """Name the colours of an RGB `image`."""
    small = image.reduce(-(-max(image.size) // SIDE))
    names = color_names(small)
    along_border = np.ones(names.shape, np.bool_)
    along_border[_without_margin(names.shape, BORDER)] = False
    background = _ranked(names[along_border])[0][0]
    standing_out = [
        name
        for name, share in _ranked(names[_without_margin(names.shape, MIDDLE)])
        if name != background and share >= VISIBLE
    ]
    ranked = _ranked(names)
    visible = [name for name, share in ranked if share >= VISIBLE]
    return Colors(
        foreground=standing_out[0] if standing_out else background,
        background=background,
        dominant=tuple(visible[:MOST_DOMINANT] or [ranked[0][0]]),
        accent=_accent(small),
        black_and_white=bool((_spread(small) < GREY_SPREAD).mean() >= GREY_PICTURE),
    )


def plain_color(image: Image.Image, box: Box) -> str | None:
    """Return the vivid colour that most of the thing in `box` has, such as ``orange``, or None.

    `box` is in pixels of an RGB `image`. Its edges are left out, as they show what is behind, and
    so is its top third: of a person that is the face, of a vehicle the windows.
    """
    left, top = box.left + EDGE * box.width, box.top + TOP * box.height
    right, bottom = box.right - EDGE * box.width, box.bottom - EDGE * box.height
    if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
        return None
    part = image.crop((int(left), int(top), int(right), int(bottom)))
    part.thumbnail((SIDE, SIDE), reducing_gap=2.0)
    names = color_names(part)
    names[np.asarray(part.convert("HSV"))[..., 1] < SATURATED] = ""
    name, share = _ranked(names)[0]
    return name if name in VIVID and share >= PLAIN else None


def color_names(image: Image.Image) -> Names:
    """Return the name of each pixel's colour, height x width."""
    hue, saturation, value = np.moveaxis(np.asarray(image.convert("HSV"), np.float64), 2, 0)
    hue, saturation, value = hue * 360 / 255, saturation / 255, value / 255
    ends = np.searchsorted(list(HUES.values()), hue, side="right")
    names: Names = np.array([*HUES, "red"])[ends]
    # These and the bounds in `HUES` were chosen so that CSS's named colours get the names that
    # people use for them.
    names[(names == "pink") & (value < 0.65)] = "purple"
    dull = (saturation < 0.5) | (value < 0.64) | ((saturation < 0.72) & (value < 0.81))
    names[(hue >= 14) & (hue < 50) & dull] = "brown"
    names[((hue < 14) | (hue >= 320)) & (saturation < 0.6) & (value >= 0.7)] = "pink"
    pale = (saturation < 0.12) | (_spread(image) < GREY_SPREAD)
    names[pale] = "gray"
    names[pale & (value >= 0.85)] = "white"
    names[value < 0.18] = "black"
    return names


def _spread(image: Image.Image) -> NDArray[np.int16]:
    """Return by how much each pixel's channels differ, 0 to 255."""
    pixels = np.asarray(image, np.int16)
    spread: NDArray[np.int16] = pixels.max(axis=2) - pixels.min(axis=2)
    return spread


def _ranked(names: Names) -> list[tuple[str, float]]:
    """Return each name and its share, commonest first."""
    found, counts = np.unique(names, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [(str(found[i]), float(counts[i] / names.size)) for i in order]


def _without_margin(shape: tuple[int, ...], margin: float) -> tuple[slice, ...]:
    """Return what is left of `shape` without `margin` of it, and at least 1, at each end."""
    cuts = [max(round(length * margin), 1) for length in shape]
    return tuple(slice(cut, length - cut) for cut, length in zip(cuts, shape, strict=True))


def _accent(image: Image.Image) -> str:
    """Return six hex digits: the mean of the vivid pixels of the hue that has most vividness."""
    pixels = np.asarray(image, np.float64).reshape(-1, 3)
    hue, saturation, value = np.asarray(image.convert("HSV"), np.float64).reshape(-1, 3).T / 255
    vivid = saturation**2 * value  # squared, as much dull colour shall not outweigh a little signal
    mean = pixels.mean(axis=0)
    if vivid.any():
        twelfths = (hue * 12).round().astype(int) % 12  # of the circle: about one name each
        best = np.bincount(twelfths, weights=vivid).argmax()
        mean = np.average(pixels, axis=0, weights=vivid**2 * (twelfths == best))
    return "".join(f"{round(float(channel)):02X}" for channel in mean)
