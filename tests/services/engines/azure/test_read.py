import json

import pytest

from doubles.azure_looking import MakeEngine
from doubles.azure_replay import Replay, read_twice, said
from doubles.azure_service import AzureService
from doubles.fake_time import FakeTime
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError, ServiceFailed, TooSlow, UnexpectedAnswer
from services.engines.azure.pace import FIRST_GUESS
from services.pictures.opening import Picture
from services.vision import AnalysisOptions, Feature, Text

TEXT = frozenset({Feature.TEXT})
PLACE = "/vision/v3.2/read/analyzeResults/{id}"


def read(engine: AzureEngine, picture: Picture, seconds: float | None = None) -> Text:
    text = engine.analyze(picture, TEXT, AnalysisOptions(seconds=seconds)).text
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("origin", "path"),
    [
        (None, PLACE),
        ("", PLACE),
        ("https://westus.api.cognitive.microsoft.com", PLACE),
        ("https://some-name.cognitiveservices.azure.com", PLACE),
        (None, "/vision/v3.2/read/operations/{id}"),
    ],
)
def test_the_result_is_fetched_from_the_endpoint_that_was_set(
    origin: str | None, path: str, azure: AzureService, engine_for: MakeEngine, picture: Picture
) -> None:
    azure.faults.read_location(origin, path)
    assert read(engine_for(azure.endpoint + "/", azure.key), picture).lines
    (call,) = azure.calls_of("read_result")
    assert call.status == 200 and call.key_seen


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/vision/v3.2/read/analyzeResults/1",
        "https://cognitiveservices.azure.com.evil.example/vision/v3.2/read/analyzeResults/1",
        "http://evil.example@127.0.0.1/vision/v3.2/read/analyzeResults/1",
        "/vision/v3.2/models",
        "/vision/v3.2/read/analyzeResults/../../models",
        "/vision/v3.2/read/analyzeResults/1?to=https://evil.example",
        "//evil.example/vision/v3.2/read/analyzeResults/1",
        "http://[broken/vision/v3.2/read/analyzeResults/1",
        "",
    ],
)
def test_nowhere_else(location: str, engine_for: MakeEngine, picture: Picture) -> None:
    with Replay(said(b"", 202, {"Operation-Location": location})) as replay:
        with pytest.raises(UnexpectedAnswer, match="Operation-Location"):
            read(engine_for(replay.origin, "key"), picture)
        assert len(replay.requests) == 1


def test_another_port_of_this_very_host_is_somewhere_else(
    engine_for: MakeEngine, picture: Picture
) -> None:
    with Replay(said({})) as elsewhere, Replay(said({})) as replay:
        place = f"{elsewhere.origin}/vision/v3.2/read/analyzeResults/1"
        replay.will(said(b"", 202, {"Operation-Location": place}))
        with pytest.raises(UnexpectedAnswer):
            read(engine_for(replay.origin, "key"), picture)
        assert elsewhere.requests == []


def test_a_result_that_is_not_there_yet_is_asked_for_again(
    azure: AzureService, engine: AzureEngine, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.read_stays_running(3)
    assert read(engine, picture).lines
    assert len(azure.calls_of("read_result")) == 4
    assert all(seconds >= 1 for seconds in fake.slept)


def test_the_first_question_waits_for_what_read_usually_takes(
    engine_for: MakeEngine, picture: Picture, fake: FakeTime
) -> None:
    with AzureService(read_seconds=4.5, clock=fake.clock) as azure:
        engine = engine_for(azure.endpoint, azure.key)
        polls = []
        for _ in range(12):
            before = len(azure.calls)
            read(engine, picture)
            polls.append(len(azure.calls) - before - 1)
    assert polls[0] > 1
    assert polls[1:] == [1] * 11, "later ones take one submission and one question"


def test_a_read_that_fails_says_so(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    for with_error in (False, True):
        azure.faults.read_fails(with_error=with_error)
        with pytest.raises(ServiceFailed, match="could not read the text") as raised:
            read(engine, picture)
        assert raised.value.refused and not raised.value.outage
    assert raised.value.code == "InternalServerError"


def test_a_result_that_has_expired_is_an_error(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.read_location(path="/vision/v3.2/read/operations/{id}")
    azure.faults.status("read_result", 404, {"code": "InvalidArgument", "message": "No."})
    with pytest.raises(AzureError) as raised:
        read(engine, picture)
    assert raised.value.request_id == azure.calls_of("read_result")[0].request_id


def test_a_read_that_never_ends_ends(
    azure: AzureService, engine: AzureEngine, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.read_stays_running(10_000)
    begun = fake.now
    with pytest.raises(TooSlow):
        read(engine, picture)
    assert fake.now - begun < 120


def test_a_read_keeps_to_the_deadline(
    azure: AzureService, engine: AzureEngine, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.read_stays_running(10_000)
    begun = fake.now
    with pytest.raises(TooSlow) as raised:
        read(engine, picture, seconds=8)
    assert fake.now - begun <= 8
    assert raised.value.refused and not raised.value.outage


def test_polls_pass_the_rate_limit_and_the_services_own(
    azure: AzureService, engine: AzureEngine, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.retry_after("read_result", 30, in_header=False)
    begun = fake.now
    assert read(engine, picture).lines
    assert fake.now - begun >= 30


@pytest.mark.parametrize("flat", [True, False])
def test_both_forms_of_reads_errors_are_understood(
    flat: bool, engine_for: MakeEngine, picture: Picture
) -> None:
    with AzureService(flat_read_errors=flat) as azure:
        body = {"code": "InvalidImageDimension", "message": "No.", "requestId": "1"}
        azure.faults.status("read", 400, body if flat else {"error": body})
        with pytest.raises(AzureError, match="image of this size"):
            read(engine_for(azure.endpoint, azure.key), picture)


def test_what_the_service_tells_of_its_own_time_is_learned(
    engine_for: MakeEngine, picture: Picture, fake: FakeTime
) -> None:
    body = {
        "status": "succeeded",
        "createdDateTime": "2026-11-20T06:44:48Z",
        "lastUpdatedDateTime": "2026-11-20T06:44:48Z",
        "analyzeResult": {"readResults": []},
    }
    with Replay(read_twice(json.dumps(body).encode())) as replay:
        engine = engine_for(replay.origin, "key")
        for _ in range(3):
            read(engine, picture)
    assert fake.slept == [FIRST_GUESS, 1.0, 1.0]
