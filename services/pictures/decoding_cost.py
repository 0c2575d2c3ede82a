"""Refuse the few files whose decoding costs far more than their bytes and their pixels.

Measured with Pillow 13.0.0 on one core: a 230 KB progressive JPEG of 500 passes over 49 megapixels
took 24 s, a 4 MB TIFF of a million strips 8 s and 320 MiB; both grow with the size of the file.
A decoder holds its thread until it is done, so no deadline helps.
"""

import re
import struct
from itertools import islice

from services.errors import UnsupportedFormat

_TOO_LONG = (
    "The image is stored in a way that takes too long to open. "
    "Save it as a plain JPEG or PNG and share it again."
)

MAX_JPEG_SCANS = 100
"""Encoders write 1 to 12 per image; a phone's MPO holds a few images."""

MAX_TIFF_NUMBERS = 300_000
"""65,535 rows, each a strip of its own, need 131,070 offsets and sizes."""

_SCAN = re.compile(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
"""Start of scan, its length and its number of components, which must agree (ITU T.81, B.2.3)."""

_NOT_NUMBERS = {1, 2, 7}
"""TIFF's BYTE, ASCII and UNDEFINED, which Pillow leaves as bytes or text."""

_SUB_DIRECTORIES = {34665, 34853}
"""Pointers to the Exif and the GPS directory, which Pillow unpacks whole."""


def check_cost(name: str, data: bytes) -> None:
    """Raise UnsupportedFormat where the format `name` lets `data` ask for excessive work."""
    if name == "JPEG":
        # Counted without parsing: whatever a decoder takes for a scan looks like this.
        if next(islice(_SCAN.finditer(data), MAX_JPEG_SCANS, None), None):
            raise UnsupportedFormat(_TOO_LONG, detail=f"more than {MAX_JPEG_SCANS} scans")
    elif name == "TIFF" and _numbers_in_tags(data) > MAX_TIFF_NUMBERS:
        raise UnsupportedFormat(_TOO_LONG, detail=f"more than {MAX_TIFF_NUMBERS} numbers in tags")


def _numbers_in_tags(data: bytes) -> int:
    """Add up the numbers in a TIFF's first directory and those below it, as far as it matters.

    An entry is at least one, and a directory that is cut short ends early.
    """
    order, big = "<>"[data.startswith(b"MM")], data[2] == 43
    counter, entry = ("Q", "HHQQ") if big else ("H", "HHII")
    head, row = struct.Struct(order + counter), struct.Struct(order + entry)
    pending = [*struct.unpack_from(order + ("8xQ" if big else "4xI"), data)]
    numbers, seen = 0, set[int]()
    while pending and numbers <= MAX_TIFF_NUMBERS:
        at = pending.pop()
        start = at + head.size
        if at in seen or start > len(data):
            continue
        seen.add(at)
        (length,) = head.unpack_from(data, at)
        whole = min(length, (len(data) - start) // row.size)
        for tag, kind, count, value in row.iter_unpack(data[start : start + whole * row.size]):
            numbers += 1 if kind in _NOT_NUMBERS else max(count, 1)
            if numbers > MAX_TIFF_NUMBERS:
                break
            if tag in _SUB_DIRECTORIES:
                pending.append(value)
    return numbers
