"""Untrusted bytes become a Picture: one upright RGB image of bounded size, and nothing else.

Each decoder that can be reached is part of the trusted computing base, so Pillow is never asked to
guess among the forty-odd it knows (one of them starts Ghostscript): the magic bytes choose one of
six. Calling that decoder's class also opens a phone's MPO as the plain JPEG it begins with, and
leaves the size to be judged by the cap here, where `Image.open` would only warn.
"""

import hashlib
import io
import math
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

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

from services.errors import DamagedImage, EmptyImage, ImageError, TooManyPixels
from services.pictures.decoding_cost import check_cost
from services.pictures.formats import format_of

MAX_PIXELS = 50_000_000
"""A phone's 48-megapixel photo passes; in memory it takes 200 MB, twice that while it is opened."""

MAX_SIDE = 65_535
"""Pixels; the most a JPEG can have, so that no PNG or TIFF is a line a million pixels long."""

MAX_EXIF_BYTES = 1 << 20
"""A JPEG segment holds 64 KB; a PNG may claim 50 MB that Pillow would unpack number by number."""

_DECODERS: dict[str, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
}

_FIRST_FRAME = "This is an animation; Glimpse looked at its first frame only."
_FIRST_PAGE = "This file has more than one page; Glimpse looked at the first only."

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

_EXIF_KEYS = ("exif", "Raw profile type exif")
"""Where Pillow keeps the block; the second is ImageMagick's, in a PNG's text."""

_TOO_LARGE = (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning)
"""What Pillow says of a GIF frame or TIFF tile beyond its own limit."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One decoded image; `width` and `height` are pixels of the upright frame.

    `notes` are sentences for the user about what of the file it is: an animation's first frame.
    """

    sha256: str
    format: str
    width: int
    height: int
    data: bytes = field(repr=False)
    image: Image.Image = field(repr=False)
    notes: tuple[str, ...] = ()


def open_picture(data: bytes, *, max_pixels: int = MAX_PIXELS) -> Picture:
    """Decode the first frame of `data`: mode RGB, upright, on white, without metadata.

    Colours are taken as sRGB: embedded profiles are dropped with the rest of the metadata.
    Raises an ImageError and nothing else, whatever the bytes are.
    """
    if not data:
        raise EmptyImage
    name = format_of(data)
    try:
        check_cost(name, data)
        first, more = _decode(data, _DECODERS[name], max_pixels)
        image = _to_rgb(first)
    except ImageError:
        raise
    except _TOO_LARGE as error:
        raise TooManyPixels(_too_large(max_pixels), detail=str(error)) from error
    # Decoders answer broken files with OSError, SyntaxError, ValueError, EOFError, struct.error,
    # AssertionError and more, differently in each release: any list of them would be a guess.
    except Exception as error:
        raise DamagedImage(detail=f"{type(error).__name__}: {error}") from error
    sha256 = hashlib.sha256(data).hexdigest()
    notes = (_FIRST_PAGE if name == "TIFF" else _FIRST_FRAME,) if more else ()
    return Picture(sha256, name, image.width, image.height, data, image, notes)


def _decode(
    data: bytes, decoder: type[ImageFile.ImageFile], max_pixels: int
) -> tuple[Image.Image, bool]:
    """Return the first frame, upright, in a mode of the file's own, and whether there are more.

    The file is let go of.
    """
    with decoder(io.BytesIO(data)) as source:
        _check_size(source.size, max_pixels)
        source.load()
        # Where the header understates the size, the frame decides.
        _check_size(source.size, max_pixels)
        orientation: object = 1  # a TIFF has been turned by Pillow, which then finds no other
        if all(len(source.info.get(key, "")) <= MAX_EXIF_BYTES for key in _EXIF_KEYS):
            with suppress(Exception):  # a broken EXIF block is no broken image
                orientation = source.getexif().get(ExifTags.Base.Orientation, 1)
        turn = _UPRIGHT.get(orientation) if isinstance(orientation, int) else None
        first = source.copy() if turn is None else source.transpose(turn)
        more = False
        with suppress(Exception):  # a broken second frame is no broken image
            # Asked last: a GIF is read on to where its next frame begins.
            more = getattr(source, "is_animated", False)
        return first, more


def _check_size(size: tuple[int, int], max_pixels: int) -> None:
    """Refuse by the header, before a pixel is decoded: 20 KB of PNG can be 800 MB of pixels."""
    width, height = size
    if width * height > max_pixels:
        raise TooManyPixels(_too_large(max_pixels), detail=f"{width} x {height}")
    if max(size) > MAX_SIDE:
        raise TooManyPixels(
            f"The image is too long: Glimpse looks at up to {MAX_SIDE:,} pixels a side.",
            detail=f"{width} x {height}",
        )


def _too_large(max_pixels: int) -> str:
    return (
        "The image is too large: Glimpse looks at up to "
        f"{max_pixels / 1_000_000:g} million pixels. Share a smaller copy."
    )


def _to_rgb(image: Image.Image) -> Image.Image:
    """Return mode RGB, transparency on white, with nothing in `info`.

    16 bits are brought down to 8; 32 bits, whose white is undefined, stretched from least to most,
    or taken for 8 bits where one of the two is not finite.
    """
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        low, high = 0.0, 65_535.0
        if image.mode in ("I", "F"):
            low, high = cast(tuple[float, float], image.getextrema())  # both modes have one band
            if not (math.isfinite(low) and math.isfinite(high)):
                low, high = 0.0, 255.0
        scale = 255 / (high - low) if high > low else 1.0
        image = image.point(lambda value: value * scale - low * scale).convert("L")
        image.info.pop("transparency", None)  # a colour key counts in the steps that are gone
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer)
    elif image.mode != "RGB":
        image = image.convert("RGB")
    image.info = {}
    return image
