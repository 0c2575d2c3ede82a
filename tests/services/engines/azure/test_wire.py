import gzip
import logging
import math
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from doubles.azure_replay import Replay, said
from doubles.azure_service.model import Answer
from doubles.azure_service.model import Request as Received
from doubles.fake_time import FakeTime
from services.engines.azure.client import AzureClient
from services.engines.azure.errors import KeyRefused, RequestRefused, TooSlow, UnexpectedAnswer
from services.engines.azure.records import Record
from services.engines.azure.wire import MOST_BYTES, Request, Wire
from services.engines.azure.wire import Answer as Got
from services.errors import SettingsError

MakeClient = Callable[..., AzureClient]
KEY = "0123456789abcdef-a-fake-key"
ASK = Request("analyze", "POST", "/vision/v3.2/analyze", {"visualFeatures": "Tags"}, b"bytes")
FINE = said({"tags": []})


def test_the_key_is_in_one_header_and_nowhere_else(replay: Replay, client_for: MakeClient) -> None:
    client_for(replay.origin, KEY).send(ASK, math.inf)
    (sent,) = replay.requests
    assert sent.headers["ocp-apim-subscription-key"] == KEY
    assert sent.content_type == "application/octet-stream"
    assert sent.body == b"bytes"
    rest = [sent.path, *sent.query, *(v for k, v in sent.headers.items() if "key" not in k)]
    assert KEY not in str(rest)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_error_and_the_key_stays(
    status: int, replay: Replay, client_for: MakeClient
) -> None:
    with Replay(FINE) as elsewhere:
        replay.will(said(b"", status, {"Location": f"{elsewhere.origin}/vision/v3.2/analyze"}))
        with pytest.raises(UnexpectedAnswer) as raised:
            client_for(replay.origin).send(ASK, math.inf)
        assert elsewhere.requests == []
    assert raised.value.refused
    assert len(replay.requests) == 1


def test_no_time_left_is_no_call(replay: Replay, client_for: MakeClient, fake: FakeTime) -> None:
    with pytest.raises(TooSlow):
        client_for(replay.origin).send(ASK, fake.now)
    assert replay.requests == []


def test_a_silent_service_costs_no_more_than_the_time_there_was(replay: Replay) -> None:
    done = threading.Event()

    def silent(_request: Received) -> Answer:
        done.wait(20)
        return FINE

    replay.will(silent)
    with AzureClient(replay.origin, KEY) as client, pytest.raises(TooSlow) as raised:
        client.send(ASK, client.clock() + 0.3)
    done.set()
    assert raised.value.refused and not raised.value.outage


def test_an_answer_without_end_is_cut_off(replay: Replay, client_for: MakeClient) -> None:
    packed = gzip.compress(b" " * (MOST_BYTES + 1))
    assert len(packed) < 100_000
    replay.will(said(packed, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(UnexpectedAnswer, match="over"):
        client_for(replay.origin).send(ASK, math.inf)


def test_an_encoding_that_is_none_is_an_error(replay: Replay, client_for: MakeClient) -> None:
    replay.will(said(b"no gzip", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(UnexpectedAnswer):
        client_for(replay.origin).send(ASK, math.inf)


def test_no_cookie_is_kept(replay: Replay, client_for: MakeClient) -> None:
    replay.will(said({}, headers={"Set-Cookie": "a=b; Path=/"}))
    client = client_for(replay.origin)
    client.send(ASK, math.inf)
    client.send(ASK, math.inf)
    assert "cookie" not in replay.requests[1].headers


def test_the_environment_has_no_say(
    replay: Replay, client_for: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert client_for(replay.origin).send(ASK, math.inf).status == 200


def test_a_refusal_in_the_log_has_id_and_code_and_no_key(
    replay: Replay, client_for: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"error": {"code": "401", "message": f"Access denied to the key {KEY}."}}
    replay.will(said(body, 401, {"apim-request-id": "eb0e3b04-8663", "x-echo": KEY}))
    caplog.set_level(logging.DEBUG)
    with pytest.raises(KeyRefused) as raised:
        client_for(replay.origin, KEY).send(ASK, math.inf)
    logging.getLogger("test").warning("%s %r", raised.value, raised.value, exc_info=raised.value)
    assert "eb0e3b04-8663" in caplog.text and "401" in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize("key", ["two\nlines", "a space", "schlüssel", "null\0"])
def test_what_can_be_no_key_is_said_before_it_is_sent_and_not_repeated(key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        AzureClient("http://127.0.0.1:9", key)
    assert key not in str(raised.value)


@pytest.fixture
def wire() -> Iterator[Wire]:
    sender = Wire("http://127.0.0.1:9/", KEY, clock=time.monotonic)
    yield sender
    sender.close()


def test_the_endpoint_has_no_slash_at_its_end(wire: Wire) -> None:
    assert wire.endpoint == "http://127.0.0.1:9"


@pytest.mark.parametrize("status", [200, 202, 204, 302, 400, 500])
def test_whatever_the_status_it_comes_back(status: int, replay: Replay) -> None:
    replay.will(said(b"{}" if status != 204 else b"", status, {"apim-request-id": "0f-1d"}))
    sender = Wire(replay.origin, KEY, clock=time.monotonic)
    answer = sender.exchange(ASK, math.inf)
    sender.close()
    assert (answer.status, answer.operation, answer.request_id) == (status, "analyze", "0f-1d")
    assert answer.content_type == "application/json"


def test_what_is_asked_arrives(replay: Replay, client_for: MakeClient) -> None:
    client_for(replay.origin + "/").send(
        Request("models", "GET", "/models", {"a": "b c"}), math.inf
    )
    client_for(replay.origin).send(ASK, math.inf)
    bare, full = replay.requests
    assert (bare.method, bare.path, bare.query) == ("GET", "/models", (("a", "b c"),))
    assert bare.body == b"" and bare.content_type == ""
    assert (full.method, full.query) == ("POST", (("visualFeatures", "Tags"),))


def test_a_refusal_keeps_its_headers_whatever_their_case(
    replay: Replay, client_for: MakeClient
) -> None:
    replay.will(said({"error": {}}, 400, {"APIM-Request-ID": "0f-1d"}))
    with pytest.raises(RequestRefused) as raised:
        client_for(replay.origin, KEY).send(ASK, math.inf)
    assert raised.value.request_id == "0f-1d"


def test_an_answer_that_takes_too_long_to_come_is_left(
    replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    """The time is over while the answer is still on its way."""

    def late(_request: Received) -> Answer:
        fake.now += 31
        return FINE

    replay.will(late)
    with pytest.raises(TooSlow) as raised:
        client_for(replay.origin).send(ASK, fake.now + 30)
    assert raised.value.refusal.status == 200


def test_what_an_answer_does_not_hold_is_told_with_its_id() -> None:
    answer = Got("tag", 200, {"x-ms-request-id": "0f-1d"}, b'{"tags": 1}')
    assert answer.parsed(lambda value: value) == {"tags": 1}
    with pytest.raises(UnexpectedAnswer, match=r"tag: HTTP 200.*0f-1d; tags is not a list"):
        answer.parsed(lambda value: list(Record.of(value).listed("tags")))
    with pytest.raises(UnexpectedAnswer, match="0f-1d; no JSON"):
        Got("tag", 200, {"x-ms-request-id": "0f-1d"}, b"<html>").parsed(Record.of)
