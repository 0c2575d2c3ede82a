"""Bytes that an Azure API takes, out of a Picture: the original where it fits, else an encoding."""

import io
import math
import threading
from dataclasses import dataclass, field

from PIL import ExifTags, Image

from services.engines.azure.frame import Frame
from services.pictures.opening import MAX_EXIF_BYTES, Picture

FINE, PLAIN = 92, 80
"""JPEG qualities; small letters survive the first, whose colours keep their resolution as well."""

SMALLER = 0.9
"""What each further attempt leaves of the sides that would just fit if size went with area."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one API takes: Pillow's format names, bytes and pixels a side, all inclusive."""

    formats: frozenset[str]
    max_bytes: int
    min_side: int
    max_side: int
    min_bytes: int = 1


_MB = 1 << 20

VISION = Limits(frozenset({"JPEG", "PNG", "GIF", "BMP"}), 4 * _MB - 1, 51, 15_999)
"""Analyze and its kin, thumbnails: under 4 MB, over 50 and under 16,000 pixels a side."""

READ = Limits(frozenset({"JPEG", "PNG", "BMP"}), 4 * _MB - 1, 50, 10_000)
"""What Read's free tier takes; a paid one takes 500 MB, but nothing tells which it is."""

OCR = Limits(VISION.formats, 4 * _MB - 1, 50, 4_200)
"""4,200 pixels are of older documents; the newest no longer name a limit of ``/ocr``."""

FACE = Limits(VISION.formats, 6 * _MB - 1, 36, 15_999, min_bytes=1024)
"""1 KB to 6 MB; no face is found below 36 pixels."""

VISION_40 = Limits(frozenset({"JPEG", "PNG", "GIF", "BMP", "WEBP"}), 20 * _MB - 1, 51, 15_999)
"""Image Analysis 4.0 also takes TIFF, of which every page would be another picture."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Bytes to send, and how their pixels lie over the picture."""

    data: bytes = field(repr=False)
    format: str
    frame: Frame

    def meets(self, limits: Limits) -> bool:
        """Return whether an API with these limits takes it."""
        return (
            self.format in limits.formats
            and limits.min_bytes <= len(self.data) <= limits.max_bytes
            and limits.min_side <= min(self.frame.sent_width, self.frame.sent_height)
            and max(self.frame.sent_width, self.frame.sent_height) <= limits.max_side
        )


class Preparation:
    """One picture on its way to several APIs; what is encoded once is used again.

    Safe for several threads; the first one encodes and the others wait for it.
    """

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._lock = threading.Lock()
        self._ready = [original] if (original := _original(picture)) else []

    def meeting(self, limits: Limits) -> Prepared:
        """Return the picture as an API with these limits takes it."""
        with self._lock:
            for ready in self._ready:
                if ready.meets(limits):
                    return ready
            ready = _encoded(self._picture, limits)
            self._ready.append(ready)
            return ready


def _original(picture: Picture) -> Prepared | None:
    """Return the bytes as they came, where Azure can only see in them what Glimpse sees.

    An EXIF turn is not undone by every API, and then boxes would lie beside. What is behind
    transparent pixels, and which frame counts, is nowhere said.
    """
    try:
        with Image.open(io.BytesIO(picture.data), formats=(picture.format,)) as header:
            plain = (
                len(header.info.get("exif", b"")) <= MAX_EXIF_BYTES
                and not getattr(header, "is_animated", False)
                and not header.has_transparency_data
                and header.getexif().get(ExifTags.Base.Orientation, 1) == 1
                and header.size == (picture.width, picture.height)
            )
    except Exception:  # a header that Pillow minds, Azure may mind as well
        return None
    if not plain:
        return None
    frame = Frame(picture.width, picture.height, picture.width, picture.height)
    return Prepared(picture.data, picture.format, frame)


def _encoded(picture: Picture, limits: Limits) -> Prepared:
    """Return the picture as a JPEG of the best quality and size that `limits` let through."""
    short, long = sorted((picture.width, picture.height))
    # Both sides are brought within the limits or, where they exclude each other, the long one.
    scale = min(max(1.0, limits.min_side / short), limits.max_side / long)
    image = _resized(picture, scale, limits)
    data = _saved(image, "JPEG", quality=FINE, subsampling="4:4:4")
    if len(data) > limits.max_bytes:
        data = _saved(image, "JPEG", quality=PLAIN)
    while len(data) > limits.max_bytes:
        scale *= SMALLER * math.sqrt(limits.max_bytes / len(data))
        image = _resized(picture, scale, limits)
        data = _saved(image, "JPEG", quality=PLAIN)
    across, down = _scaled(picture, scale)
    frame = Frame(
        *(picture.width, picture.height, image.width, image.height),
        scale_x=across / picture.width,
        scale_y=down / picture.height,
    )
    if len(data) < limits.min_bytes:  # a blank image, which BMP does not make small
        return Prepared(_saved(image, "BMP"), "BMP", frame)
    return Prepared(data, "JPEG", frame)


def _scaled(picture: Picture, scale: float) -> tuple[int, int]:
    return max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)


def _resized(picture: Picture, scale: float, limits: Limits) -> Image.Image:
    """Return the picture at `scale`, with a white margin where a side is still too short."""
    width, height = _scaled(picture, scale)
    image = picture.image
    if (width, height) != image.size:
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    if min(width, height) >= limits.min_side:
        return image
    canvas = Image.new("RGB", (max(width, limits.min_side), max(height, limits.min_side)), "white")
    canvas.paste(image)
    return canvas


def _saved(image: Image.Image, kind: str, **how: int | str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()
