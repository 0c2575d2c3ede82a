import io
import struct

import pytest
from PIL import Image

from services.errors import UnsupportedFormat
from services.pictures.decoding_cost import MAX_JPEG_SCANS, MAX_TIFF_NUMBERS, check_cost
from services.pictures.opening import open_picture

Entry = tuple[int, int, int, int]


def tiff(entries: list[Entry], body: bytes = b"", order: str = "<", big: bool = False) -> bytes:
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "H", 43 if big else 42)
    head += struct.pack(
        order + ("HHQQ" if big else "IH"), *([8, 0, 16] if big else [8]), len(entries)
    )
    rows = (struct.pack(order + ("HHQQ" if big else "HHII"), *entry) for entry in entries)
    return head + b"".join(rows) + bytes(8 if big else 4) + body


def progressive(passes: int) -> bytes:
    file = io.BytesIO()
    Image.new("L", (64, 64), 128).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    last, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:end] + data[last:end] * (passes - data.count(b"\xff\xda")) + data[end:]


def test_the_passes_of_a_progressive_jpeg_are_counted() -> None:
    assert open_picture(progressive(MAX_JPEG_SCANS)).width == 64
    with pytest.raises(UnsupportedFormat, match="too long to open"):
        open_picture(progressive(MAX_JPEG_SCANS + 1))


def test_bytes_that_only_look_like_a_marker_do_not_count() -> None:
    """A motion photo carries its video after the picture."""
    assert open_picture(progressive(10) + b"\xff\xda" * 10_000).width == 64


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_numbers_of_a_tiff_are_counted(order: str) -> None:
    check_cost("TIFF", tiff([(273, 4, MAX_TIFF_NUMBERS, 99)], order=order))
    check_cost("TIFF", tiff([(34675, 7, MAX_TIFF_NUMBERS * 2, 99)], order=order))
    with pytest.raises(UnsupportedFormat):
        check_cost("TIFF", tiff([(273, 4, MAX_TIFF_NUMBERS, 99), (279, 4, 1, 9)], order=order))


def test_a_bigtiff_is_counted_too() -> None:
    with pytest.raises(UnsupportedFormat):
        check_cost("TIFF", tiff([(273, 16, MAX_TIFF_NUMBERS + 1, 99)], big=True))


def test_the_exif_directory_of_a_tiff_is_counted() -> None:
    pointer = len(tiff([(34665, 4, 1, 0)]))
    below = struct.pack("<HHHII", 1, 37510, 3, MAX_TIFF_NUMBERS, 0)
    with pytest.raises(UnsupportedFormat):
        check_cost("TIFF", tiff([(34665, 4, 1, pointer)], below))


def test_directories_that_hold_each_other_are_walked_once() -> None:
    check_cost("TIFF", tiff([(34665, 4, 1, 8), (34853, 4, 1, 8)]))


def test_many_directories_in_the_same_bytes_are_not_walked_for_ever() -> None:
    entries = [(34665, 1, 0, 10 + 12 * row) for row in range(60_000)]
    with pytest.raises(UnsupportedFormat):
        check_cost("TIFF", tiff(entries))


def test_a_directory_beyond_the_end_is_left_to_the_decoder() -> None:
    check_cost("TIFF", b"II*\0" + struct.pack("<I", 2**32 - 1))
    check_cost("TIFF", tiff([(34665, 4, 1, 2**32 - 1)])[:-6])
