from math import inf, nan

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageColor

from doubles.annotated import difference, line, opened, picture_of, plain, seen
from doubles.telling import polygon_of
from services.drawing.annotate import LONGEST, SHORTEST, annotate
from services.drawing.fonts import Fonts
from services.drawing.marks import Kind
from services.drawing.style import COLORS, DARK
from services.vision import (
    Box,
    Caption,
    DetectedObject,
    Face,
    Landmark,
    Text,
    TextLine,
)


def chip_in(copy: Image.Image, area: tuple[int, int, int, int], kind: Kind) -> bool:
    """Say whether there is the ground of a label in `area`, with dark letters on it."""
    colors = copy.convert("RGB").crop(area).getcolors(100_000) or ()
    counts = {color: count for count, color in colors}
    ground, letters = (counts.get(ImageColor.getrgb(one), 0) for one in (COLORS[kind], DARK))
    return ground > 80 and letters > 8


def upright_column(words: str, left: float, height: float) -> TextLine:
    """Return a line that runs from the top to the bottom of a picture."""
    right, bottom = left + 22, 2 + height
    return TextLine(words, 0.9, ((right, 2), (right, bottom), (left, bottom), (left, 2)))


def light(color: tuple[int, ...]) -> float:
    """Relative luminance (WCAG 2)."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


FACE = Face(Box(300, 200, 100, 120), 0.93, {"nose": (350, 260)})
DOG = DetectedObject("dog", 0.77, Box(500, 300, 200, 150))
CASTLE = line("Castle", 60, 500)
ONE_OF_EACH = {"faces": (FACE,), "objects": (DOG,), "text": Text((CASTLE,))}


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"caption": Caption("A photo of nothing.", 0.5)},
        {"text": Text(()), "faces": (), "objects": (), "landmarks": (Landmark("Eiffel", 0.9),)},
        {"faces": (Face(Box(nan, 0, 10, 10)),)},
        {"faces": (Face(Box(5, 5, inf, 10)),)},
        {"objects": (DetectedObject("dog", 0.7, Box(900, 10, 50, 50)),)},
        {"text": Text((line("nowhere", 100, 100, 0, 0),))},
    ],
    ids=["nothing", "caption", "landmark", "nan", "infinite", "outside", "no area"],
)
def test_nothing_to_mark_makes_no_copy(found: dict[str, object]) -> None:
    of = plain()
    assert annotate(of, seen(of, **found)) is None


def test_lines_without_a_place_are_left_out_and_the_others_are_drawn() -> None:
    of = plain()
    nowhere = TextLine("Tourist information", None, None)
    assert annotate(of, seen(of, text=Text((nowhere,)))) is None
    left = difference(of, opened(annotate(of, seen(of, text=Text((nowhere, CASTLE))))))
    assert left.getbbox()
    left.paste("black", (50, 460, 270, 540))
    assert left.getbbox() is None


@pytest.mark.parametrize("color", ["white", "black", "#808080", "#56b4e9", "#f0e442", "#e69f00"])
@pytest.mark.parametrize(
    ("kind", "edges"),
    [
        ("faces", [(300, 260), (400, 260), (350, 320)]),
        ("objects", [(500, 375), (700, 375), (600, 450)]),
        ("text", [(60, 515), (260, 515), (160, 530)]),
    ],
)
def test_outlines_show_on_any_ground(kind: str, edges: list[tuple[int, int]], color: str) -> None:
    of = plain(color=color)
    copy = opened(annotate(of, seen(of, **{kind: ONE_OF_EACH[kind]}))).convert("RGB")
    ground = of.image.getpixel((0, 0))
    assert isinstance(ground, tuple)
    for x, y in edges:
        near = copy.crop((x - 15, y - 15, x + 15, y + 15)).getcolors()
        assert near is not None
        shades = [shade for _, shade in near if isinstance(shade, tuple)]
        assert max(contrast(ground, shade) for shade in shades) >= 3, (x, y)


@pytest.mark.parametrize(
    ("kind", "mark", "area"),
    [
        ("faces", Kind.FACE, (295, 150, 460, 198)),
        ("objects", Kind.OBJECT, (495, 250, 660, 298)),
        ("text", Kind.TEXT, (55, 450, 220, 498)),
    ],
)
def test_labels_stand_on_chips_of_their_kind(
    kind: str, mark: Kind, area: tuple[int, int, int, int]
) -> None:
    of = plain()
    copy = opened(annotate(of, seen(of, **{kind: ONE_OF_EACH[kind]}))).convert("RGB")
    colors = copy.crop(area).getcolors(10_000)
    assert colors is not None
    counts = {color: count for count, color in colors}
    assert counts[ImageColor.getrgb(COLORS[mark])] > 300
    assert counts[ImageColor.getrgb(DARK)] > 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"faces": (Face(FACE.box, 0.93),)}, {"faces": (Face(FACE.box, 0.94),)}),
        ({"objects": (DOG,)}, {"objects": (DetectedObject("cat", 0.77, DOG.box),)}),
        ({"text": Text((CASTLE,))}, {"text": Text((line("Tassel", 60, 500),))}),
    ],
    ids=["face", "object", "text"],
)
def test_labels_say_what_was_found(one: dict[str, object], other: dict[str, object]) -> None:
    of = plain()
    first, second = (opened(annotate(of, seen(of, **found))) for found in (one, other))
    changed = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert right - left < 120 and bottom - top < 40, "nothing but letters, and the chip's width"


def test_numbers_get_a_gutter_where_text_fills_the_width() -> None:
    of = plain(1000, 900)
    lines = tuple(line("words " * 15, 1, 3 + n * 24, 998, 22) for n in range(36))
    copy = opened(annotate(of, seen(of, text=Text(lines))))
    assert 1000 < copy.width < 1100
    assert difference(of, copy).crop((6, 8, 994, 22)).getbbox() is None


def test_in_a_gutter_the_numbers_stand_in_one_column() -> None:
    of = plain(1000, 900)
    full = [line("words " * 15, 1, 3 + n * 48, 998, 22) for n in range(18)]
    indented = [line("words " * 14, 90, 27 + n * 48, 909, 22) for n in range(18)]
    copy = opened(annotate(of, seen(of, text=Text((*full, *indented)))))
    assert copy.width > 1000
    for found in (*full, *indented):
        top = round(polygon_of(found)[0][1])
        assert chip_in(copy, (1004, top, copy.width, top + 22), Kind.TEXT), "a number"
    for found in indented:
        top = round(polygon_of(found)[0][1])
        assert difference(of, copy).crop((6, top + 4, 84, top + 18)).getbbox() is None


def test_a_gutter_that_frees_nothing_is_not_added() -> None:
    of = plain(1000, 900)
    columns = tuple(upright_column(f"column {n}", 2 + n * 24, 880) for n in range(25))
    copy = opened(annotate(of, seen(of, text=Text(columns))))
    assert copy.size == (1000, 900)
    assert chip_in(copy, (0, 0, 560, 900), Kind.TEXT), "numbers stand on the columns"


def test_nothing_changes_away_from_the_marks() -> None:
    of = plain()
    left = difference(of, opened(annotate(of, seen(of, **ONE_OF_EACH))))
    assert left.crop((300, 200, 400, 320)).getbbox()
    for box in ((290, 160, 440, 330), (490, 260, 710, 460), (50, 460, 270, 540)):
        left.paste("black", box)
    assert left.getbbox() is None


def test_the_source_is_left_alone() -> None:
    of = plain()
    before = of.image.tobytes()
    annotate(of, seen(of, **ONE_OF_EACH, caption=Caption("A dog.", 0.8)))
    assert of.image.tobytes() == before


@pytest.mark.parametrize(("size", "longer"), [(200, SHORTEST), (1000, 1000), (6000, LONGEST)])
def test_marks_follow_the_size_of_the_copy(size: int, longer: int) -> None:
    of = plain(size, size // 2)
    face = Face(Box(size * 0.5, size * 0.2, size * 0.1, size * 0.12), 0.9)
    copy = opened(annotate(of, seen(of, faces=(face,)))).convert("RGB")
    assert copy.size == (longer, longer // 2)
    changed = ImageChops.difference(copy, Image.new("RGB", copy.size, "white")).getbbox()
    assert changed is not None
    left, top, right, bottom = (side / longer for side in changed)
    assert left == pytest.approx(0.5, abs=0.01)
    assert bottom == pytest.approx(0.32, abs=0.01)
    assert top == pytest.approx(0.16, abs=0.03)
    assert right == pytest.approx(0.62, abs=0.05)


@pytest.mark.parametrize("size", [(1, 1), (3000, 8), (8, 3000), (20000, 10), (5, 5)])
def test_odd_shapes_get_room_for_labels(size: tuple[int, int]) -> None:
    of = plain(*size)
    found = line("Error: file not found", 0, 0, *size)
    copy = opened(annotate(of, seen(of, text=Text((found,)), caption=Caption("Text.", 0.9))))
    assert copy.width >= 320
    assert copy.height >= 120
    assert max(copy.size) <= LONGEST + 200
    bare = opened(annotate(of, seen(of, text=Text((found,)))))
    unlabelled = opened(annotate(of, seen(of, text=Text((found,))), fonts=Fonts(())))
    assert ImageChops.difference(bare, unlabelled).getbbox(), "a label"
    assert copy.width == bare.width and copy.height > bare.height, "a caption"


def test_the_caption_stands_below() -> None:
    of = plain()
    bare = opened(annotate(of, seen(of, faces=(FACE,))))
    short = opened(annotate(of, seen(of, faces=(FACE,), caption=Caption("A face.", 0.9))))
    long = opened(
        annotate(of, seen(of, faces=(FACE,), caption=Caption("A face and so on. " * 500, 0.9)))
    )
    assert bare.height == of.height < short.height < long.height < of.height + 150
    assert ImageChops.difference(bare, short.crop((0, 0, *bare.size))).getbbox() is None
    letters = short.convert("L").crop((0, of.height, of.width, short.height))
    darkest, lightest = letters.getextrema()
    assert isinstance(darkest, int | float) and isinstance(lightest, int | float)
    assert darkest < 40 and lightest > 200


@pytest.mark.parametrize("text", ["", " \n ", "\u202e\u0000", "\ue000"])
def test_a_caption_of_nothing_makes_no_strip(text: str) -> None:
    of = plain()
    copy = opened(annotate(of, seen(of, faces=(FACE,), caption=Caption(text, 0.9))))
    assert copy.size == (of.width, of.height)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_metadata_goes_out(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    exif.get_ifd(0x8825)[1] = "N"
    of = picture_of(Image.new("RGB", (700, 500), "teal"), kind, exif=exif)
    copy = opened(annotate(of, seen(of, faces=(FACE,))))
    assert not copy.getexif()
    assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_photographs_come_out_as_jpeg_and_drawings_as_they_came() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (500, 700, 3), dtype=np.uint8)
    for source, kind, suffix in [
        (Image.fromarray(noise), "PNG", ".jpg"),
        (Image.new("RGB", (700, 500), "teal"), "PNG", ".png"),
        (Image.new("RGB", (700, 500), "teal"), "GIF", ".png"),
        (Image.new("RGB", (700, 500), "teal"), "JPEG", ".jpg"),
    ]:
        of = picture_of(source, kind)
        copy = annotate(of, seen(of, faces=(FACE,)))
        assert copy is not None and copy.suffix == suffix


def test_the_same_twice_is_the_same() -> None:
    of = plain()
    found = seen(of, **ONE_OF_EACH, caption=Caption("A dog.", 0.8))
    assert annotate(of, found) == annotate(of, found)
