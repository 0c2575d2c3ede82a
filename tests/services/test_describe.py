"""One picture on the command line, with an engine that says what a test tells it to."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from doubles.scripted_engine import SEEN, ScriptedEngine
from doubles.world import image
from services.describe import as_json, as_words, describe, open_source, thumbnail
from services.errors import FileTooLarge, RequestError
from services.pictures.public import PublicImages
from services.vision import AnalysisOptions, Feature, Text


class Web(PublicImages):
    """The open web, where every address has the same picture."""

    def fetch(self, url: str, *, seconds: float | None = None) -> bytes:
        del url, seconds
        return image()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "a cup.png"
    path.write_bytes(image())
    return path


def described(photo: Path, *features: Feature, engine: ScriptedEngine | None = None) -> Any:
    asked = frozenset(features)
    return describe(str(photo), engine or ScriptedEngine(), asked, AnalysisOptions())


def test_with_no_feature_named_everything_but_a_thumbnail_is_asked(photo: Path) -> None:
    every = frozenset({Feature.CAPTION, Feature.TEXT, Feature.THUMBNAIL})
    engine = ScriptedEngine(features=every)
    assert described(photo, engine=engine).thumbnail is None
    assert engine.asked[0][1] == every - {Feature.THUMBNAIL}


def test_the_copy_stands_beside_the_photo_or_where_it_is_wanted(
    photo: Path, tmp_path: Path
) -> None:
    assert described(photo).copy == photo.with_name("a cup.glimpse.png")
    out = tmp_path / "new" / "copies"
    found = describe(str(photo), ScriptedEngine(), frozenset(), AnalysisOptions(), out)
    assert found.copy == out / "a cup.glimpse.png" and found.copy.exists()


def test_nothing_to_mark_is_no_copy(photo: Path) -> None:
    nothing = ScriptedEngine(replace(SEEN, text=None, faces=None, caption=None))
    assert described(photo, engine=nothing).copy is None


def test_the_object_for_a_program_has_the_answer_and_no_inner_fields(photo: Path) -> None:
    said = as_json(described(photo, Feature.CAPTION, Feature.THUMBNAIL))
    assert said["image"]["width"] == 200 and len(said["image"]["sha256"]) == 64
    assert (said["engine"], said["elapsed_ms"]) == ("scripted", 500)
    assert said["caption"]["text"] == "A photo of one person."
    assert said["thumbnail"]["path"].endswith("a cup.150x100.jpg")
    assert not said.keys() & {"seconds", "width", "height"}


def test_an_animation_is_said_to_be_one(tmp_path: Path) -> None:
    first, second = (Image.new("RGB", (90, 60), colour) for colour in ("teal", "red"))
    path = tmp_path / "wave.gif"
    first.save(path, save_all=True, append_images=[second])
    noting = ScriptedEngine(replace(SEEN, notes=("Azure was busy.",)))
    found = described(path, engine=noting)
    sentence = "This is an animation; Glimpse looked at its first frame only."
    assert as_json(found)["notes"] == [sentence, "Azure was busy."]
    assert sentence in as_words(found).splitlines()


def test_the_words_for_a_person_end_with_who_looked_and_what_was_written(photo: Path) -> None:
    lines = as_words(described(photo)).splitlines()
    assert lines[0] == "a cup.png: PNG, 200 x 150 pixels"
    assert {"Text:", "Hello", "World"} <= set(lines)
    assert lines[-2] == "Engine: scripted · 0.5 s"
    assert lines[-1].startswith("Annotated copy: ")


def test_a_thumbnail_has_its_size_in_its_name(photo: Path) -> None:
    made = thumbnail(str(photo), ScriptedEngine(), 30, 20, smart=False)
    assert made.path == photo.with_name("a cup.30x20.jpg")
    with Image.open(made.path) as small:
        assert small.size == (made.width, made.height) == (30, 20)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://pictures.example/a/caf%C3%A9.png?x=1", "caf\u00e9.png"),
        ("https://pictures.example/", "image"),
        ("https://pictures.example/..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("https://pictures.example/a%00b%3Ac.png", "a_b_c.png"),
        ("https://pictures.example/" + "x" * 300, "x" * 80),
    ],
)
def test_an_address_becomes_a_name_that_every_file_system_takes(address: str, name: str) -> None:
    assert open_source(address, Web()).name == name


def test_what_cannot_be_read_or_written_is_a_sentence(photo: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"cannot be read: (Is a directory|Permission denied)"):
        open_source(str(tmp_path))
    with pytest.raises(RequestError, match="cannot be written"):
        describe(str(photo), ScriptedEngine(), frozenset(), AnalysisOptions(), photo / "inside")


def test_a_file_far_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(FileTooLarge, match="larger than 100 MB"):
        open_source(str(path))


def test_no_text_is_said_only_where_there_is_none(photo: Path) -> None:
    found = described(photo, Feature.TEXT)
    for text, said in ((Text(()), True), (Text((), unread=True), False)):
        words = as_words(replace(found, analysis=replace(found.analysis, text=text)))
        assert ("No text." in words) is said
