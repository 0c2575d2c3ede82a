"""Signs in a picture without writing are told only if they are drawn, as a sign on a door is."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from doubles.drawings import photograph
from services.engines.local.ocr.alone import is_sure, without_lattices, without_lone_signs
from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.orientation import Line
from services.engines.local.ocr.reader import TextReader


def line(text: str, confidence: float, box: tuple[float, float, float, float]) -> Line:
    left, top, right, bottom = box
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    columns = tuple(0.5 for sign in text if not sign.isspace())
    return Line(np.array(corners, np.float64), 0, Reading(text, confidence, columns))


def sign(text: str, size: int = 60) -> Image.Image:
    picture = Image.new("RGB", (400, 300), "#eef0e8")
    draw = ImageDraw.Draw(picture)
    draw.text((200, 150), text, "#203040", ImageFont.load_default(size), anchor="mm")
    return picture


HALF = (120.0, 90.0, 280.0, 210.0)


def test_what_is_read_surely_and_is_no_short_sign_is_sure() -> None:
    assert is_sure(line("EXIT", 0.96, HALF))
    assert not is_sure(line("EXI", 0.99, HALF))
    assert not is_sure(line("EXIT", 0.95, HALF))


@pytest.mark.parametrize("text", ["7", "A", "8", "OK", "42"])
def test_a_sign_on_a_door_is_read(reader: TextReader, text: str) -> None:
    assert reader.read_text(sign(text)).plain == text


def test_a_thing_in_a_photograph_that_reads_surely_as_a_sign_is_none() -> None:
    pixels = np.asarray(photograph("coffee"))
    cup = line("8", 1.0, (400, 200, 550, 380))
    assert without_lone_signs(pixels, [cup]) == []
    word = line("Coffee", 0.99, (20, 20, 90, 40))
    assert without_lone_signs(pixels, [cup, word]) == [cup, word]
    assert without_lone_signs(pixels, [cup] * 5) == [cup] * 5


def test_a_blurred_sign_is_none_and_a_drawn_one_is() -> None:
    lone = line("A", 0.99, HALF)
    drawn = sign("A", 140)
    assert without_lone_signs(np.asarray(drawn), [lone]) == [lone]
    soft = drawn.filter(ImageFilter.GaussianBlur(20))
    assert without_lone_signs(np.asarray(soft), [lone]) == []


def test_a_tiny_sign_alone_is_none() -> None:
    tiny = line("T", 0.99, (190, 145, 200, 155))
    assert without_lone_signs(np.asarray(sign("T", 12)), [tiny]) == []


def test_longer_lines_need_be_read_surely_or_be_clear() -> None:
    pixels = np.asarray(photograph("coffee"))
    long = (400, 200, 590, 260)
    assert without_lone_signs(pixels, [line("harbour", 0.92, long)])
    assert without_lone_signs(pixels, [line("sefxg", 0.8, long)]) == []


def test_a_row_of_windows_is_no_number() -> None:
    row = line("10001", 0.64, (10, 10, 110, 40))
    assert without_lattices([row]) == []
    assert without_lattices([line("10001", 0.97, (10, 10, 110, 40))])
    assert without_lattices([line("1984", 0.64, (10, 10, 110, 40))])
    word = line("Harbour", 0.99, (10, 60, 110, 90))
    assert without_lattices([row, word]) == [row, word]
