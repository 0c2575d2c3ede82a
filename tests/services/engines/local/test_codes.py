import random

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from services.engines.local.codes import read_codes
from services.vision import Box, Code, CodeKind

HOSTILE = ["<!channel> & <@U1>", "a\nb\tc", "\u202egnp.exe", "日本語 😀", "x" * 2000, "{{7*7}}"]


def drawn(text: str | bytes, name: str = "QRCode", scale: int = 4) -> Image.Image:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[name])
    return Image.fromarray(np.asarray(code.to_image(scale=scale))).convert("RGB")


def on_white(code: Image.Image, at: tuple[int, int], size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size, "white")
    image.paste(code, at)
    return image


def read(image: Image.Image) -> list[tuple[str, str]]:
    return [(code.kind.value, code.text) for code in read_codes(image)]


@pytest.mark.parametrize(
    ("name", "text", "kind", "said"),
    [
        ("UPCA", "036000291452", "upc_a", "036000291452"),
        ("UPCE", "01234565", "upc_e", "01234565"),
        ("EAN13", "9783161484100", "ean_13", "9783161484100"),
        ("Code93", "TEST93", "other", "TEST93"),
        ("PDF417", "DOE/JANE", "pdf417", "DOE/JANE"),
    ],
)
def test_kinds_have_the_names_of_the_field(name: str, text: str, kind: str, said: str) -> None:
    assert read(on_white(drawn(text, name), (40, 40), (700, 400))) == [(kind, said)]


@pytest.mark.parametrize("text", HOSTILE)
def test_contents_come_through_as_they_are(text: str) -> None:
    assert read(drawn(text)) == [("qr", text)]


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_become_text_that_can_be_written_down(content: bytes) -> None:
    for _kind, text in read(drawn(content, scale=3)):
        text.encode()
        assert "\x00" not in text and text


@pytest.mark.parametrize("tilt", [0, 28, 45, 90, 180, 215])
def test_bars_are_read_at_any_tilt(tilt: int) -> None:
    straight = on_white(drawn("4006381333931", "EAN13", 3), (80, 180), (500, 500))
    turned = straight.rotate(tilt, Image.Resampling.BICUBIC, fillcolor="white")
    assert read(turned) == [("ean_13", "4006381333931")]


def test_polygons_are_in_pixels_of_the_original_however_large_it_is() -> None:
    large = on_white(drawn("far away", scale=20), (2400, 1500), (4000, 3000))
    (code,) = read_codes(large)
    box = Box.around(code.polygon)
    quiet, side = 4 * 20, 21 * 20  # modules of the quiet zone, and of the smallest QR code
    assert box.left == pytest.approx(2400 + quiet, abs=12)
    assert box.top == pytest.approx(1500 + quiet, abs=12)
    assert box.width == pytest.approx(side, rel=0.05)


def test_codes_are_told_from_the_top_down_each_once() -> None:
    image = on_white(drawn("below"), (30, 300), (600, 500))
    image.paste(drawn("above"), (400, 20))
    assert read(image) == [("qr", "above"), ("qr", "below")]


def test_a_piece_of_a_code_beside_the_whole_is_no_code_of_its_own() -> None:
    whole, piece = drawn("98765432109213", "ITF", 2), drawn("98765432", "ITF", 2)
    image = on_white(whole, (40, 40), (500, 500))
    image.paste(piece, (40, 40 + whole.height))
    assert read(image) == [("itf", "98765432109213")]


def test_what_is_cut_by_the_edge_lies_in_the_picture() -> None:
    whole = drawn("edge", "Code128", 3)
    for code in read_codes(whole.crop((30, 0, whole.width - 30, whole.height))):
        assert all(0 <= x <= whole.width - 60 and 0 <= y <= whole.height for x, y in code.polygon)
        assert isinstance(code, Code) and code.kind is CodeKind.CODE_128


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (2, 3)])
def test_the_smallest_pictures_hold_no_code(size: tuple[int, int]) -> None:
    assert read_codes(Image.new("RGB", size, "white")) == ()


@pytest.mark.parametrize("bar", [3, 4, 7])
@pytest.mark.parametrize("tilt", [0, 20, 45])
def test_even_stripes_are_no_code(bar: int, tilt: int) -> None:
    row = (np.arange(700) // bar % 2 * 255).astype(np.uint8)
    fence = Image.fromarray(np.tile(row, (400, 1))).convert("RGB")
    turned = fence.rotate(tilt, Image.Resampling.BILINEAR, expand=True, fillcolor="white")
    assert read_codes(turned) == ()


def test_a_part_of_a_tilted_code_is_not_told_for_the_whole() -> None:
    chance = random.Random(4)
    straight = on_white(drawn("00012345600012", "ITF", 3), (60, 250), (600, 700))
    for _ in range(12):
        tilted = straight.rotate(
            chance.uniform(-50, 50), Image.Resampling.BICUBIC, fillcolor="white"
        )
        assert read(tilted) in ([("itf", "00012345600012")], [])
