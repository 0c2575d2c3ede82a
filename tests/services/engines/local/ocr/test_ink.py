import fontpkg
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from services.engines.local.ocr.ink import ink_of, unread_letters
from services.engines.local.ocr.models import LINE_HEIGHT

Pixels = NDArray[np.uint8]


def line(text: str, ink: str = "black", paper: str = "white", blur: float = 0) -> Pixels:
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), 32)
    image = Image.new("RGB", (round(font.getlength(text)) + 20, LINE_HEIGHT), paper)
    ImageDraw.Draw(image).text((10, 1), text, font=font, fill=ink)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(blur)))


@pytest.mark.parametrize("text", ["Библиотека закрыта", "Meet me at the harbour", "βιβλία"])
@pytest.mark.parametrize("colors", [("black", "white"), ("#d4d4d4", "#1e1e1e"), ("navy", "gold")])
def test_drawn_writing_is_clear(text: str, colors: tuple[str, str]) -> None:
    assert ink_of(line(text, *colors)).is_clear
    assert ink_of(np.rot90(line(text, *colors))).is_clear


def test_what_is_blurred_or_no_writing_is_not_clear() -> None:
    assert not ink_of(line("Meet me at the harbour", blur=5)).is_clear
    plank = np.full((LINE_HEIGHT, 300, 3), 255, np.uint8)
    plank[20:28] = 0
    assert not ink_of(plank).is_clear
    noise = np.random.default_rng(7).integers(0, 256, (LINE_HEIGHT, 300, 3), dtype=np.uint8)
    assert not ink_of(noise).is_clear


def test_letters_that_nothing_was_read_from_are_counted() -> None:
    ink = ink_of(line("o o o o"))
    width = ink.mask.shape[1]
    middles = [(10 + 9 + 28 * index) / width for index in range(4)]
    assert unread_letters(ink, middles) == 0
    assert unread_letters(ink, [middles[0], middles[3]]) == 2
    assert unread_letters(ink, []) == 4


@given(arrays(np.uint8, st.tuples(st.integers(1, 60), st.integers(1, 60), st.just(3))))
def test_any_pixels_have_ink_or_none(pixels: Pixels) -> None:
    ink = ink_of(pixels)
    assert -0.01 <= ink.two_tones <= 1.01 and ink.strokes >= 0
    assert unread_letters(ink, [0.5]) >= 0
