"""Images the tests open, and what they look for in them."""

import io
import struct
from pathlib import Path

import numpy as np
import skimage
from PIL import Image

from services.pictures.opening import Picture

FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def encode(image: Image.Image, format: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def photograph(name: str) -> Image.Image:
    return Image.open(Path(skimage.__file__).parent / "data" / f"{name}.png").convert("RGB")


def corners(width: int = 96, height: int = 64) -> Image.Image:
    """Four quarters, red and green above blue and white, on a JPEG's blocks of 16 pixels."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def orientation_block(value: int, kind: int = 3, count: int = 1) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, kind, count, value, 0)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


def middle(picture: Picture) -> tuple[int, ...]:
    pixel = picture.image.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


def assert_close(picture: Picture, expected: Image.Image, tolerance: int = 24) -> None:
    assert picture.image.size == expected.size
    difference = np.abs(np.asarray(picture.image, int) - np.asarray(expected, int))
    assert np.percentile(difference, 80) <= tolerance
