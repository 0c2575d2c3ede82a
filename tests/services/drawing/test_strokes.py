from collections.abc import Iterable
from itertools import pairwise

import pytest
from PIL import Image, ImageColor

from services.drawing.fonts import installed_fonts
from services.drawing.labels import Label
from services.drawing.lettering import Lettering
from services.drawing.marks import Kind, Mark
from services.drawing.outlines import corners
from services.drawing.strokes import SMOOTHED, Pen
from services.drawing.style import COLORS, DARK, Style
from services.vision import Box

STYLES = dict.fromkeys(Kind, Style(32))
BOX = Box(60, 60, 280, 180)
LARGE = 1600
"""Pixels of a side that is not smoothed, so that colours are exact."""


def drawn(mark: Mark, side: int = LARGE, color: str = "teal") -> Image.Image:
    image = Image.new("RGB", (side, side), color)
    pen = Pen(image, STYLES)
    pen.mark(mark)
    pen.finish()
    return image


def mark(kind: Kind, **more: tuple[tuple[float, float], ...]) -> Mark:
    return Mark(kind, corners(BOX), None, "1", **more)


def colored(image: Image.Image, points: Iterable[tuple[int, int]], color: str) -> list[bool]:
    return [image.getpixel(point) == ImageColor.getrgb(color) for point in points]


TOP = [(x, 60) for x in range(60, 341)]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_color_on_a_dark_line(kind: Kind) -> None:
    image = drawn(mark(kind))
    beside = [(x, y + 3) for x, y in TOP]  # the middle of a double line is dark
    assert any(colored(image, [*TOP, *beside], COLORS[kind]))
    across = [(200, y) for y in range(50, 71)]
    assert sum(colored(image, across, DARK)) >= 2
    assert image.getpixel((200, 150)) == ImageColor.getrgb("teal"), "the inside is left alone"


def test_text_is_outlined_all_the_way_and_objects_are_dashed() -> None:
    assert all(colored(drawn(mark(Kind.TEXT)), TOP, COLORS[Kind.TEXT]))
    dashes = colored(drawn(mark(Kind.OBJECT)), TOP, COLORS[Kind.OBJECT])
    gaps = sum(one and not other for one, other in pairwise(dashes))
    assert dashes[0] and dashes[-1] and gaps >= 3
    assert sum(dashes) / len(dashes) == pytest.approx(0.6, abs=0.05)


def test_a_code_has_a_double_line() -> None:
    across = [(200, y) for y in range(48, 73)]
    image = drawn(mark(Kind.CODE))
    bright = colored(image, across, COLORS[Kind.CODE])
    assert sum(one and not other for one, other in pairwise(bright)) == 2
    assert colored(image, [(200, 60)], DARK) == [True]


def test_a_part_is_drawn_half_as_thick_as_an_object() -> None:
    thick = {
        kind: sum(colored(drawn(mark(kind)), [(64, y) for y in range(40, 80)], COLORS[kind]))
        for kind in (Kind.OBJECT, Kind.PART)
    }
    assert thick[Kind.PART] == pytest.approx(thick[Kind.OBJECT] / 2, abs=1)


def test_the_corners_of_a_face_are_thicker_than_its_sides() -> None:
    image = drawn(mark(Kind.FACE))
    at = {
        x: sum(colored(image, [(x, y) for y in range(40, 80)], COLORS[Kind.FACE]))
        for x in (80, 200)
    }
    assert at[80] == pytest.approx(2 * at[200], abs=1)


def test_points_are_dots_with_a_dark_rim() -> None:
    image = drawn(mark(Kind.FACE, points=((150.0, 150.0), (250.0, 180.0))))
    assert all(colored(image, [(150, 150), (250, 180)], COLORS[Kind.FACE]))
    assert colored(image, [(150 + 4, 150)], DARK) == [True]
    assert colored(image, [(200, 150)], "teal") == [True]


def test_a_chip_is_filled_within_its_rim_and_nowhere_else() -> None:
    lettering = Lettering(installed_fonts(), 32)
    line = lettering.line("dog")
    assert line is not None
    image = Image.new("RGB", (LARGE, LARGE), "teal")
    pen = Pen(image, STYLES)
    pen.chip(Label(Kind.OBJECT, Box(100, 100, 120, 50), line, lettering))
    pen.finish()
    assert colored(image, [(160, 125), (104, 125), (215, 125)], COLORS[Kind.OBJECT]) == [True] * 3
    assert colored(image, [(160, 100), (160, 149), (100, 125), (219, 125)], DARK) == [True] * 4
    outside = [(99, 125), (220, 125), (160, 99), (160, 150), (100, 100)]
    assert colored(image, outside, "teal") == [True] * 5


def test_small_canvases_are_smoothed() -> None:
    slanted = Mark(Kind.TEXT, ((60, 60), (300, 90), (296, 130), (56, 100)), None, "1")
    assert 400 * 400 <= SMOOTHED < LARGE * LARGE
    exact = drawn(slanted).crop((0, 0, 400, 400)).getcolors(9999) or ()
    assert {color for _, color in exact} == set(
        map(ImageColor.getrgb, ("teal", DARK, COLORS[Kind.TEXT]))
    )
    smooth = drawn(slanted, 400).getcolors(9999) or ()
    assert {color for _, color in smooth} > {color for _, color in exact}, "rims are blended"


def test_nothing_is_laid_down_before_the_end() -> None:
    image = Image.new("RGB", (400, 400), "teal")
    pen = Pen(image, STYLES)
    pen.mark(mark(Kind.TEXT))
    assert image.getcolors() == [(160_000, ImageColor.getrgb("teal"))]
    pen.finish()
    assert len(image.getcolors(9999) or ()) > 1
