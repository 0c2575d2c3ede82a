import pytest

from services.errors import NotAnImage, UnsupportedFormat
from services.pictures.formats import format_of


def boxes(brand: bytes, *compatible: bytes) -> bytes:
    body = b"ftyp" + brand + b"\0\0\0\0" + b"".join(compatible)
    return (4 + len(body)).to_bytes(4, "big") + body + b"\0\0\0\x08mdat"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (boxes(b"heic", b"mif1", b"heic"), "HEIC"),
        (boxes(b"mif1", b"mif1", b"heic"), "HEIC"),
        (boxes(b"mif1", b"mif1", b"avif"), "AVIF"),
        (boxes(b"avif", b"mif1"), "AVIF"),
        (boxes(b"qt  "), "video"),
        (boxes(b"isom", b"mp42"), "video"),
        (boxes(b"crx "), "raw"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- by hand -->\n<svg/>', "SVG"),
        (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'>\n<svg:svg >", "SVG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "EPS"),
        (b"\xc5\xd0\xd3\xc6\x1e\0\0\0", "EPS"),
        (b"8BPS\0\1", "Photoshop"),
        (b"\0\0\1\0\1\0\x10\x10", "icon"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\xff\x0a\xfa\x1f", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81", "video"),
        (b"RIFF\0\0\0\0AVI LIST", "video"),
        (b"MM\0+\0\x08\0\0", "BigTIFF"),
    ],
)
def test_an_image_that_is_not_decoded_is_named(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        format_of(data)
    assert name in caught.value.sentence
    assert "JPEG or PNG" in caught.value.sentence


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><title>Sign in</title><svg></svg>",
        b"BMW 320d",
        b"GIF88a",
        b"\xff\xd8",
        b"PNG",
        b"<svgx>",
        b"<!--" * 2000,
        b"<!-- --><?xml ?>" * 500,
        b"ftypheic",
    ],
)
def test_anything_else_is_no_image(data: bytes) -> None:
    with pytest.raises(NotAnImage):
        format_of(data)


def test_the_log_sees_only_the_first_bytes() -> None:
    with pytest.raises(NotAnImage) as caught:
        format_of(b"a secret letter" * 100)
    assert len(str(caught.value)) < 150
