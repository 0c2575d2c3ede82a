from itertools import combinations
from math import cos, radians, sin
from random import Random

import pytest
from PIL import Image, ImageDraw

from services.drawing.fonts import Fonts, installed_fonts
from services.drawing.labels import Label, Placer
from services.drawing.marks import Kind, Mark
from services.drawing.outlines import corners
from services.drawing.room import Room
from services.drawing.style import Style, styles_for
from services.vision import Box, Polygon

LATIN = Fonts(installed_fonts().files[:1], shaping=False)
WIDTH, HEIGHT = 1000, 800


def placed(marks: list[Mark], fonts: Fonts = LATIN, *, gutter: bool = False) -> list[Label]:
    styles = styles_for(marks, Style.for_canvas(WIDTH, HEIGHT))
    return Placer(Room(WIDTH, HEIGHT), fonts, styles, gutter=gutter).place_all(marks)


def text(number: int, words: str | None, box: Box) -> Mark:
    return Mark(Kind.TEXT, corners(box), words, str(number))


def said(label: Label) -> str:
    return "".join(run.text for run in label.line.runs)


def overlaps(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0


def inside(box: Box) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= WIDTH and box.bottom <= HEIGHT


def touches(label: Label, outline: Polygon) -> bool:
    drawn = Image.new("1", (WIDTH, HEIGHT))
    ImageDraw.Draw(drawn).polygon(outline, fill=1)
    box = label.box
    return drawn.crop((box.left, box.top, box.right, box.bottom)).getbbox() is not None


def turned(degrees: float, x: float, y: float, width: float = 200, height: float = 40) -> Polygon:
    across, down = cos(radians(degrees)), sin(radians(degrees))
    ends = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return tuple(  # type: ignore[return-value]
        (
            x + (i * width * across - j * height * down) / 2,
            y + (i * width * down + j * height * across) / 2,
        )
        for i, j in ends
    )


def test_words_stand_at_their_line_and_cover_no_text() -> None:
    marks = [text(n, f"Words of line {n}", Box(300, n * 120, 300, 40)) for n in range(1, 6)]
    labels = placed(marks)
    assert sorted(map(said, labels)) == [mark.words for mark in marks]
    for label, mark in zip(sorted(labels, key=said), marks, strict=True):
        gap = max(label.box.top - mark.box.bottom, mark.box.top - label.box.bottom)
        assert 0 <= gap < 10
        assert not any(overlaps(label.box, other.box) for other in marks)


@pytest.mark.parametrize("degrees", range(0, 360, 30))
def test_labels_keep_off_slanted_lines_and_stay_near(degrees: int) -> None:
    outline = turned(degrees, 500, 400)
    (label,) = placed([Mark(Kind.TEXT, outline, "aslant", "1")])
    assert said(label) == "aslant"
    assert not touches(label, outline)
    chip = label.box
    near = Box(chip.left - 10, chip.top - 70, chip.width + 20, chip.height + 140)
    assert overlaps(near, Box.around(outline))


def test_crowded_lines_get_numbers_in_a_row_before_them() -> None:
    lines = [text(n, "much too long for the gap", Box(60, n * 24, 800, 22)) for n in range(1, 30)]
    labels = placed(lines)
    assert [said(label) for label in labels] == [str(n) for n in range(1, 30)]
    for label, line in zip(labels, lines, strict=True):
        assert label.box.right <= line.box.left
        assert abs(label.box.top + label.box.height / 2 - line.box.top - 11) <= 2


def test_numbers_without_room_go_to_the_gutter() -> None:
    lines = [text(n, None, Box(2, n * 24, WIDTH - 70, 22)) for n in range(1, 30)]
    labels = placed(lines, gutter=True)
    assert not any(label.covers for label in labels)
    assert all(label.box.left >= WIDTH - 68 for label in labels)


def test_a_number_never_stands_in_the_row_of_another_line() -> None:
    full = [text(n, None, Box(2, 200 + n * 24, WIDTH - 4, 20)) for n in (1, 2, 4, 5)]
    labels = placed([*full, text(3, None, Box(2, 272, 300, 20))])
    rows = {said(label): label.box.top + label.box.height / 2 for label in labels}
    assert abs(rows["3"] - 282) < 2
    assert not any(272 < row < 292 for number, row in rows.items() if number != "3")


def test_words_without_a_font_do_not_keep_others_from_being_shown() -> None:
    marks = [text(n, words, Box(300, n * 120, 300, 40)) for n, words in ((1, "世"), (2, "界"))]
    labels = placed([*marks, text(3, "Latin", Box(300, 400, 300, 40))])
    assert sorted(map(said, labels)) == ["1", "2", "Latin"]


@pytest.mark.parametrize("words", ["你好,世界", "مرحبا", "नमस्ते", None])
def test_what_no_font_can_draw_gets_its_number(words: str | None) -> None:
    odd = text(7, words, Box(300, 300, 300, 40))
    labels = placed([odd, *(text(n, "Latin", Box(300, n * 60, 300, 20)) for n in (8, 10))])
    assert sorted(map(said, labels)) == ["7", "Latin", "Latin"]


def test_right_to_left_words_are_drawn_where_they_can_be_shaped() -> None:
    fonts = installed_fonts()
    if not fonts.shaping:
        pytest.skip("this Pillow has no raqm")
    (label,) = placed([text(1, "مرحبا 12", Box(300, 300, 300, 40))], fonts)
    assert said(label) == "مرحبا 12"


def test_faces_are_not_covered_and_objects_are_named() -> None:
    face = Mark(Kind.FACE, corners(Box(400, 300, 120, 140)), "Face 1 · 93%", "1")
    body = Mark(Kind.OBJECT, corners(Box(0, 0, WIDTH - 1, HEIGHT - 1)), "person 91%", "person")
    labels = placed([body, face])
    assert [said(label) for label in labels] == ["Face 1 · 93%", "person 91%"]
    assert not any(overlaps(label.box, face.box) for label in labels)


@pytest.mark.parametrize("seed", range(3))
def test_labels_never_touch_one_another_or_leave_the_canvas(seed: int) -> None:
    random = Random(seed)
    marks = []
    for number in range(120):
        kind = random.choice(list(Kind))
        box = Box(random.uniform(0, 900), random.uniform(0, 740), random.uniform(8, 99), 20)
        marks.append(Mark(kind, corners(box), f"{kind} {number}", str(number)))
    labels = placed(marks)
    assert len(labels) > 60
    assert all(inside(label.box) for label in labels)
    chips = [label.box for label in labels]
    rims = [Box(box.left - 1, box.top - 1, box.width + 2, box.height + 2) for box in chips]
    assert not any(overlaps(rims[i], chips[k]) for i, k in combinations(range(len(chips)), 2))


def test_letters_fit_their_chips() -> None:
    words = ("Ågj", "i", "Ế", "W" * 40)
    marks = [text(n, word, Box(300, 100 * n, 300, 40)) for n, word in enumerate(words, 1)]
    for label in placed(marks):
        x, baseline = label.start
        assert x >= label.box.left and x + label.line.width <= label.box.right
        assert baseline - label.line.above >= label.box.top
        assert baseline + label.line.below <= label.box.bottom
