"""Letters are found by their ink on screens and paper, and next to none in photographs."""

from collections.abc import Sequence

import fontpkg
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from doubles.drawings import photograph
from services.engines.local.ocr.stray import letters_outside

AT = (120, 60)


def page(text: str, pixels: int, paper: str = "#ffffff", ink: str = "#202020") -> NDArray[np.uint8]:
    image = Image.new("RGB", (300, 140), paper)
    face = ImageFont.truetype(str(fontpkg.path("noto-sans")), pixels)
    ImageDraw.Draw(image).text(AT, text, font=face, fill=ink)
    return np.asarray(image)


def box(left: float, top: float, right: float, bottom: float) -> NDArray[np.float64]:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)


def found(pixels: NDArray[np.uint8], lines: Sequence[NDArray[np.float64]] = ()) -> int:
    return len(letters_outside(list(lines), pixels))


@pytest.mark.parametrize(("paper", "ink"), [("#ffffff", "#202020"), ("#1e1f22", "#d6d8dc")])
@pytest.mark.parametrize("pixels", [12, 14, 24])
def test_each_letter_is_found_where_it_stands(pixels: int, paper: str, ink: str) -> None:
    letters = letters_outside([], page("HOT", pixels, paper, ink))
    assert len(letters) == 3
    assert (letters[:, :2] >= AT).all()
    assert (letters[:, 2:] <= np.add(AT, (3 * pixels, 2 * pixels))).all()


def test_what_stands_in_a_line_is_not_told() -> None:
    pixels = page("HOT", 14)
    assert found(pixels, [box(110, 55, 200, 85)]) == 0
    assert found(pixels, [box(0, 0, 300, 20)]) == 3


@pytest.mark.parametrize("name", ["chelsea", "coffee", "astronaut"])
def test_photographs_hold_next_to_none(name: str) -> None:
    assert found(np.asarray(photograph(name))) <= 4


def test_rules_and_dots_are_no_letters() -> None:
    image = Image.new("RGB", (300, 200), "white")
    draw = ImageDraw.Draw(image)
    draw.line((10, 20, 290, 20), fill="black", width=3)
    draw.point([(50, 60), (80, 60)], fill="black")
    draw.rectangle((100, 60, 220, 180), fill="black")  # its corners are no letters either
    assert found(np.asarray(image)) == 0


@given(pixels=arrays(np.uint8, st.tuples(st.integers(1, 80), st.integers(1, 80), st.just(3))))
def test_any_picture_can_be_asked(pixels: NDArray[np.uint8]) -> None:
    boxes = letters_outside([], pixels)
    assert (boxes[:, :2] >= 0).all()
    assert (boxes[:, 2:] <= pixels.shape[1::-1]).all()
