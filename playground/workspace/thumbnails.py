"""Small copies of shared images, as Slack keeps beside the original.

They are upright whatever the original's EXIF says. Of HEIC there are some where pillow-heif is
installed; whether Slack itself makes them of HEIC is not documented.
"""

import io
import logging

from playground.workspace import images

MOST_PIXELS = 40_000_000
"""Larger images get no copies: decoding them would stop the playground for seconds."""
SIDES = (360, 720, 1024)
"""Of Slack's nine sizes (64 to 1024) those that apps ask for."""
logger = logging.getLogger(__name__)


def thumbnail_sides(size: tuple[int, int]) -> list[int]:
    """Name the longest sides, in pixels, of the copies kept of an image of this size."""
    kept: list[int] = []
    if size[0] * size[1] > MOST_PIXELS:
        return kept
    for side in SIDES:
        kept.append(side)
        if max(size) <= side:
            break  # no copy is larger than its original
    return kept


def fitted_size(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Scale a size down so that its longest side is at most `side` pixels."""
    factor = min(1.0, side / max(size))
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def thumbnail_png(data: bytes, side: int) -> bytes | None:
    """Return a PNG of an image, at most `side` pixels long; None when there is none."""
    size = images.pixel_size(data)
    if size is None or side not in thumbnail_sides(size):
        return None
    try:
        with images.opened_image(data) as image:
            small = image.convert("RGBA").resize(fitted_size(size, side))
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        logger.debug("no thumbnail: %s", error)
        return None
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()
