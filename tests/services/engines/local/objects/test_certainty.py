import numpy as np
import pytest
from PIL import Image, ImageDraw
from skimage import data

from services.engines.local.objects.certainty import (
    agreement,
    is_certain,
    looks_drawn,
    two_tone_share,
)
from services.vision import Box


def photo(name: str) -> Image.Image:
    return Image.fromarray(getattr(data, name)()).convert("RGB")


def whole(image: Image.Image) -> Box:
    return Box(0, 0, image.width, image.height)


def test_the_confidence_is_what_the_views_agree_on() -> None:
    assert agreement([0.9, 0.6, 0.3]) == pytest.approx(0.6)
    assert agreement([0.8, 0.7]) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("name", "confidence", "drawn", "certain"),
    [
        ("dog", 0.6, False, True),
        ("dog", 0.59, False, False),
        ("dog", 0.84, True, False),
        ("dog", 0.85, True, True),
        ("apple", 0.84, False, False),
        ("apple", 0.85, False, True),
        ("apple", 0.99, True, False),
    ],
)
def test_drawn_things_and_mere_shapes_need_more(
    name: str, confidence: float, drawn: bool, certain: bool
) -> None:
    assert is_certain(name, confidence, drawn=drawn) is certain


@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee", "camera", "rocket"])
def test_photographs_do_not_look_drawn(name: str) -> None:
    image = photo(name)
    assert not looks_drawn(image, whole(image))


def test_flat_colours_look_drawn() -> None:
    image = Image.new("RGB", (300, 200), "navy")
    ImageDraw.Draw(image).ellipse([60, 20, 240, 180], fill="orange", outline="white", width=6)
    assert looks_drawn(image, whole(image))


def test_two_tones_look_drawn_even_with_noise() -> None:
    image = Image.new("L", (300, 300), 40)
    ImageDraw.Draw(image).polygon([(150, 20), (280, 280), (20, 280)], fill=200)
    noise = np.random.default_rng(1).normal(0, 6, (300, 300))
    noisy = Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8))
    assert looks_drawn(noisy.convert("RGB"), whole(image))


def test_only_the_box_counts() -> None:
    image = photo("astronaut")
    face = Box(170, 60, 130, 150)
    ImageDraw.Draw(image).rectangle([300, 300, 512, 512], fill="white")
    assert not looks_drawn(image, face)
    assert looks_drawn(image, Box(310, 310, 190, 190))


@pytest.mark.parametrize(
    "box", [Box(0, 0, 0, 0), Box(511, 511, 1, 1), Box(512, 512, 0, 0), Box(10.5, 3.2, 0.4, 300)]
)
@pytest.mark.parametrize("is_flat", [True, False])
def test_boxes_of_hardly_any_area_are_judged_by_what_is_about(box: Box, is_flat: bool) -> None:
    """A box without pixels is as its neighbours are: all alike, or no two."""
    y, x = np.mgrid[:512, :512]
    noisy = np.stack([x * 97 + y * 61, x * 31 + y * 113, x * 7 + y * 211], axis=2) % 256
    image = Image.fromarray(
        np.full((512, 512, 3), 90, np.uint8) if is_flat else noisy.astype(np.uint8)
    )
    assert looks_drawn(image, box) is is_flat


def test_two_levels_explain_all_of_two_tones_and_less_of_a_ramp() -> None:
    halves = np.zeros((10, 10, 3))
    halves[5:] = 255
    ramp = np.repeat(np.arange(256.0)[:, np.newaxis, np.newaxis], 3, axis=2)
    assert two_tone_share(halves) == pytest.approx(1)
    assert two_tone_share(ramp) == pytest.approx(0.75, abs=0.01)
    assert two_tone_share(np.full((4, 4, 3), 9.0)) == 1


@pytest.mark.parametrize(("dark", "light"), [(0, 200), (0, 255), (55, 255), (40, 200)])
def test_two_tones_are_two_tones_wherever_they_lie(dark: int, light: int) -> None:
    """Above the light tone there is nothing to cut off, which must not count as a cut."""
    tones = np.full((8, 9, 3), float(dark))
    tones[:, 3:] = light
    assert two_tone_share(tones) == pytest.approx(1)
