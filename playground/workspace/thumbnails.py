"""Small copies of shared images, as Slack keeps beside the original."""

import io
import logging

from playground.workspace import images

MOST_PIXELS = 40_000_000
logger = logging.getLogger(__name__)


def sides(size: tuple[int, int]) -> list[int]:
    """Name the longest sides, in pixels, of the copies kept of an image of this size."""
    kept: list[int] = []
    if size[0] * size[1] > MOST_PIXELS:
        return kept
    for side in (360, 720, 1024):
        kept.append(side)
        if max(size) <= side:
            break
    return kept


def fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Scale a size down so that its longest side is at most `side` pixels."""
    factor = min(1.0, side / max(size))
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def thumbnail(data: bytes, side: int) -> bytes | None:
    """Return a PNG of an image, at most `side` pixels long; None when there is none."""
    size = images.size_of(data)
    if size is None or side not in sides(size):
        return None
    try:
        with images.opened(data) as image:
            small = image.convert("RGBA").resize(fit(size, side))
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        logger.debug("no thumbnail: %s", error)
        return None
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()
