"""Every answer of the real services that the project was given to read parses."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from doubles.azure_replay import Replay, read_twice, said
from services.engines.azure.analyze import names_of_models
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.engines.azure.planner import Api
from services.pictures.opening import Picture, open_picture
from services.vision import Analysis, AnalysisOptions, Feature

MakeEngine = Callable[..., AzureEngine]
FOLDER = Path(__file__).resolve().parents[4].parent / "shared" / "azure"
UNDER_WAY = {"status", "createdDateTime", "lastUpdatedDateTime"}
BODY_KEYS = ("ResponseBody", "body", "Bodies")

FEATURES = {
    "categories": "categories",
    "tags": "tags",
    "description": "caption",
    "faces": "faces",
    "color": "colors",
    "imageType": "image_type",
    "adult": "adult",
    "objects": "objects",
    "brands": "brands",
    "areaOfInterest": "area_of_interest",
    "regions": "printed_text",
    "analyzeResult": "text",
    "recognitionResult": "text",
    "captionResult": "caption",
    "denseCaptionsResult": "dense_captions",
    "tagsResult": "tags",
    "objectsResult": "objects",
    "readResult": "text",
    "smartCropsResult": "smart_crops",
    "peopleResult": "people",
}


def bodies_in(value: Any) -> Iterator[Any]:
    """Yield the bodies of the answers in a recording, wherever they stand."""
    if isinstance(value, list):
        for one in value:
            yield from bodies_in(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key == "Bodies":
                yield from one
            elif key in BODY_KEYS:
                yield one
            elif key != "parameters":
                yield from bodies_in(one)


def recordings() -> Iterator[Any]:
    for path in sorted(FOLDER.rglob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        named = path.relative_to(FOLDER).as_posix()
        bodies = list(bodies_in(content))
        if not bodies and "parameters" not in content:
            bodies = [content]
        for at, body in enumerate(bodies):
            if body != "":
                yield pytest.param(body, id=f"{named}-{at}")


RECORDED = list(recordings()) or [
    pytest.param(None, marks=pytest.mark.skip(reason="no recordings here"))
]


def size_of(body: Any) -> tuple[int, int]:
    told = body.get("metadata", {}) if isinstance(body, dict) else {}
    return told.get("width", 1000), told.get("height", 1000)


def blank(size: tuple[int, int]) -> Picture:
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG", quality=95)
    return open_picture(made.getvalue())


def asked_for(body: Any) -> frozenset[Feature]:
    """Return what must have been asked for to get this answer."""
    if isinstance(body, list):
        return frozenset({Feature.FACES})
    if "result" in body:
        return frozenset(Feature(name) for name in body["result"])
    names = {FEATURES[key] for key in body if key in FEATURES}
    details = {name for one in body.get("categories", []) for name in one.get("detail", {})}
    return frozenset(Feature(name) for name in names | details)


def look(make: MakeEngine, body: Any, features: frozenset[Feature]) -> Analysis:
    data = json.dumps(body).encode()
    newer = isinstance(body, dict) and any(key.endswith("Result") for key in body)
    api = Api.V40 if newer and "status" not in body else Api.V32
    face = isinstance(body, list)
    with Replay(read_twice(data)) as replay:
        engine = make(replay.origin, "a-fake-key", face=face, api=api)
        return engine.analyze(blank(size_of(body)), features, AnalysisOptions())


@pytest.mark.parametrize("body", RECORDED)
def test_a_recorded_answer_parses(body: Any, engine_for: MakeEngine) -> None:
    if isinstance(body, str):
        body = json.loads(body)
    if isinstance(body, dict) and "error" in body:
        check_refusal(engine_for, body)
    elif isinstance(body, dict) and "models" in body:
        assert set(names_of_models(body)) == {"celebrities", "landmarks"}
    elif isinstance(body, dict) and set(body) <= {
        "status",
        "createdDateTime",
        "lastUpdatedDateTime",
    }:
        assert body["status"].lower() in {"notstarted", "running"}
    else:
        features = asked_for(body)
        assert features
        found = look(engine_for, body, features)
        assert not found.skipped
        for feature in features:
            assert getattr(found, feature) is not None


def check_refusal(make: MakeEngine, body: dict[str, Any]) -> None:
    code = str(body["error"].get("code"))
    status = int(code) if code.isdigit() else 400
    with Replay(said(body, status)) as replay:
        engine = make(replay.origin, "a-fake-key", face=False)
        with pytest.raises(AzureError) as raised:
            engine.analyze(
                blank((100, 100)), frozenset({Feature.TAGS}), AnalysisOptions(seconds=0.5)
            )
    assert raised.value.refusal.code == code
    assert raised.value.sentence


def test_the_details_of_one_are_right(engine_for: MakeEngine) -> None:
    """Look into one answer as the services give it; written here, not copied."""
    body = {
        "categories": [
            {
                "name": "building_",
                "score": 0.9,
                "detail": {"landmarks": [{"name": "Some Tower", "confidence": 0.8}]},
            },
            {
                "name": "outdoor_",
                "score": 0.1,
                "detail": {"landmarks": [{"name": "Some Tower", "confidence": 0.9}]},
            },
        ],
        "color": {
            "dominantColorForeground": "Brown",
            "dominantColorBackground": "Black",
            "dominantColors": [],
            "isBwImg": True,
            "isBWImg": True,
        },
        "adult": {
            "isAdultContent": False,
            "isRacyContent": False,
            "adultScore": 0.1,
            "racyScore": 0.2,
        },
        "faces": [],
        "metadata": {"width": 300, "height": 200},
    }
    features = frozenset(
        {Feature.LANDMARKS, Feature.COLORS, Feature.ADULT, Feature.FACES, Feature.CATEGORIES}
    )
    found = look(engine_for, body, features)
    assert found.landmarks is not None and len(found.landmarks) == 1
    assert found.landmarks[0].confidence == 0.9
    assert found.colors is not None and found.colors.black_and_white
    assert found.adult is not None and not found.adult.is_gory
    assert found.faces == ()
