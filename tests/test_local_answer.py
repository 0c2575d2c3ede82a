"""A real photograph, the local engine, and everything in between."""

import io
from collections.abc import Iterator
from importlib.resources import files

import pytest
from PIL import Image, ImageChops

from doubles.world import World, answering
from services.engines.local.engine import LocalEngine
from services.engines.local.weights.weights import Weights
from services.pictures.opening import open_picture
from services.vision import AnalysisOptions, Feature


@pytest.fixture(scope="module")
def engine(weights: Weights) -> LocalEngine:
    return LocalEngine(weights)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, engine: LocalEngine) -> Iterator[World]:
    with answering(tmp_path_factory.mktemp("local"), engine) as playground:
        yield World(playground)


def photo(name: str) -> bytes:
    return (files("skimage") / "data" / name).read_bytes()


def test_the_astronaut_is_a_person_with_one_face_which_is_marked(
    world: World, engine: LocalEngine
) -> None:
    ts = world.playground.share([("astronaut.png", photo("astronaut.png"))])
    assert world.finished(ts) == {"white_check_mark"}
    text, upload = world.answers(ts)
    assert text["thread_ts"] == ts
    assert "person" in text["text"]
    assert "One face" in text["text"]
    (file,) = upload["files"]
    copy = Image.open(io.BytesIO(world.bytes_of(file))).convert("RGB")
    picture = open_picture(photo("astronaut.png"))
    (face,) = engine.analyze(picture, frozenset({Feature.FACES}), AnalysisOptions()).faces or ()
    scale = copy.width / picture.width
    edge = (
        round((face.box.left - 4) * scale),
        round((face.box.top - 4) * scale),
        round((face.box.left + 6) * scale),
        round(face.box.bottom * scale),
    )
    enlarged = picture.image.resize((copy.width, round(picture.height * scale)))
    there = ImageChops.difference(copy.crop(edge), enlarged.crop(edge))
    assert max(there.convert("L").tobytes()) > 60


def test_the_answer_names_what_is_certain_and_reads_what_is_written(world: World) -> None:
    ts = world.playground.share(
        [("cup.png", photo("coffee.png")), ("page.png", photo("page.png"))], text="two of them"
    )
    assert world.finished(ts) == {"white_check_mark"}
    said = world.answers(ts)[0]["text"]
    assert "cup" in said
    assert "Region-based segmentation" in said
    assert "Landmarks" not in said
