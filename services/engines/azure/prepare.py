"""Bytes that an Azure API takes, out of a Picture: the original where it fits, else an encoding."""

import io
import math
import threading
from dataclasses import dataclass, field

from PIL import ExifTags, Image, ImageFile

from services.engines.azure.frame import Frame
from services.pictures.opening import MAX_EXIF_BYTES, Picture

FINE, PLAIN = 92, 80
"""JPEG qualities; small letters survive the first."""

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
            if not _plain(header) or header.size != (picture.width, picture.height):
                return None
    except Exception:  # a header that Pillow minds, Azure may mind as well
        return None
    frame = Frame(picture.width, picture.height, picture.width, picture.height)
    return Prepared(picture.data, picture.format, frame)


def _plain(header: ImageFile.ImageFile) -> bool:
    """Return whether there is one upright, opaque frame."""
    if len(header.info.get("exif", b"")) > MAX_EXIF_BYTES:
        return False
    if getattr(header, "is_animated", False) or header.has_transparency_data:
        return False
    return bool(header.getexif().get(ExifTags.Base.Orientation, 1) == 1)


def _encoded(picture: Picture, limits: Limits) -> Prepared:
    """Return the picture as a JPEG of the best quality and size that `limits` let through."""
    scale = _scale(picture, limits)
    image = _resized(picture, scale, limits)
    data = _jpeg(image, FINE)
    if len(data) > limits.max_bytes:
        data = _jpeg(image, PLAIN)
    while len(data) > limits.max_bytes:
        scale *= SMALLER * math.sqrt(limits.max_bytes / len(data))
        image = _resized(picture, scale, limits)
        data = _jpeg(image, PLAIN)
    across, down = _scaled(picture, scale)
    frame = Frame(
        *(picture.width, picture.height, image.width, image.height),
        scale_x=across / picture.width,
        scale_y=down / picture.height,
    )
    if len(data) < limits.min_bytes:
        return Prepared(_bmp(image), "BMP", frame)
    return Prepared(data, "JPEG", frame)


def _scale(picture: Picture, limits: Limits) -> float:
    """Return the factor that brings both sides within `limits`, or the long one at least."""
    short, long = sorted((picture.width, picture.height))
    return min(max(1.0, limits.min_side / short), limits.max_side / long)


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


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, subsampling="4:4:4" if quality == FINE else "4:2:0")
    return buffer.getvalue()


def _bmp(image: Image.Image) -> bytes:
    """Return a format in which a blank image is not too few bytes."""
    buffer = io.BytesIO()
    image.save(buffer, "BMP")
    return buffer.getvalue()
