from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from doubles.drawings import assert_close, corners, encode, orientation_block
from services.pictures.opening import open_picture

Pixels = npt.NDArray[np.uint8]

STORED_AS: dict[int, Callable[[Pixels], Pixels]] = {
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: upright[::-1, ::-1],
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.transpose(1, 0, 2),
    6: lambda upright: upright[:, ::-1].transpose(1, 0, 2),
    7: lambda upright: upright[::-1, ::-1].transpose(1, 0, 2),
    8: lambda upright: upright[::-1].transpose(1, 0, 2),
}
"""EXIF 2.32, tag 0x0112: which side of the scene the first row and the first column are."""


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_exif_orientation_is_undone(format: str, orientation: int) -> None:
    stored = Image.fromarray(np.ascontiguousarray(STORED_AS[orientation](np.asarray(corners()))))
    data = encode(stored, format, exif=orientation_block(orientation), quality=95)
    picture = open_picture(data)
    assert (picture.width, picture.height) == (96, 64)
    assert_close(picture, corners())


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_jpeg"])
@pytest.mark.parametrize("pages", [1, 2])
def test_a_tiff_is_turned_once(orientation: int, compression: str, pages: int) -> None:
    stored = Image.fromarray(np.ascontiguousarray(STORED_AS[orientation](np.asarray(corners()))))
    data = encode(
        stored,
        "TIFF",
        compression=compression,
        tiffinfo={0x0112: orientation},
        save_all=True,
        append_images=[Image.new("RGB", (8, 8))] * (pages - 1),
    )
    assert_close(open_picture(data), corners())


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    "block",
    [
        orientation_block(0),
        orientation_block(9),
        orientation_block(65535),
        orientation_block(6, kind=2, count=4),
        orientation_block(6, count=2**31),
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0" + b"\xff" * 60_000,
        b"MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\x03" * 500,
    ],
)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_broken_exif_does_not_cost_the_picture(format: str, block: bytes) -> None:
    assert_close(open_picture(encode(corners(), format, exif=block, quality=95)), corners())


def test_an_exif_block_longer_than_any_camera_writes_is_not_read() -> None:
    block = orientation_block(6) + bytes(2 << 20)
    assert open_picture(encode(corners(), "PNG", exif=block)).image.size == (96, 64)
    assert open_picture(encode(corners(), "PNG", exif=block[:1000])).image.size == (64, 96)
