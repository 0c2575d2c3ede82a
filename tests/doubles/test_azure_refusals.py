"""What the double refuses: requests that are wrong in one place, keys, old versions."""

import pytest

from doubles.asking import Ask, asking, told
from doubles.azure_service import AzureService, Product

VISION = "/vision/v3.2"
V4 = "/computervision/imageanalysis:analyze"
FACE = "/face/v1.0/detect"
MODEL_03 = {"detectionModel": "detection_03"}


QUERIES = [
    (f"{VISION}/analyze", {"features": "Tags"}, "BadArgument"),
    (f"{VISION}/analyze", {"overload": "stream"}, "BadArgument"),
    (f"{VISION}/analyze", {"visualFeatures": "tags"}, "NotSupportedVisualFeature"),
    (f"{VISION}/analyze", {"visualFeatures": "Tags,Read"}, "NotSupportedVisualFeature"),
    (f"{VISION}/analyze", {"details": "Brands"}, "InvalidDetails"),
    (f"{VISION}/analyze", {"language": "de"}, "NotSupportedLanguage"),
    (f"{VISION}/analyze", {"descriptionExclude": "Faces"}, "BadArgument"),
    (f"{VISION}/analyze", {"model-version": "2020-01-01"}, "BadArgument"),
    (f"{VISION}/describe", {"maxCandidates": "0"}, "BadArgument"),
    (f"{VISION}/describe", {"maxCandidates": "two"}, "BadArgument"),
    (f"{VISION}/describe", {"visualFeatures": "Tags"}, "BadArgument"),
    (f"{VISION}/detect", {"language": "en"}, "BadArgument"),
    (f"{VISION}/areaOfInterest", {"width": "50"}, "BadArgument"),
    (f"{VISION}/models/animals/analyze", {}, "InvalidModel"),
    (f"{VISION}/ocr", {"detectOrientation ": "true"}, "BadArgument"),
    (f"{VISION}/ocr", {"detectOrientation": "yes"}, "BadArgument"),
    (f"{VISION}/ocr", {"language": "xx"}, "NotSupportedLanguage"),
    (f"{VISION}/generateThumbnail", {"width": "100"}, "InvalidThumbnailSize"),
    (f"{VISION}/generateThumbnail", {"width": "0", "height": "50"}, "InvalidThumbnailSize"),
    (f"{VISION}/generateThumbnail", {"width": "50", "height": "1025"}, "InvalidThumbnailSize"),
    (
        f"{VISION}/generateThumbnail",
        {"width": "50", "height": "50", "smartCropping": "1"},
        "BadArgument",
    ),
    (f"{VISION}/read/analyze", {"language": "unk"}, "NotSupportedLanguage"),
    (f"{VISION}/read/analyze", {"pages": "one"}, "InvalidPageRange"),
    (f"{VISION}/read/analyze", {"readingOrder": "fast"}, "InvalidReadingOrder"),
    (f"{VISION}/read/analyze", {"detectOrientation": "true"}, "BadArgument"),
    (V4, {"features": "tags"}, "ApiVersionUnspecified"),
    (V4, {"features": "tags", "api-version": "2023-04-01-preview"}, "UnsupportedApiVersion"),
    (V4, {"api-version": "2024-02-01"}, "InvalidRequest"),
    (V4, {"api-version": "2024-02-01", "features": "Caption"}, "NotSupportedVisualFeature"),
    (
        V4,
        {"api-version": "2024-02-01", "features": "caption", "language": "es"},
        "NotSupportedLanguage",
    ),
    (
        V4,
        {"api-version": "2024-02-01", "features": "smartCrops", "smartcrops-aspect-ratios": "2"},
        "BadArgument",
    ),
    (V4, {"api-version": "2024-02-01", "features": "tags", "details": "x"}, "BadArgument"),
    (FACE, {"returnFaceAttributes": "eyes"}, "BadArgument"),
    (FACE, {"detectionModel": "detection_04"}, "BadArgument"),
    (FACE, {"recognitionModel": "recognition_05"}, "BadArgument"),
    (FACE, MODEL_03 | {"returnFaceAttributes": "noise"}, "BadArgument"),
    (FACE, {"returnFaceAttributes": "mask"}, "BadArgument"),
    (FACE, {"returnFaceAttributes": "qualityForRecognition"}, "BadArgument"),
    (FACE, {"detectionModel": "detection_02", "returnFaceLandmarks": "true"}, "BadArgument"),
    (FACE, {"detectionModel": "detection_02", "returnFaceAttributes": "blur"}, "BadArgument"),
    (FACE, {"faceIdTimeToLive": "59"}, "BadArgument"),
]


@pytest.mark.parametrize(("path", "params", "code"), QUERIES)
def test_a_query_the_service_does_not_know(
    ask: Ask, path: str, params: dict[str, str], code: str
) -> None:
    open_face = {"returnFaceId": "false"} if path == FACE else {}
    assert told(ask, path, open_face | params) == (400, code)


def test_a_parameter_given_twice(ask: Ask) -> None:
    assert told(ask, f"{VISION}/tag?language=en&language=ja", {}) == (400, "BadArgument")


@pytest.mark.parametrize(
    "name", ["emotion", "gender", "age", "smile", "facialHair", "hair", "makeup"]
)
def test_closed_face_attributes(ask: Ask, name: str) -> None:
    params = {"returnFaceId": "false", "returnFaceAttributes": f"headPose,{name}"}
    assert told(ask, FACE, params) == (403, "UnsupportedFeature")


@pytest.mark.parametrize("params", [{}, {"returnFaceId": "true"}])
def test_face_ids_need_an_approval(ask: Ask, params: dict[str, str]) -> None:
    error = ask(FACE, params).json()["error"]
    assert (error["code"], error["innererror"]["code"]) == ("InvalidRequest", "UnsupportedFeature")
    assert ask(FACE, params).status_code == 403


@pytest.mark.parametrize("path", [f"{VISION}/tag", V4, FACE, f"{VISION}/read/analyze"])
@pytest.mark.parametrize("key", [None, "wrong"])
def test_without_the_key_nothing_is_looked_at(
    azure: AzureService, ask: Ask, path: str, key: str | None
) -> None:
    answer = ask(path, key=key)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "401"
    assert "x-ms-error-code" not in answer.headers
    assert [call.key_seen for call in azure.calls] == [key is not None]


def test_a_key_of_another_kind_of_resource(photo: bytes) -> None:
    with AzureService(product=Product.FACE) as azure, asking(azure, photo) as ask:
        assert ask(FACE, {"returnFaceId": "false"}).status_code == 200
        assert told(ask, f"{VISION}/tag", {}) == (401, "401")


@pytest.mark.parametrize("version", ["v1.0", "v2.0", "v2.1", "v3.0", "v3.1", "v3.1-preview.2"])
def test_retired_versions(photo: bytes, version: str) -> None:
    for status in (404, 410):
        with AzureService(retired_status=status) as azure, asking(azure, photo) as ask:
            assert ask(f"/vision/{version}/analyze").status_code == status


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", f"{VISION}/tag"), ("POST", f"{VISION}/models"), ("POST", "/vision/v3.2/Analyze")],
)
def test_what_is_not_there(ask: Ask, method: str, path: str) -> None:
    assert ask(path, method=method).status_code == 404
