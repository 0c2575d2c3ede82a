"""What the double answers when it is asked rightly, against the recorded shapes."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from doubles.asking import Ask, encoded
from doubles.azure_service import STREET, AzureService

VISION = "/vision/v3.2"
EVERY = "Categories,Adult,Color,ImageType,Tags,Description,Faces,Objects,Brands"
V4 = "/computervision/imageanalysis:analyze"
EVERY_V4 = "tags,objects,caption,denseCaptions,read,smartCrops,people"


@pytest.fixture(scope="session")
def recorded(request: pytest.FixtureRequest) -> Path:
    folder = request.config.rootpath.parent / "shared" / "azure"
    if not folder.is_dir():
        pytest.skip("the recorded answers are not here")
    return folder


def shape(value: object) -> object:
    """Return the keys and kinds in a body; lists by their first item."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return "number" if type(value) in (int, float) else type(value).__name__


def body_of(folder: Path, name: str, entry: int = 0) -> Any:
    told = json.loads((folder / name).read_text(encoding="utf-8"))
    return told["Entries"][entry]["ResponseBody"]


RECORDINGS = [
    (
        "vision_v3.2/net_AnalyzeImageTest.json",
        f"{VISION}/analyze",
        {"visualFeatures": "Adult,Categories,Color,Faces,ImageType,Tags"},
    ),
    ("vision_v3.2/net_DescribeImageModelVersionTest.json", f"{VISION}/describe", {}),
    ("vision_v3.2/net_DetectImageModelVersionTest.json", f"{VISION}/detect", {}),
    ("vision_v3.2/net_AreaOfInterestModelVersionTest.json", f"{VISION}/areaOfInterest", {}),
    ("vision_v3.2/net_OcrImageTest.json", f"{VISION}/ocr", {"language": "de"}),
    (
        "imageanalysis_4.0/sdk-assets_python_analyze_sync_all_features_from_url.json",
        V4,
        {"api-version": "2023-10-01", "features": EVERY_V4, "smartcrops-aspect-ratios": "0.9,1.33"},
    ),
    (
        "face_v1.0/sdk-assets_python_detect_from_url_v1.1-preview.1.json",
        "/face/v1.1-preview.1/detect",
        {
            "detectionModel": "detection_03",
            "recognitionModel": "recognition_04",
            "returnFaceId": "false",
            "returnFaceAttributes": "headPose,mask,qualityForRecognition",
            "returnFaceLandmarks": "true",
        },
    ),
]


@pytest.mark.parametrize(("name", "path", "params"), RECORDINGS, ids=[r[0] for r in RECORDINGS])
def test_answers_have_the_recorded_shape(
    azure: AzureService, ask: Ask, recorded: Path, name: str, path: str, params: dict[str, str]
) -> None:
    # What the recorded pictures did not hold: faces, and parents of an object.
    plain = tuple(replace(thing, parents=()) for thing in STREET.objects)
    azure.sees(
        replace(STREET, objects=plain, faces=() if path.startswith(VISION) else STREET.faces)
    )
    answer = ask(path, params)
    assert answer.status_code == 200
    assert shape(answer.json()) == shape(body_of(recorded, name))
    told = json.loads((recorded / name).read_text(encoding="utf-8"))["Entries"][0]
    known = {header.lower() for header in answer.headers}
    assert {header.lower() for header in told["ResponseHeaders"]} <= known


def test_a_read_has_the_recorded_shape(ask: Ask, recorded: Path) -> None:
    name = "vision_v3.2/net_ReadTest_2021-03-preGA.json"
    answer = ask(ask(f"{VISION}/read/analyze").headers["Operation-Location"], method="GET")
    expected = body_of(recorded, name, 3)
    # The recording is from before general availability; the name changed with it.
    found = expected["analyzeResult"]
    found["modelVersion"] = found.pop("model-version")
    assert shape(answer.json()) == shape(expected)


def test_analyze_answers_exactly_what_was_asked(ask: Ask) -> None:
    told = {"requestId", "metadata", "modelVersion"}
    assert ask(f"{VISION}/analyze").json().keys() == {"categories", *told}
    tags = ask(f"{VISION}/analyze", {"visualFeatures": "Tags,Brands"})
    assert tags.json().keys() == {"tags", "brands", *told}
    assert tags.json()["requestId"] == tags.headers["apim-request-id"]
    assert tags.headers["CSP-Billing-Usage"] == ",".join(
        f"CognitiveServices.ComputerVision.{name}=1" for name in ("Brands", "Tags", "Transaction")
    )
    every = ask(f"{VISION}/analyze", {"visualFeatures": EVERY}).json()
    assert every.keys() == told | {
        "categories", "adult", "color", "imageType", "tags", "description", "faces", "objects",
        "brands",
    }  # fmt: skip
    assert every["objects"][2]["parent"]["parent"]["object"] == "animal"
    assert {"age", "gender", "faceRectangle"} == every["faces"][1].keys()


def test_details_hang_on_the_categories_that_have_them(ask: Ask) -> None:
    found = ask(f"{VISION}/analyze", {"details": "Landmarks,Celebrities"}).json()["categories"]
    details = {category["name"]: set(category["detail"]) for category in found}
    assert details == {
        "outdoor_street": {"landmarks"},
        "people_group": {"celebrities"},
        "building_": {"landmarks"},
    }
    assert (
        "categories"
        not in ask(f"{VISION}/analyze", {"visualFeatures": "Tags", "details": "Landmarks"}).json()
    )


def test_places_are_of_the_image_that_was_sent(ask: Ask) -> None:
    for size in ((800, 600), (400, 300), (1000, 60)):
        body = ask(f"{VISION}/detect", data=encoded(size, "PNG")).json()
        assert (body["metadata"]["width"], body["metadata"]["height"]) == size
        assert body["metadata"]["format"] == "Png"
        assert body["objects"][1]["rectangle"]["x"] == round(0.3 * size[0])


def test_words_come_in_the_language_asked_for(ask: Ask) -> None:
    assert ask(f"{VISION}/tag", {"language": "ja"}).json()["tags"][1]["name"] == "人"
    spanish = ask(f"{VISION}/describe", {"language": "es", "maxCandidates": "2"}).json()
    assert spanish["description"]["captions"][1]["text"].startswith("dos personas")
    model = ask(f"{VISION}/models/landmarks/analyze", {"language": "pt"}).json()["result"]
    assert model == {"landmarks": [{"name": "Space Needle (torre)", "confidence": 0.9769}]}


def test_a_description_leaves_out_whom_it_shall_not_name(ask: Ask) -> None:
    params = {"visualFeatures": "Description", "descriptionExclude": "Celebrities"}
    named = ask(f"{VISION}/analyze", {"visualFeatures": "Description"}).json()["description"]
    nameless = ask(f"{VISION}/analyze", params).json()["description"]
    assert "Robin" in named["captions"][0]["text"]
    assert "Robin" not in nameless["captions"][0]["text"]


def test_the_log_tells_which_calls_ran_side_by_side(azure: AzureService, ask: Ask) -> None:
    azure.faults.together("analyze", "read")
    ask(f"{VISION}/tag")
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(ask, (f"{VISION}/analyze", f"{VISION}/read/analyze")))
    assert [answer.status_code for answer in answers] == [200, 202]
    first, *both = azure.calls
    assert both[0].overlaps(both[1])
    assert not first.overlaps(both[0])


def test_the_log_tells_of_keys_without_telling_them(azure: AzureService, ask: Ask) -> None:
    ask(f"{VISION}/tag")
    ask(f"{VISION}/tag", {"subscription-key": azure.key}, key=None)
    said = [(call.status, call.key_seen, call.key_leaked) for call in azure.calls]
    assert said == [(200, True, False), (401, False, True)]
    assert azure.key not in repr(azure.calls[0])
