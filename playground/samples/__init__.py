"""Pictures to try, drawn when asked for: nobody's photograph, and nobody in them."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageOps

from playground.samples import landscape, receipt, screen, sign


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
        Sample("sign", "A sign by a path", sign.draw, "jpg"),
        Sample("dashboard", "A screenshot", screen.draw),
        Sample("receipt", "A receipt", receipt.draw, "jpg"),
        Sample("lake", "A drawing of a lake", landscape.draw, "jpg"),
    )
}
"""Every sample, in the order it is offered."""

SMALL = (360, 240)


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
