"""What a file is, by its first bytes; its name and its MIME type are never asked.

Slack leaves `mimetype` and `filetype` empty while a file is being processed, and both are whatever
the sender's computer said. Signatures are those of the formats' own specifications.
"""

import re
from collections.abc import Callable

from services.errors import NotAnImage, UnsupportedFormat

_SAVE_AS = "Save it as JPEG or PNG and share it again."

_DIB_HEADER_SIZES = {12, 40, 52, 56, 64, 108, 124}
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0")
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"mif1", b"msf1"}
_ISO_IMAGES = (
    ({b"avif", b"avis"}, "an AVIF image"),
    (_HEIF_BRANDS, "a HEIC photo, as iPhones take them"),
)
"""Brands of images made of ISO boxes, as a video is, and what to call them; the first counts."""

_SVG_ROOT = re.compile(rb"<(?:[A-Za-z]{1,32}:)?svg[\s/>]")
_XML_PROLOG = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"), (b"]", b">"))
"""What may stand before the root; the last pair ends a document type that declares entities."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "an EPS or PostScript file"),
    (b"\xc5\xd0\xd3\xc6", "an EPS or PostScript file"),
    (b"8BPS", "a Photoshop document (PSD)"),
    (b"\0\0\1\0", "an icon (ICO)"),
    (b"\0\0\2\0", "a cursor (CUR)"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 image"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 image"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "a JPEG XL image"),
    (b"\xff\x0a", "a JPEG XL image"),
    (b"MM\0+", "a big-endian BigTIFF image"),
    (b"FUJIFILMCCD-RAW", "a camera's raw file"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"FLV\1", "a video"),
    (b"\0\0\1\xba", "a video"),
    (b"\0\0\1\xb3", "a video"),
)
"""Images and near-images that are not decoded: the first bytes, and what to call them."""


def format_of(data: bytes) -> str:
    """Return Pillow's name of the format: JPEG, PNG, GIF, WEBP, BMP or TIFF.

    Raises UnsupportedFormat for an image of another kind, NotAnImage for anything else.
    """
    for name, matches in _DECODED.items():
        if matches(data):
            return name
    other = next((kind for start, kind in _STARTS if data.startswith(start)), None)
    if data[4:8] == b"ftyp":
        size = min(int.from_bytes(data[:4], "big"), 256)
        # Some writers put the telling brand among the compatible.
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
        no_image = "a camera's raw file" if data[8:12] == b"crx " else "a video"
        other = next((kind for telling, kind in _ISO_IMAGES if brands & telling), no_image)
    elif data[:4] == b"RIFF" and data[8:12] == b"AVI ":
        other = "a video"
    else:
        # Piece by piece over the prolog: one pattern for all of it would backtrack for ever.
        xml = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
        while end := next((end for start, end in _XML_PROLOG if xml.startswith(start)), None):
            xml = xml.partition(end)[2].lstrip()
        if _SVG_ROOT.match(xml):
            other = "an SVG drawing"
    if other:
        raise UnsupportedFormat(f"Glimpse cannot open {other}. {_SAVE_AS}")
    raise NotAnImage(detail=f"starts with {data[:16].hex(' ')}")


def _is_bmp(data: bytes) -> bool:
    """Ask for more than the two letters, because plenty of text begins with BM."""
    return data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _DIB_HEADER_SIZES


_DECODED: dict[str, Callable[[bytes], bool]] = {
    "JPEG": lambda data: data.startswith(b"\xff\xd8\xff"),
    "PNG": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "GIF": lambda data: data.startswith((b"GIF87a", b"GIF89a")),
    "WEBP": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    "BMP": _is_bmp,
    "TIFF": lambda data: data.startswith(_TIFF_STARTS),
}
