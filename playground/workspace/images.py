"""What can be told about a file from its first bytes and its name."""

import io
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import GifImagePlugin, Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileType:
    """How Slack names a type of file."""

    mimetype: str
    filetype: str
    pretty_type: str


PNG = FileType("image/png", "png", "PNG")
JPEG = FileType("image/jpeg", "jpg", "JPEG")
GIF = FileType("image/gif", "gif", "GIF")
WEBP = FileType("image/webp", "webp", "WebP")
HEIC = FileType("image/heic", "heic", "HEIC")
BINARY = FileType("application/octet-stream", "binary", "Binary")

BY_SUFFIX: dict[str, FileType] = {
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".gif": GIF,
    ".webp": WEBP,
    ".bmp": FileType("image/bmp", "bmp", "Bitmap"),
    ".tif": FileType("image/tiff", "tiff", "TIFF"),
    ".tiff": FileType("image/tiff", "tiff", "TIFF"),
    ".heic": HEIC,
    ".svg": FileType("image/svg+xml", "svg", "SVG"),
    ".eps": FileType("application/postscript", "eps", "EPS"),
    ".pdf": FileType("application/pdf", "pdf", "PDF"),
    ".html": FileType("text/html", "html", "HTML"),
    ".txt": FileType("text/plain", "text", "Plain Text"),
}

_READERS: dict[FileType, type[ImageFile.ImageFile]] = {
    PNG: PngImagePlugin.PngImageFile,
    JPEG: JpegImagePlugin.JpegImageFile,
    GIF: GifImagePlugin.GifImageFile,
    WEBP: WebPImagePlugin.WebPImageFile,
}

INLINE = frozenset(_READERS)
"""Types a browser may show, and an image block may hold (WebP: only the browser)."""

with suppress(ImportError):  # of the requirements for development only
    from pillow_heif import HeifImageFile

    _READERS[HEIC] = HeifImageFile


def raster_type(data: bytes) -> FileType | None:
    """Tell a raster type by its magic bytes, or None."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:12] in (b"ftypheic", b"ftypheix"):
        return HEIC
    return None


def file_type(name: str, data: bytes) -> FileType:
    """Name the type as Slack would.

    The name's suffix comes first, so that a name can lie: the app must not believe it.
    """
    return BY_SUFFIX.get(PurePosixPath(name).suffix.lower()) or raster_type(data) or BINARY


def opened_image(data: bytes) -> ImageFile.ImageFile:
    """Open a raster image by its own plugin; OSError and the like when it is damaged.

    Not `Image.open`, which warns about sizes that the app, not the playground, must refuse.
    """
    kind = raster_type(data)
    if kind not in _READERS:
        raise ValueError("no raster image")
    return _READERS[kind](io.BytesIO(data))


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Read width and height in pixels from the header, without decoding; None if there is none."""
    try:
        with opened_image(data) as image:
            return image.size
    except (
        *(OSError, SyntaxError, ValueError, EOFError),
        # A GIF's frame that claims to be larger than its screen is measured as it is opened.
        *(Image.DecompressionBombError, Image.DecompressionBombWarning),
    ) as error:
        logger.debug("no size in a file: %s", error)
        return None
