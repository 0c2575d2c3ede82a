from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from skimage import data

from doubles.telling import confidence_of
from services.engines.local.objects import detector as objects_module
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.objects.yolox import Sighting, Yolox
from services.errors import EngineError
from services.vision import Box, DetectedObject


def photo(name: str) -> Image.Image:
    return Image.fromarray(getattr(data, name)()).convert("RGB")


def names(found: tuple[DetectedObject, ...]) -> list[str]:
    return [thing.name for thing in found]


def walking_man(size: int) -> Image.Image:
    """Draw what stands on signs for walkers, white on black."""
    image = Image.new("RGB", (size, size), (30, 30, 30))
    draw = ImageDraw.Draw(image)
    scale = size / 100

    def scaled(*points: tuple[int, int]) -> list[tuple[float, float]]:
        return [(x * scale, y * scale) for x, y in points]

    draw.ellipse(scaled((44, 8), (58, 22)), fill="white")
    draw.polygon(scaled((44, 26), (58, 26), (60, 56), (44, 58)), fill="white")
    for wide, *limb in (
        (9, (50, 54), (58, 72), (66, 92)),
        (9, (48, 54), (42, 74), (32, 92)),
        (7, (56, 30), (68, 44), (76, 50)),
        (7, (46, 30), (36, 42), (32, 52)),
    ):
        draw.line(scaled(*limb), fill="white", width=round(wide * scale), joint="curve")
    return image


def sign_on_a_wall() -> Image.Image:
    """Photograph-like: the pictogram on a brick wall, a little blurred, with noise."""
    wall = photo("brick").resize((900, 700))
    wall.paste(walking_man(260), (200, 150))
    pixels = np.asarray(wall.filter(ImageFilter.GaussianBlur(1)), np.float64)
    noise = np.random.default_rng(0).normal(0, 4, pixels.shape)
    return Image.fromarray((pixels + noise).clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("astronaut", ["person"]),
        ("camera", ["person"]),
        ("chelsea", ["cat"]),
        ("coffee", ["cup", "dining table"]),
        ("rocket", []),
        ("page", []),
    ],
)
def test_photographs_keep_what_is_really_there(
    object_detector: ObjectDetector, name: str, expected: list[str]
) -> None:
    assert names(object_detector.detect(photo(name))) == expected


@pytest.mark.parametrize("name", ["coins", "text", "retina", "clock"])
def test_what_the_model_makes_up_in_a_photograph_is_dropped(
    yolox_nano: Path, object_detector: ObjectDetector, name: str
) -> None:
    assert Yolox(yolox_nano).look(photo(name)).sightings()
    assert object_detector.detect(photo(name)) == ()


def test_a_pictogram_on_a_sign_is_no_person(
    yolox_nano: Path, object_detector: ObjectDetector
) -> None:
    sign = sign_on_a_wall()
    seen = {sighting.name: sighting.score for sighting in Yolox(yolox_nano).look(sign).sightings()}
    assert seen["person"] > 0.6
    assert object_detector.detect(sign) == ()


def test_a_drawn_shape_is_no_kite(yolox_nano: Path, object_detector: ObjectDetector) -> None:
    image = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.polygon([(200, 20), (260, 120), (200, 240), (140, 120)], fill="red")
    draw.line([(200, 240), (230, 290)], fill="black", width=3)
    assert "kite" in [sighting.name for sighting in Yolox(yolox_nano).look(image).sightings()]
    assert object_detector.detect(image) == ()


def test_boxes_are_where_the_thing_is_in_pixels_of_the_picture(
    object_detector: ObjectDetector,
) -> None:
    wide = Image.new("RGB", (1600, 900), (70, 90, 110))
    wide.paste(photo("astronaut").resize((800, 800)), (800, 100))
    (person,) = object_detector.detect(wide)
    assert 800 <= person.box.left < person.box.right <= 1600
    assert 100 <= person.box.top < person.box.bottom <= 900
    assert person.box.area > 0.5 * 800 * 800


def test_two_of_a_kind_are_two(object_detector: ObjectDetector) -> None:
    pair = Image.new("RGB", (1100, 512), (70, 90, 110))
    pair.paste(photo("astronaut"), (0, 0))
    pair.paste(ImageOps.mirror(photo("astronaut")), (588, 0))
    left, right = sorted(thing.box.left for thing in object_detector.detect(pair))
    assert left < 300
    assert right > 588


def test_confidences_come_best_first_and_are_shares(object_detector: ObjectDetector) -> None:
    confidences = [confidence_of(thing) for thing in object_detector.detect(photo("coffee"))]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0.6 <= confidence <= 1 for confidence in confidences)


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (3000, 3), (5, 5)])
def test_odd_sizes_hold_nothing(object_detector: ObjectDetector, size: tuple[int, int]) -> None:
    assert object_detector.detect(Image.new("RGB", size, "orange")) == ()


def test_many_threads_see_what_one_sees(yolox_nano: Path) -> None:
    detector, image = ObjectDetector(yolox_nano), photo("coffee")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: detector.detect(image), range(4)))
    assert names(answers[0]) == ["cup", "dining table"]
    assert all(answer == answers[0] for answer in answers)


def test_a_model_that_cannot_be_loaded_is_an_engine_error(tmp_path: Path) -> None:
    broken = tmp_path / "yolox_nano.onnx"
    broken.write_bytes(b"not a model")
    with pytest.raises(EngineError) as error:
        ObjectDetector(broken).detect(photo("coffee"))
    assert error.value.sentence == "The object detector could not be started."


class Scripted:
    """A model that says in every view what it is told to, and counts how it was looked at."""

    def __init__(self, *seen: Sighting, support: float = 0.9) -> None:
        self.seen, self.score = seen, support
        self.looks: Counter[str] = Counter()

    def look(self, image: Image.Image, *, fill: float = 1.0, mirrored: bool = False) -> "Scripted":
        whole = image.size == (512, 512)
        kind = "mirrored" if mirrored else "afar" if fill < 1 else "plain" if whole else "close"
        self.looks[kind] += 1
        return self

    def sightings(self) -> tuple[Sighting, ...]:
        return self.seen

    def support(self, *_: object) -> float:
        return self.score


def told(monkeypatch: pytest.MonkeyPatch, model: Scripted) -> list[str]:
    monkeypatch.setattr(objects_module, "Yolox", lambda _: model)
    return names(ObjectDetector(Path("scripted.onnx")).detect(photo("astronaut")))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("cat", Box(50, 50, 200, 200)), ("dog", Box(55, 50, 200, 200)), ["cat"]),
        (("boat", Box(50, 50, 300, 200)), ("boat", Box(80, 150, 200, 100)), ["boat"]),
        (("person", Box(50, 50, 200, 400)), ("tie", Box(120, 150, 40, 120)), ["person", "tie"]),
        (("cup", Box(50, 50, 90, 90)), ("cup", Box(110, 50, 90, 90)), ["cup", "cup"]),
    ],
)
def test_what_a_better_thing_already_tells_is_not_told_again(
    monkeypatch: pytest.MonkeyPatch,
    one: tuple[str, Box],
    other: tuple[str, Box],
    expected: list[str],
) -> None:
    """The worse first: what is told does not depend on the order in which things are seen."""
    model = Scripted(Sighting(other[0], 0.8, other[1]), Sighting(one[0], 0.95, one[1]))
    assert told(monkeypatch, model) == expected


def test_large_things_are_looked_at_from_afar_and_a_few_small_ones_closer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = [Sighting("cup", 0.9, Box(40 * column, 460, 30, 30)) for column in range(12)]
    large = [Sighting("person", 0.9, Box(left, 20, 260, 400)) for left in (0, 250)]
    model = Scripted(*large, *small)
    assert len(told(monkeypatch, model)) == 14
    assert model.looks == {"plain": 1, "mirrored": 1, "afar": 1, "close": 8}


def test_what_no_other_view_supports_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a third view could not help, none is taken."""
    seen = Sighting("person", 0.95, Box(100, 50, 200, 300))
    model = Scripted(seen, support=0.4)
    assert told(monkeypatch, model) == []
    assert model.looks["afar"] == 1
    lonely = Scripted(replace(seen, score=0.6), support=0.1)
    assert told(monkeypatch, lonely) == []
    assert lonely.looks == {"plain": 1, "mirrored": 1}


def test_where_nothing_is_seen_one_look_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Scripted()
    assert told(monkeypatch, model) == []
    assert model.looks == {"plain": 1}
