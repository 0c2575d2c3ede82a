import numpy as np
import pytest
from PIL import Image

from services.engines.local.objects.coco import NAMES
from services.engines.local.objects.yolox import View, letterbox
from services.vision import Box


def view(*rows: tuple[str, float, tuple[float, float, float, float]]) -> View:
    """Make a view of hand-written rows: name, score, and left, top, right, bottom."""
    scores = np.zeros((len(rows), len(NAMES)), np.float32)
    for row, (name, score, _) in enumerate(rows):
        scores[row, NAMES.index(name)] = score
    return View(np.array([corners for *_, corners in rows], np.float32), scores)


def test_the_same_thing_is_seen_once_and_the_best_score_stays() -> None:
    (seen,) = view(("dog", 0.6, (2, 0, 10, 10)), ("dog", 0.8, (0, 0, 10, 10))).sightings()
    assert seen.score == pytest.approx(0.8)
    assert seen.box == Box(0, 0, 10, 10)


def test_two_apart_and_two_names_in_one_place_stay() -> None:
    seen = view(
        ("dog", 0.9, (0, 0, 10, 10)),
        ("dog", 0.5, (30, 0, 40, 10)),
        ("cat", 0.7, (0, 0, 10, 10)),
    ).sightings()
    assert [sighting.name for sighting in seen] == ["dog", "cat", "dog"]


def test_low_scores_are_not_seen() -> None:
    assert view(("dog", 0.34, (0, 0, 10, 10))).sightings() == ()
    assert len(view(("dog", 0.34, (0, 0, 10, 10))).sightings(threshold=0.3)) == 1


def test_support_counts_the_name_at_the_place_only() -> None:
    seen = view(
        ("dog", 0.4, (1, 0, 10, 10)), ("cat", 0.9, (0, 0, 10, 10)), ("dog", 0.8, (50, 0, 60, 10))
    )
    assert seen.support("dog", Box(0, 0, 10, 10)) == pytest.approx(0.4)
    assert seen.support("cat", Box(50, 0, 10, 10)) == 0


def test_the_letterbox_is_blue_first_and_padded_below() -> None:
    pixels, ratio = letterbox(Image.new("RGB", (832, 416), (10, 20, 30)))
    assert pixels.shape == (1, 3, 416, 416)
    assert ratio == 0.5
    assert pixels[0, :, 100, 400].tolist() == [30, 20, 10]
    assert pixels[0, :, 300, 0].tolist() == [114, 114, 114]


def test_from_afar_the_picture_takes_less_of_the_square() -> None:
    pixels, ratio = letterbox(Image.new("RGB", (416, 416), "black"), fill=0.5)
    assert ratio == 0.5
    assert pixels[0, 0, 207, 207] == 0
    assert pixels[0, 0, 209, 209] == 114


def test_a_mirrored_picture_is_mirrored_before_it_is_padded() -> None:
    image = Image.new("RGB", (416, 208), "black")
    image.paste("white", (0, 0, 208, 208))
    pixels, _ = letterbox(image, mirrored=True)
    assert pixels[0, 0, 100, [10, 400]].tolist() == [0, 255]
    assert pixels[0, 0, 300, 10] == 114
