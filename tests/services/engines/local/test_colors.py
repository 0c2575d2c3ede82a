import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps
from skimage import data

from services.engines.local.colors import color_names, colors_of, plain_color
from services.vision import Box

AZURE = {
    *("black", "blue", "brown", "gray", "green", "orange"),
    *("pink", "purple", "red", "teal", "white", "yellow"),
}


def photo(name: str) -> Image.Image:
    return Image.fromarray(getattr(data, name)()).convert("RGB")


def framed(middle: str, border: str) -> Image.Image:
    image = Image.new("RGB", (400, 300), border)
    ImageDraw.Draw(image).rectangle([110, 80, 290, 220], fill=middle)
    return image


@pytest.mark.parametrize(
    ("color", "name"),
    [
        ("red", "red"),
        ("darkred", "red"),
        ("orange", "orange"),
        ("coral", "orange"),
        ("saddlebrown", "brown"),
        ("tan", "brown"),
        ("gold", "yellow"),
        ("lime", "green"),
        ("darkgreen", "green"),
        ("teal", "teal"),
        ("turquoise", "teal"),
        ("navy", "blue"),
        ("skyblue", "blue"),
        ("indigo", "purple"),
        ("purple", "purple"),
        ("pink", "pink"),
        ("deeppink", "pink"),
        ("black", "black"),
        ("dimgray", "gray"),
        ("lightgray", "gray"),
        ("whitesmoke", "white"),
    ],
)
def test_colours_have_the_names_people_use(color: str, name: str) -> None:
    assert color_names(Image.new("RGB", (1, 1), color))[0, 0] == name


def test_every_colour_has_one_of_azures_names() -> None:
    steps = np.arange(0, 256, 15, dtype=np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(-1, len(steps), 3)
    assert set(np.unique(color_names(Image.fromarray(cube)))) == AZURE


def test_the_border_is_the_background_and_the_middle_the_foreground() -> None:
    colors = colors_of(framed("orange", "navy"))
    assert (colors.background, colors.foreground) == ("blue", "orange")
    assert colors.dominant == ("blue", "orange")


def test_the_background_in_the_middle_is_no_foreground() -> None:
    image = Image.new("RGB", (400, 300), "navy")
    ImageDraw.Draw(image).rectangle([150, 110, 230, 180], fill="orange")
    assert colors_of(image).foreground == "orange"
    ImageDraw.Draw(image).rectangle([150, 110, 230, 180], fill="navy")
    ImageDraw.Draw(image).rectangle([195, 145, 205, 155], fill="orange")
    assert colors_of(image).foreground == "blue"


def test_a_picture_of_one_colour_is_all_background() -> None:
    colors = colors_of(Image.new("RGB", (50, 50), "teal"))
    assert (colors.foreground, colors.background, colors.dominant) == ("teal", "teal", ("teal",))
    assert colors.accent == "008080"
    assert not colors.black_and_white


def test_the_accent_is_vivid_however_small() -> None:
    image = Image.new("RGB", (400, 300), "#D8D0C8")
    ImageDraw.Draw(image).rectangle([180, 130, 220, 170], fill="#E01E5A")
    assert colors_of(image).accent == "E01E5A"


def test_no_more_than_three_colours_are_dominant() -> None:
    image = Image.new("RGB", (500, 100))
    for left, color in enumerate(["red", "lime", "blue", "yellow", "white"]):
        image.paste(Image.new("RGB", (100, 100), color), (left * 100, 0))
    assert len(colors_of(image).dominant) == 3


def test_grey_pictures_are_black_and_white_and_colours_are_not() -> None:
    assert colors_of(photo("camera")).black_and_white
    assert colors_of(ImageOps.grayscale(photo("coffee")).convert("RGB")).black_and_white
    assert not colors_of(photo("coffee")).black_and_white


def test_an_astronaut_in_an_orange_suit() -> None:
    colors = colors_of(photo("astronaut"))
    assert colors.foreground == "orange"
    assert {"gray", "black", "orange"} == set(colors.dominant)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 1), (1, 4000)])
def test_odd_sizes_have_colours(size: tuple[int, int]) -> None:
    assert colors_of(Image.new("RGB", size, "red")).background == "red"


@pytest.mark.parametrize(
    ("color", "name"),
    [("red", "red"), ("orange", "orange"), ("navy", "blue"), ("gray", None), ("pink", None)],
)
def test_only_a_vivid_colour_is_one_to_tell(color: str, name: str | None) -> None:
    assert plain_color(framed(color, "lime"), Box(110, 80, 180, 140)) == name


def test_the_suit_counts_and_not_the_face_or_what_is_behind() -> None:
    assert plain_color(photo("astronaut"), Box(11, 20, 357, 487)) == "orange"


@pytest.mark.parametrize("box", [Box(0, 0, 0, 0), Box(110, 80, 20, 140), Box(110, 80, 180, 9)])
def test_of_what_is_hardly_there_no_colour_is_told(box: Box) -> None:
    assert plain_color(framed("red", "red"), box) is None


def test_of_many_colours_none_is_told() -> None:
    image = Image.new("RGB", (300, 300), "red")
    for number, color in enumerate(["lime", "blue", "gold", "white"]):
        image.paste(color, (0, 100 + 40 * number, 300, 140 + 40 * number))
    assert plain_color(image, Box(0, 0, 300, 300)) is None
