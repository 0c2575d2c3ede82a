"""Pictures to try, drawn when asked for: nobody's photograph, and nobody in them.

Imports no other room.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageOps

from playground.samples.landscape import draw_landscape
from playground.samples.receipt import draw_receipt
from playground.samples.screen import draw_screen
from playground.samples.sign import draw_sign


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture by name. `label`: what a person picks it by."""

    name: str
    label: str
    draw: Callable[[], Image.Image]
    suffix: str = "png"


SAMPLES: dict[str, Sample] = {
    sample.name: sample
    for sample in (
        Sample("sign", "A sign by a path", draw_sign, "jpg"),
        Sample("dashboard", "A screenshot", draw_screen),
        Sample("receipt", "A receipt", draw_receipt, "jpg"),
        Sample("lake", "A drawing of a lake", draw_landscape, "jpg"),
    )
}
"""Every sample, in the order it is offered."""

SMALL = (360, 240)
"""Pixels of the copy on a button of the page, which shows it half as large."""


@cache
def encoded(name: str) -> bytes:
    """Return a sample as JPEG or PNG bytes; KeyError when there is none of this name."""
    return _bytes(SAMPLES[name].draw(), SAMPLES[name].suffix)


@cache
def preview(name: str) -> bytes:
    """Return a small PNG of a sample, to pick it by; KeyError when there is none."""
    with Image.open(io.BytesIO(encoded(name))) as whole:
        return _bytes(ImageOps.fit(whole, SMALL, centering=(0.5, 0.25)), "png")


def _bytes(image: Image.Image, suffix: str) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG" if suffix == "jpg" else "PNG", quality=92)
    return out.getvalue()
