"""Each capability of Microsoft's documents, from a file on disk to the JSON that is printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doubles.azure_service import AzureService
from services.describe import as_json, describe
from services.engines.azure.engine import AzureEngine
from services.engines.azure.planner import Api
from services.pictures.opening import Picture
from services.vision import AnalysisOptions, Feature

MakeEngine = Callable[..., AzureEngine]
Told = Callable[..., dict[str, Any]]
BOX = {"left", "top", "width", "height"}
PLAIN = AnalysisOptions()


@pytest.fixture
def told(azure: AzureService, engine_for: MakeEngine, picture: Picture, tmp_path: Path) -> Told:
    """Return what ``describe --json`` says of a photograph, asked for by feature names."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture.data)

    def look(
        names: str, options: AnalysisOptions = PLAIN, *, api: Api = Api.V32, face: bool = True
    ) -> dict[str, Any]:
        engine = engine_for(azure.endpoint, azure.key, api=api, face=face)
        features = frozenset(Feature(name) for name in names.split())
        return as_json(describe(str(photo), engine, features, options, tmp_path))

    return look


CASES: list[tuple[str, Api, set[str]]] = [
    ("categories", Api.V32, {"name", "score"}),
    ("tags", Api.V32, {"name", "confidence"}),
    ("tags", Api.V40, {"name", "confidence"}),
    ("landmarks", Api.V32, {"name", "confidence"}),
    ("landmarks", Api.V40, {"name", "confidence"}),
    ("celebrities", Api.V32, {"name", "confidence", "box"}),
    ("brands", Api.V32, {"name", "confidence", "box"}),
    ("objects", Api.V32, {"name", "confidence", "box"}),
    ("objects", Api.V40, {"name", "confidence", "box"}),
    ("dense_captions", Api.V32, {"text", "confidence", "box"}),
    ("people", Api.V40, {"confidence", "box"}),
    ("smart_crops", Api.V32, {"aspect_ratio", "box"}),
]


@pytest.mark.parametrize("further", ["", " adult"])
@pytest.mark.parametrize(("feature", "api", "keys"), CASES)
def test_lists(told: Told, feature: str, api: Api, keys: set[str], further: str) -> None:
    """Ask for a feature alone, by its scoped call, and beside another one."""
    said = told(feature + further, api=api)
    assert said["engine"] == "azure" and said["request_ids"]
    for one in said[feature]:
        assert set(one) == keys
        assert set(one.get("box", BOX)) == BOX


@pytest.mark.parametrize(
    ("feature", "keys"),
    [
        (
            "adult",
            {"is_adult", "is_racy", "is_gory", "adult_score", "racy_score", "gore_score"},
        ),
        ("image_type", {"clip_art", "line_drawing"}),
        ("colors", {"foreground", "background", "dominant", "accent", "black_and_white"}),
        ("caption", {"text", "confidence", "candidates"}),
        ("area_of_interest", {"box"}),
        ("printed_text", {"language", "orientation", "angle_degrees", "regions"}),
        ("text", {"lines", "plain"}),
    ],
)
def test_objects(told: Told, feature: str, keys: set[str]) -> None:
    assert set(told(feature)[feature]) == keys


def test_the_language_that_is_spoken(told: Told) -> None:
    said = told("caption tags", AnalysisOptions(language="es"))
    assert "calle" in {tag["name"] for tag in said["tags"]}
    candidates = told("caption", AnalysisOptions(language="es"))["caption"]["candidates"]
    assert candidates[0]["text"] == "dos personas caminando por una calle"


def test_printed_text_down_to_words(told: Told) -> None:
    options = AnalysisOptions(ocr_language="unk", detect_orientation=False)
    said = told("printed_text", options)["printed_text"]
    assert said["orientation"] == "NotDetected" and said["language"] == "en"
    (line,) = said["regions"][0]["lines"]
    assert line["text"] == "GLIMPSE COFFEE"
    assert [word["text"] for word in line["words"]] == ["GLIMPSE", "COFFEE"]
    assert set(line["words"][0]["box"]) == BOX


def test_hands_and_certainty_of_text(told: Told) -> None:
    lines = told("text")["text"]["lines"]
    assert [line["style"] for line in lines] == ["print", "handwriting", "print"]
    assert lines[0]["words"][0]["confidence"] == 0.987
    assert len(lines[0]["polygon"]) == 4


def test_all_that_is_told_of_a_face(told: Told) -> None:
    masked, reading = told("faces")["faces"]
    assert set(reading) == (
        {"box", "points", "head_pose", "glasses", "occlusion", "accessories"}
        | {"blur", "exposure", "noise", "mask", "quality"}
    )
    assert set(masked) == set(reading) - {"accessories"}
    assert len(reading["points"]) == 27 and len(reading["points"]["noseTip"]) == 2
    assert set(reading["head_pose"]) == {"pitch", "roll", "yaw"}


def test_of_faces_without_a_key_for_them_only_the_place(told: Told) -> None:
    said = told("faces caption", face=False)
    assert [set(face) for face in said["faces"]] == [{"box"}] * 2


def test_crops_by_aspect_ratio(told: Told) -> None:
    said = told("smart_crops", AnalysisOptions(aspect_ratios=(0.75, 1.8)))
    for crop, ratio in zip(said["smart_crops"], (0.75, 1.8), strict=True):
        assert crop["box"]["width"] / crop["box"]["height"] == pytest.approx(ratio, abs=0.02)


def test_a_thumbnail_beside_it(told: Told) -> None:
    small = told("thumbnail tags")["thumbnail"]
    assert Path(small["path"]).is_file()
    assert (small["width"], small["height"]) == (150, 100)


def test_the_annotated_copy(told: Told, tmp_path: Path) -> None:
    told("caption text faces")
    assert (tmp_path / "photo.glimpse.jpg").is_file()


@pytest.mark.parametrize("api", list(Api))
def test_everything_at_once(told: Told, api: Api) -> None:
    possible = set(Feature) - {Feature.CODES}
    every = " ".join(possible)
    said = told(every, AnalysisOptions(aspect_ratios=(1.0,)), api=api)
    assert possible <= set(said) and "skipped" not in said
