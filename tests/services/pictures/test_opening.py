import hashlib
import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from doubles.drawings import (
    BLUE,
    FORMATS,
    GREEN,
    RED,
    WHITE,
    assert_close,
    corners,
    encode,
    middle,
    photograph,
)
from services.pictures.opening import open_picture


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_gives_its_pixels(format: str) -> None:
    data = encode(corners(), format)
    picture = open_picture(data)
    assert (picture.format, picture.width, picture.height) == (format, 96, 64)
    assert picture.data is data
    assert picture.sha256 == hashlib.sha256(data).hexdigest()
    assert picture.image.mode == "RGB"
    assert type(picture.image) is Image.Image
    assert_close(picture, corners())


@pytest.mark.parametrize("format", FORMATS)
def test_one_pixel_is_a_picture(format: str) -> None:
    picture = open_picture(encode(Image.new("RGB", (1, 1), WHITE), format))
    assert (picture.width, picture.height, middle(picture)) == (1, 1, WHITE)


def test_a_photograph_survives() -> None:
    astronaut = photograph("astronaut")
    assert_close(open_picture(encode(astronaut, "JPEG", quality=95)), astronaut)


def test_no_metadata_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)
    for format in ("JPEG", "PNG", "WEBP", "TIFF"):
        data = encode(corners(), format, exif=exif, icc_profile=b"profile", dpi=(300, 300))
        image = open_picture(data).image
        assert image.info == {}
        assert dict(image.getexif()) == {}
        again = Image.open(io.BytesIO(encode(image, "JPEG")))
        assert "exif" not in again.info and "icc_profile" not in again.info


MODES: list[tuple[str, Image.Image, str, tuple[int, int, int]]] = [
    ("1 bit", Image.new("1", (9, 9), 1), "PNG", WHITE),
    ("1 bit", Image.new("1", (9, 9), 0), "TIFF", (0, 0, 0)),
    ("grey", Image.new("L", (9, 9), 77), "PNG", (77, 77, 77)),
    ("grey", Image.new("L", (9, 9), 77), "BMP", (77, 77, 77)),
    ("grey, half clear", Image.new("LA", (9, 9), (55, 51)), "PNG", (215, 215, 215)),
    ("clear", Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "PNG", WHITE),
    ("clear", Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "WEBP", WHITE),
    ("half clear", Image.new("RGBA", (9, 9), (255, 0, 0, 51)), "PNG", (255, 204, 204)),
    ("half clear", Image.new("RGBA", (9, 9), (255, 0, 0, 51)), "TIFF", (255, 204, 204)),
    ("CMYK red", Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG", RED),
    ("CMYK red", Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "TIFF", RED),
    ("16 bits", Image.new("I;16", (9, 9), 128 * 257), "PNG", (128, 128, 128)),
    ("16 bits", Image.new("I;16", (9, 9), 128 * 257), "TIFF", (128, 128, 128)),
    ("16 bits, white", Image.new("I;16", (9, 9), 65535), "PNG", WHITE),
    ("LAB", Image.new("LAB", (9, 9), (255, 128, 128)), "TIFF", WHITE),
]


@pytest.mark.parametrize(
    ("image", "format", "expected"),
    [row[1:] for row in MODES],
    ids=[f"{row[0]} {row[2]}" for row in MODES],
)
def test_every_mode_becomes_rgb_on_white(
    image: Image.Image, format: str, expected: tuple[int, int, int]
) -> None:
    assert middle(open_picture(encode(image, format))) == pytest.approx(expected, abs=2)


def test_a_colour_named_clear_becomes_white() -> None:
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.putpixel((0, 0), 0)
    assert middle(open_picture(encode(palette, "PNG"))) == BLUE
    assert middle(open_picture(encode(palette, "PNG", transparency=1))) == WHITE
    assert middle(open_picture(encode(palette, "GIF", transparency=1))) == WHITE
    assert middle(open_picture(encode(Image.new("L", (4, 4), 9), "PNG", transparency=9))) == WHITE
    plain = Image.new("RGB", (4, 4), GREEN)
    assert middle(open_picture(encode(plain, "PNG", transparency=GREEN))) == WHITE
    deep = Image.new("I;16", (4, 4), 65535)
    assert middle(open_picture(encode(deep, "PNG", transparency=5))) == WHITE


@pytest.mark.parametrize(
    "numbers",
    [
        np.array([[0.0, 0.5, 1.0]], np.float32),
        np.array([[-1000, 0, 1000]], np.int32),
        np.array([[0, 32768, 65535]], np.uint16),
    ],
)
def test_wide_numbers_are_scaled_and_not_clipped(numbers: npt.NDArray[np.generic]) -> None:
    picture = open_picture(encode(Image.fromarray(numbers), "TIFF"))
    assert np.asarray(picture.image)[0, :, 0] == pytest.approx([0, 127.5, 255], abs=1)


@pytest.mark.parametrize("kind", [np.int32, np.float32])
@pytest.mark.parametrize("value", [-7, 0, 100_000])
def test_one_wide_number_all_over_is_a_flat_picture(kind: type[np.generic], value: int) -> None:
    numbers = np.full((3, 4), value, kind)
    picture = open_picture(encode(Image.fromarray(numbers), "TIFF"))
    assert picture.image.getcolors() == [(12, (0, 0, 0))]


def test_numbers_that_are_not_finite_give_a_picture() -> None:
    numbers = np.array([[np.nan, np.inf, -np.inf, 9.0]], np.float32)
    picture = open_picture(encode(Image.fromarray(numbers), "TIFF"))
    assert picture.image.size == (4, 1)
    assert picture.image.getpixel((3, 0)) == (9, 9, 9)


# Several frames


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG", "TIFF"])
def test_the_first_frame_is_the_picture(format: str) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, GREEN, BLUE)]
    data = encode(frames[0], format, save_all=True, append_images=frames[1:])
    picture = open_picture(data)
    assert middle(picture) == pytest.approx(RED, abs=2)
    (note,) = picture.notes
    assert ("first only" if format == "TIFF" else "first frame only") in note


@pytest.mark.parametrize("format", FORMATS)
def test_of_one_frame_there_is_nothing_to_say(format: str) -> None:
    assert open_picture(encode(corners(), format)).notes == ()


def test_an_animation_that_breaks_off_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, GREEN, BLUE)]
    whole = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    alone = len(encode(frames[0], "GIF", save_all=True))
    for length in range(alone, len(whole)):
        picture = open_picture(whole[:length])
        assert middle(picture) == pytest.approx(RED, abs=2)
        assert len(picture.notes) <= 1


def test_a_phones_mpo_opens_as_its_jpeg() -> None:
    data = encode(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    picture = open_picture(data)
    assert (picture.format, picture.notes) == ("JPEG", ())
    assert_close(picture, corners())


def test_a_broken_list_of_frames_does_not_cost_the_picture() -> None:
    data = encode(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    at = data.index(b"MPF\0II*\0")
    assert_close(open_picture(data[: at + 8] + b"\xff" * 40 + data[at + 48 :]), corners())
