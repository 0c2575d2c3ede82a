import struct
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from doubles.drawings import FORMATS, corners, encode, orientation_block, photograph
from services.errors import (
    DamagedImage,
    EmptyImage,
    ImageError,
    NotAnImage,
    TooManyPixels,
    UnsupportedFormat,
)
from services.pictures.opening import MAX_SIDE, Picture, open_picture


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


@pytest.mark.parametrize("format", FORMATS)
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
from services.pictures.opening import open_picture

def peak() -> int:
    memory = psutil.Process().memory_info()
    if hasattr(memory, "peak_wset"):
        return memory.peak_wset
    if sys.platform == "linux":  # ru_maxrss begins at the parent's peak, VmHWM does not
        status = open("/proc/self/status").read()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024
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
        cwd=Path(__file__).parents[3],
    )
    *names, growth = child.stdout.split("\n")[:-1]
    assert names == [name for name, rows in hostile.items() for _ in rows]
    refused, opened = (int(number) for number in growth.strip("[]").split(","))
    assert refused < 16 << 20
    assert opened > 100 << 20, "the measure sees a picture that is opened"


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
