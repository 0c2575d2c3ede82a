import hashlib
import io
import struct
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import skimage
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from services.errors import (
    DamagedImage,
    EmptyImage,
    ImageError,
    NotAnImage,
    TooManyPixels,
    UnsupportedFormat,
)
from services.images import MAX_SIDE, Picture, open_picture

Pixels = npt.NDArray[np.uint8]
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


def middle(picture: Picture) -> tuple[int, ...]:
    pixel = picture.image.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


def assert_close(picture: Picture, expected: Image.Image, tolerance: int = 24) -> None:
    assert picture.image.size == expected.size
    difference = np.abs(np.asarray(picture.image, int) - np.asarray(expected, int))
    assert np.percentile(difference, 80) <= tolerance


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_each_format_gives_its_pixels(format: str) -> None:
    data = encode(corners(), format)
    picture = open_picture(data)
    assert (picture.format, picture.width, picture.height) == (format, 96, 64)
    assert picture.data is data
    assert picture.sha256 == hashlib.sha256(data).hexdigest()
    assert picture.image.mode == "RGB"
    assert type(picture.image) is Image.Image
    assert_close(picture, corners())


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_one_pixel_is_a_picture(format: str) -> None:
    picture = open_picture(encode(Image.new("RGB", (1, 1), WHITE), format))
    assert (picture.width, picture.height, middle(picture)) == (1, 1, WHITE)


def test_a_photograph_survives() -> None:
    astronaut = photograph("astronaut")
    assert_close(open_picture(encode(astronaut, "JPEG", quality=95)), astronaut)


# Orientation

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


def orientation_block(value: int, kind: int = 3, count: int = 1) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, kind, count, value, 0)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


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


# Modes

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


def test_numbers_that_are_not_finite_give_a_picture() -> None:
    numbers = np.array([[np.nan, np.inf, -np.inf, 9.0]], np.float32)
    assert open_picture(encode(Image.fromarray(numbers), "TIFF")).image.size == (4, 1)


# Several frames


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG", "TIFF"])
def test_the_first_frame_is_the_picture(format: str) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, GREEN, BLUE)]
    data = encode(frames[0], format, save_all=True, append_images=frames[1:])
    assert middle(open_picture(data)) == pytest.approx(RED, abs=2)


def test_a_phones_mpo_opens_as_its_jpeg() -> None:
    data = encode(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    picture = open_picture(data)
    assert picture.format == "JPEG"
    assert_close(picture, corners())


def test_a_broken_list_of_frames_does_not_cost_the_picture() -> None:
    data = encode(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    at = data.index(b"MPF\0II*\0")
    assert_close(open_picture(data[: at + 8] + b"\xff" * 40 + data[at + 48 :]), corners())


# Refusals


def test_no_bytes() -> None:
    with pytest.raises(EmptyImage, match="0 bytes"):
        open_picture(b"")


@pytest.mark.parametrize(
    "data", [b"<!DOCTYPE html><html><svg></svg></html>", b"BMW is a car", b"\0", b"RIFFxxxxWAVE"]
)
def test_other_bytes_are_no_image(data: bytes) -> None:
    with pytest.raises(NotAnImage):
        open_picture(data)


def test_eps_never_reaches_a_decoder() -> None:
    with pytest.raises(UnsupportedFormat, match="EPS"):
        open_picture(encode(corners(), "EPS"))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_truncated_image_is_damaged(format: str) -> None:
    data = encode(photograph("chelsea"), format)
    for end in (20, len(data) // 3, len(data) - 1000):
        with pytest.raises(ImageError):
            open_picture(data[:end])


def test_half_a_jpeg_says_so() -> None:
    data = encode(photograph("astronaut"), "JPEG")
    with pytest.raises(DamagedImage, match="ends too early"):
        open_picture(data[: len(data) // 2])


def test_too_many_pixels_are_refused_by_the_header() -> None:
    data = encode(Image.new("1", (1000, 1001)), "PNG")
    with pytest.raises(TooManyPixels, match="1 million pixels"):
        open_picture(data, max_pixels=1_000_000)
    assert open_picture(data, max_pixels=1_001_000).width == 1000
    header_only = data[: data.index(b"IDAT") + 4]
    with pytest.raises(TooManyPixels):
        open_picture(header_only, max_pixels=1_000_000)


def test_a_line_of_pixels_is_refused() -> None:
    with pytest.raises(TooManyPixels, match="65,535"):
        open_picture(encode(Image.new("1", (MAX_SIDE + 1, 1)), "PNG"))


def test_a_gif_frame_beyond_its_screen_is_counted() -> None:
    data = bytearray(encode(Image.new("L", (10, 10)), "GIF"))
    frame = data.index(b",\0\0\0\0\x0a\0\x0a\0")
    data[frame + 5 : frame + 9] = struct.pack("<HH", 9000, 9000)
    with pytest.raises(TooManyPixels):
        open_picture(bytes(data))
    data[frame + 5 : frame + 9] = struct.pack("<HH", 65535, 65535)
    with pytest.raises(TooManyPixels):
        open_picture(bytes(data))


def test_opening_leaves_the_warning_filters_alone() -> None:
    """`catch_warnings` in a worker thread would undo what another thread has set."""
    before, bomb = list(warnings.filters), encode(Image.new("1", (10_000, 9_999)), "PNG")
    refused: list[Exception] = []

    def refuse() -> None:
        try:
            open_picture(bomb)
        except TooManyPixels as error:
            refused.append(error)

    threads = [threading.Thread(target=refuse) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 8
    assert list(warnings.filters) == before


PEAK_OF_EACH = """
import io, json, sys, psutil
from PIL import Image
from services.errors import ImageError
from services.images import open_picture

def peak() -> int:
    memory = psutil.Process().memory_info()
    if hasattr(memory, "peak_wset"):
        return memory.peak_wset
    import resource
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

def encode(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()

small = Image.effect_noise((64, 64), 90).convert("RGB")
for format in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"):
    open_picture(encode(small, format))
hostile = [bytes.fromhex(line) for line in sys.stdin]
before = peak()
for data in hostile:
    try:
        open_picture(data)
    except ImageError as error:
        print(type(error).__name__)
refused = peak()
open_picture(encode(Image.new("L", (8000, 8000)), "PNG"), max_pixels=64_000_000)
print(json.dumps([refused - before, peak() - refused]))
"""


WEBP_OF_34_BYTES = bytes.fromhex(
    "524946461a000000574542505650384c0e0000002fdfeeb70b071011fd0f4444ff03"
)
"""12,000 by 12,000 black pixels, without loss."""


def test_what_is_refused_takes_no_memory() -> None:
    """A process of its own, because the peak of this one is already higher."""
    half = encode(photograph("astronaut"), "JPEG")
    png = encode(Image.new("1", (13_000, 13_000)), "PNG")
    wide = bytearray(encode(Image.new("L", (10, 10)), "GIF"))
    wide[6:10] = struct.pack("<HH", 65535, 65535)
    webp = bytearray(encode(Image.new("RGBA", (10, 10), (1, 2, 3, 4)), "WEBP", exif=b"Exif\0\0x"))
    assert webp[12:16] == b"VP8X"
    webp[24:30] = (12_999).to_bytes(3, "little") * 2
    hostile = {
        "TooManyPixels": [png, bytes(wide), WEBP_OF_34_BYTES],
        "DamagedImage": [half[: len(half) // 2], bytes(webp)],
        "UnsupportedFormat": [encode(corners(), "EPS")],
        "EmptyImage": [b""],
        "NotAnImage": [b"<html>" * 1000],
    }
    assert len(png) < 30_000
    lines = "\n".join(data.hex() for rows in hostile.values() for data in rows) + "\n"
    child = subprocess.run(
        [sys.executable, "-c", PEAK_OF_EACH],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    *names, growth = child.stdout.split("\n")[:-1]
    assert names == [name for name, rows in hostile.items() for _ in rows]
    refused, opened = (int(number) for number in growth.strip("[]").split(","))
    assert refused < 16 << 20
    assert opened > 100 << 20, "the measure sees a picture that is opened"


# Whatever comes


def samples() -> list[bytes]:
    image = photograph("chelsea").resize((40, 30))
    alpha = image.copy()
    alpha.putalpha(128)
    return [
        encode(image, "JPEG", exif=orientation_block(6)),
        encode(image, "JPEG", progressive=True),
        encode(image.convert("CMYK"), "JPEG"),
        encode(image, "MPO", save_all=True, append_images=[image]),
        encode(alpha, "PNG", exif=orientation_block(8)),
        encode(image.convert("P"), "PNG", transparency=3),
        encode(image.convert("I;16"), "PNG", transparency=3),
        encode(image, "PNG", save_all=True, append_images=[alpha.convert("RGB")]),
        encode(image, "GIF", save_all=True, append_images=[image.rotate(9)], transparency=2),
        encode(alpha, "WEBP", save_all=True, append_images=[alpha.rotate(9)]),
        encode(image, "WEBP", lossless=True, exif=orientation_block(3)),
        encode(image, "BMP"),
        encode(image.convert("P"), "BMP"),
        encode(image, "TIFF", exif=orientation_block(6)),
        encode(image, "TIFF", compression="tiff_lzw"),
        encode(image, "TIFF", compression="tiff_jpeg"),
        encode(image.convert("1"), "TIFF", compression="group4"),
        encode(image.convert("F"), "TIFF"),
        encode(image, "TIFF", big_tiff=True),
    ]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid image with bytes changed, mostly in its headers, then perhaps cut or spliced."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    places = st.one_of(st.integers(0, 200), st.integers(0, len(data) - 1))
    for at, piece in draw(st.lists(st.tuples(places, st.binary(min_size=1, max_size=8)))):
        data[at : at + len(piece)] = piece
    cut = draw(st.one_of(st.none(), st.integers(0, len(data))))
    tail = draw(st.one_of(st.just(b""), st.sampled_from(SAMPLES), st.binary(max_size=40)))
    return bytes(data[:cut]) + tail


SAMPLES = samples()


def picture_or_error(data: bytes) -> Picture | ImageError:
    try:
        picture = open_picture(data, max_pixels=1_000_000)
    except ImageError as error:
        return error
    assert picture.image.mode == "RGB" and picture.image.info == {}
    assert picture.image.size == (picture.width, picture.height)
    picture.image.tobytes()
    return picture


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(deadline=None, max_examples=300)
@given(damaged())
def test_damaged_bytes_give_a_picture_or_an_image_error(data: bytes) -> None:
    picture_or_error(data)


@settings(deadline=None)
@given(damaged())
def test_warnings_that_are_errors_change_nothing_about_that(data: bytes) -> None:
    picture_or_error(data)


@settings(deadline=None)
@given(st.sampled_from([sample[:12] for sample in SAMPLES]), st.binary(max_size=200))
def test_any_bytes_give_a_picture_or_an_image_error(start: bytes, rest: bytes) -> None:
    picture_or_error(rest)
    picture_or_error(start + rest)
