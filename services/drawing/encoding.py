"""An image as the bytes of a file of bounded size: JPEG, or PNG where the source was drawn."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

LOSSLESS = frozenset({"PNG", "GIF", "BMP", "WEBP", "TIFF"})
"""Pillow's names of formats that may hold flat graphics."""

FLAT = 2048
"""Colours in a sample up to which a picture counts as drawn: photographs have ten times more."""

MAX_BYTES = 8 * 1024 * 1024
"""Chosen for who reads a thread on a phone; Slack itself takes far more."""

QUALITIES = (88, 75, 60)
"""Of JPEG, tried in turn; chosen: a smaller picture rather than letters with frayed rims."""

SMALLEST = 64
"""Pixels of the longer side below which no further reduction is tried."""


def is_flat(image: Image.Image) -> bool:
    """Say whether the picture has so few colours that PNG stores it well."""
    sample = image.resize((min(image.width, 256), min(image.height, 256)), Image.Resampling.NEAREST)
    return sample.getcolors(FLAT) is not None


@dataclass(frozen=True, slots=True)
class File:
    """An encoded image; `suffix` is ``.jpg`` or ``.png``, sizes are pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def encode(image: Image.Image, *, lossless: bool, max_bytes: int = MAX_BYTES) -> File:
    """Return the image as a file of at most `max_bytes`, without metadata.

    `lossless` asks for PNG, which gives way to JPEG when it would be too large; JPEG gives way in
    quality, then in size.
    """
    if lossless and len(data := _file(image, "PNG", compress_level=6)) <= max_bytes:
        return File(data, ".png", *image.size)
    for quality in QUALITIES:
        # colour at full resolution: thin coloured lines and letters smear without
        data = _file(image, "JPEG", quality=quality, subsampling=0)
        if len(data) <= max_bytes or max(image.size) < SMALLEST:
            return File(data, ".jpg", *image.size)
    return encode(image.reduce(2), lossless=False, max_bytes=max_bytes)


def _file(image: Image.Image, kind: str, **options: int) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
