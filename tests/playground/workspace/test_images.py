"""What can be told about a file from its first bytes and its name."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from playground.workspace import images


def encoded(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 4), "teal").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "found"),
    [("PNG", images.PNG), ("JPEG", images.JPEG), ("GIF", images.GIF), ("WEBP", images.WEBP)],
)
def test_pictures_are_known_by_their_bytes(kind: str, found: images.FileType) -> None:
    data = encoded(kind)
    assert images.raster_type(data) is found
    assert images.file_type("no suffix", data) is found
    assert images.pixel_size(data) == (9, 4)
    with images.opened_image(data) as image:
        assert image.size == (9, 4)


def test_a_name_goes_before_the_bytes_as_in_slack() -> None:
    data = encoded("PNG")
    assert images.file_type("photo.HEIC", data).mimetype == "image/heic"
    assert images.file_type("notes.txt", data).mimetype == "text/plain"
    assert images.file_type("what.is.this", b"nobody knows") is images.BINARY


@pytest.mark.parametrize("data", [b"", b"no image", b"RIFF....WAVE", encoded("BMP")])
def test_what_is_no_raster_image_has_no_size(data: bytes) -> None:
    assert images.raster_type(data) is None
    assert images.pixel_size(data) is None
    with pytest.raises(ValueError, match="no raster image"):
        images.opened_image(data)


@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]).map(encoded),
    st.integers(0, 300),
    st.binary(max_size=30),
)
def test_a_damaged_picture_has_a_size_or_none(data: bytes, at: int, junk: bytes) -> None:
    size = images.pixel_size(data[:at] + junk)
    assert size is None or (min(size) >= 0 and len(size) == 2)
