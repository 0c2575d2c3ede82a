"""Untrusted bytes become a Picture: one upright RGB image of bounded size, and nothing else.

Each decoder that can be reached is part of the trusted computing base, so Pillow is never asked to
guess among the forty-odd it knows (one of them starts Ghostscript): the magic bytes choose one of
six. Calling that decoder's class also opens a phone's MPO as the plain JPEG it begins with, and
leaves the size to be judged by the cap here, where `Image.open` would only warn.
"""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import (
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from services.errors import DamagedImage, EmptyImage, TooManyPixels
from services.formats import format_of

MAX_PIXELS = 50_000_000
"""A phone's 48-megapixel photo passes; its RGB copy takes 200 MB."""

_DECODERS: dict[str, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
}

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to the move that undoes it (CIPA DC-008, tag 0x0112)."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One decoded image; `width` and `height` are pixels of the upright frame."""

    sha256: str
    format: str
    width: int
    height: int
    data: bytes = field(repr=False)
    image: Image.Image = field(repr=False)


def open_picture(data: bytes, *, max_pixels: int = MAX_PIXELS) -> Picture:
    """Decode the first frame of `data`: mode RGB, upright, on white, without metadata.

    Colours are taken as sRGB: embedded profiles are dropped with the rest of the metadata.
    Raises an ImageError and nothing else, whatever the bytes are.
    """
    if not data:
        raise EmptyImage
    name = format_of(data)
    image = _decode(data, _DECODERS[name], max_pixels)
    sha256 = hashlib.sha256(data).hexdigest()
    return Picture(sha256, name, image.width, image.height, data, image)


def _decode(data: bytes, decoder: type[ImageFile.ImageFile], max_pixels: int) -> Image.Image:
    """Run everything that touches hostile bytes behind one boundary.

    Decoders answer broken files with OSError, SyntaxError, ValueError, EOFError, struct.error,
    AssertionError and more, differently in each release: any list of them would be a guess.
    """
    try:
        with decoder(io.BytesIO(data)) as source:
            _check_size(source, max_pixels)
            source.load()
            return _upright(_to_rgb(source), _orientation(source))
    except TooManyPixels:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(_too_large(max_pixels), detail=str(error)) from error
    except Exception as error:
        raise DamagedImage(detail=f"{type(error).__name__}: {error}") from error


def _check_size(source: Image.Image, max_pixels: int) -> None:
    """Refuse by the header, before a pixel is decoded: 20 KB of PNG can be 800 MB of pixels."""
    width, height = source.size
    if width * height > max_pixels:
        raise TooManyPixels(_too_large(max_pixels), detail=f"{width} x {height}")


def _too_large(max_pixels: int) -> str:
    return (
        "The image is too large: Glimpse looks at up to "
        f"{max_pixels / 1_000_000:g} million pixels. Share a smaller copy."
    )


def _to_rgb(image: Image.Image) -> Image.Image:
    """Return a copy in mode RGB, transparency on white, with nothing in `info`."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        flat = Image.new("RGB", layer.size, "white")
        flat.paste(layer, mask=layer)
        return flat
    flat = image.convert("RGB")
    flat.info = {}
    return flat


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 when there is none; a broken EXIF block is no broken image."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:
        return 1
    return value if isinstance(value, int) else 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    move = _UPRIGHT.get(orientation)
    return image if move is None else image.transpose(move)
