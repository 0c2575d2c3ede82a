"""What the double can be told to do wrong."""

import time

import pytest
import requests

from doubles.asking import Ask, asking
from doubles.azure_service import AzureService, Operation

VISION = "/vision/v3.2"
V4 = "/computervision/imageanalysis:analyze"
CAPTION = {"api-version": "2024-02-01", "features": "caption"}
PATHS: dict[Operation, tuple[str, dict[str, str], str]] = {
    Operation.ANALYZE: (f"{VISION}/analyze", {}, "POST"),
    Operation.DESCRIBE: (f"{VISION}/describe", {}, "POST"),
    Operation.TAG: (f"{VISION}/tag", {}, "POST"),
    Operation.OBJECTS: (f"{VISION}/detect", {}, "POST"),
    Operation.AREA_OF_INTEREST: (f"{VISION}/areaOfInterest", {}, "POST"),
    Operation.MODELS: (f"{VISION}/models", {}, "GET"),
    Operation.DOMAIN: (f"{VISION}/models/landmarks/analyze", {}, "POST"),
    Operation.OCR: (f"{VISION}/ocr", {}, "POST"),
    Operation.THUMBNAIL: (f"{VISION}/generateThumbnail", {"width": "50", "height": "50"}, "POST"),
    Operation.READ: (f"{VISION}/read/analyze", {}, "POST"),
    Operation.ANALYZE40: (V4, CAPTION, "POST"),
    Operation.DETECT: ("/face/v1.2/detect", {"returnFaceId": "false"}, "POST"),
}


@pytest.mark.parametrize("operation", PATHS)
def test_every_operation_fails_as_often_as_told(
    azure: AzureService, ask: Ask, operation: Operation
) -> None:
    path, params, method = PATHS[operation]
    azure.faults.status(operation, 500, times=2)
    statuses = [ask(path, params, method=method).status_code for _ in range(3)]
    assert statuses in ([500, 500, 200], [500, 500, 202])
    assert [call.operation for call in azure.calls] == [operation] * 3


def test_faults_wait_for_their_turn_and_can_be_taken_back(azure: AzureService, ask: Ask) -> None:
    azure.faults.status("tag", 503, headers={"Retry-After": "7"})
    azure.faults.status("tag", 401, {"error": {"code": "401", "message": "m"}}, times=None)
    first = ask(f"{VISION}/tag")
    assert (first.status_code, first.headers["Retry-After"]) == (503, "7")
    assert [ask(f"{VISION}/tag").status_code for _ in range(3)] == [401] * 3
    azure.faults.clear()
    assert ask(f"{VISION}/tag").status_code == 200


@pytest.mark.parametrize("in_header", [True, False])
def test_a_wait_is_told_in_the_body_at_least(
    azure: AzureService, ask: Ask, in_header: bool
) -> None:
    azure.faults.retry_after("ocr", 55, in_header=in_header)
    answer = ask(f"{VISION}/ocr")
    assert answer.status_code == 429
    assert ("Retry-After" in answer.headers) is in_header
    assert "OCR Operation" in answer.text and "Please retry after 55 seconds." in answer.text


def test_a_connection_is_lost(azure: AzureService, ask: Ask) -> None:
    azure.faults.drop("tag")
    azure.faults.drop("tag", after=100)
    with pytest.raises(requests.ConnectionError):
        ask(f"{VISION}/tag")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        ask(f"{VISION}/tag")
    assert [call.status for call in azure.calls] == [0, 200]


def test_a_slow_answer_is_right_and_ends_with_the_service(photo: bytes) -> None:
    with AzureService() as azure, asking(azure, photo) as ask:
        azure.faults.slow("tag", 600)
        with pytest.raises(requests.ReadTimeout):
            ask(f"{VISION}/tag", timeout=0.1)
        azure.faults.slow("tag", 0.01)
        assert ask(f"{VISION}/tag").json()["tags"]
        begun = time.monotonic()
    assert time.monotonic() - begun < 600, "it waited for the slow answer"


def test_who_waits_in_vain_is_told_so(azure: AzureService, ask: Ask) -> None:
    azure.faults.together("tag", "ocr", seconds=0.01)
    assert ask(f"{VISION}/tag").status_code == 500


@pytest.mark.parametrize("kind", ["truncated", "html", "empty"])
def test_garbage_is_no_json(azure: AzureService, ask: Ask, kind: str) -> None:
    azure.faults.garbage("analyze", kind)  # type: ignore[arg-type]
    answer = ask(f"{VISION}/analyze")
    assert answer.status_code == 200
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_a_redirect_to_another_origin_sees_no_key(photo: bytes) -> None:
    with AzureService() as azure, AzureService() as other, asking(azure, photo) as ask:
        azure.faults.redirect("tag", other.endpoint + f"{VISION}/tag")
        answer = ask(f"{VISION}/tag")
        assert answer.status_code == 307
        assert answer.headers["Location"].startswith(other.endpoint)
        requests.post(answer.headers["Location"], data=photo, timeout=20).close()
        assert [(call.status, call.key_seen) for call in other.calls] == [(401, False)]


def test_read_stays_running_then_is_done(azure: AzureService, ask: Ask) -> None:
    azure.faults.read_stays_running(2)
    place = ask(f"{VISION}/read/analyze").headers["Operation-Location"]
    states = [ask(place, method="GET").json()["status"] for _ in range(3)]
    assert states == ["running", "running", "succeeded"]


@pytest.mark.parametrize("with_error", [True, False])
def test_read_fails_with_200(azure: AzureService, ask: Ask, with_error: bool) -> None:
    azure.faults.read_fails(with_error=with_error)
    place = ask(f"{VISION}/read/analyze").headers["Operation-Location"]
    answer = ask(place, method="GET")
    assert (answer.status_code, answer.json()["status"]) == (200, "failed")
    assert ("error" in answer.json()) is with_error


def test_a_result_is_had_from_its_own_path_and_expires(azure: AzureService, ask: Ask) -> None:
    azure.faults.read_location(path="/vision/v3.2/read/operations/{id}", times=1)
    place = ask(f"{VISION}/read/analyze").headers["Operation-Location"]
    assert place.startswith(f"{azure.endpoint}{VISION}/read/operations/")
    assert ask(place, method="GET").status_code == 200
    assert ask(place.replace("operations", "analyzeResults"), method="GET").status_code == 404
    azure.expire_reads()
    assert ask(place, method="GET").status_code == 404


def test_operation_location_may_name_another_origin(azure: AzureService, ask: Ask) -> None:
    regional = "https://westus.api.cognitive.microsoft.com"
    azure.faults.read_location(regional)
    place = ask(f"{VISION}/read/analyze").headers["Operation-Location"]
    assert place.startswith(f"{regional}{VISION}/read/analyzeResults/")
    assert ask(place.removeprefix(regional), method="GET").json()["status"] == "succeeded"


def test_a_region_without_captions_has_the_rest(azure: AzureService, ask: Ask) -> None:
    azure.faults.no_caption_region()
    for feature in ("caption", "denseCaptions"):
        answer = ask(V4, CAPTION | {"features": f"tags,{feature}"})
        assert answer.status_code == 400
        name = feature[0].upper() + feature[1:]
        assert answer.json()["error"]["message"].startswith(f"The feature '{name}' is not")
        assert answer.headers["x-ms-error-code"] == "InvalidRequest"
    assert ask(V4, CAPTION | {"features": "tags,read"}).status_code == 200


def test_celebrities_without_approval(azure: AzureService, ask: Ask) -> None:
    path = f"{VISION}/models/celebrities/analyze"
    assert ask(path).json()["result"]["celebrities"][0]["name"] == "Robin Example"
    for kind, status in (("403", 403), ("400", 400)):
        azure.faults.celebrities_denied(kind)  # type: ignore[arg-type]
        assert ask(path).status_code == status
        assert ask(f"{VISION}/analyze", {"details": "Celebrities"}).status_code == status
        assert ask(f"{VISION}/analyze", {"details": "Landmarks"}).status_code == 200
    azure.faults.celebrities_denied("empty")
    assert ask(path).json()["result"] == {"celebrities": []}


def test_rates_are_kept_for_each_product(photo: bytes) -> None:
    now = [0.0]
    with AzureService(clock=lambda: now[0]) as azure, asking(azure, photo) as ask:
        azure.rate(2, 60)
        assert [ask(f"{VISION}/tag").status_code for _ in range(2)] == [200, 200]
        now[0] = 5.0
        refused = ask(f"{VISION}/tag")
        assert refused.status_code == 429
        assert "retry after 55 seconds" in refused.text
        assert "Retry-After" not in refused.headers
        assert ask("/face/v1.0/detect", {"returnFaceId": "false"}).status_code == 200
        now[0] = 60.5
        assert ask(f"{VISION}/tag").status_code == 200


def test_a_failure_of_the_double_itself_is_not_hidden(photo: bytes) -> None:
    azure = AzureService(clock=lambda: 1 / 0)
    with (
        pytest.raises(RuntimeError, match="failed at a request"),
        azure,
        asking(azure, photo) as ask,
        pytest.raises(requests.ConnectionError),
    ):
        ask(f"{VISION}/tag")
