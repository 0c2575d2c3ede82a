from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from skimage import data

from services.drawing.encoding import File, encode, is_flat


def noise(width: int, height: int) -> Image.Image:
    values = np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(values)


def opened(file: File) -> Image.Image:
    image = Image.open(BytesIO(file.data))
    assert image.size == (file.width, file.height)
    return image


def test_png_keeps_every_pixel() -> None:
    image = Image.linear_gradient("L").convert("RGB")
    file = encode(image, lossless=True)
    assert file.suffix == ".png"
    assert opened(file).tobytes() == image.tobytes()


def test_jpeg_keeps_colours_at_full_resolution() -> None:
    image = Image.new("RGB", (64, 64), "navy")
    image.paste((240, 228, 66), (31, 0, 32, 64))
    line = opened(encode(image, lossless=False)).convert("RGB").getpixel((31, 30))
    assert isinstance(line, tuple)
    assert line[0] > 190 and line[2] < 110


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("most", [100_000, 20_000, 1_000])
def test_files_are_bounded(lossless: bool, most: int) -> None:
    file = encode(noise(400, 300), lossless=lossless, max_bytes=most)
    assert file.suffix == ".jpg"
    assert len(file.data) <= max(most, 3_000)
    assert opened(file).width <= 400


def test_an_impossible_bound_still_gives_a_picture() -> None:
    assert max(opened(encode(noise(400, 300), lossless=True, max_bytes=1)).size) < 64


@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee", "rocket"])
def test_photographs_are_not_flat(name: str) -> None:
    assert not is_flat(Image.fromarray(getattr(data, name)()))


def test_drawings_are_flat() -> None:
    drawing = Image.new("RGB", (900, 700), "white")
    drawing.paste(Image.linear_gradient("L"), (10, 10))
    drawing.paste("teal", (300, 300, 500, 500))
    assert is_flat(drawing)
    assert is_flat(Image.new("RGB", (1, 1)))
