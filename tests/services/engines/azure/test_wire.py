import gzip
import logging
import math
import threading
from collections.abc import Callable

import pytest

from doubles.azure_replay import Replay, said
from doubles.azure_service.model import Answer
from doubles.azure_service.model import Request as Received
from doubles.fake_time import FakeTime
from services.engines.azure.client import AzureClient
from services.engines.azure.errors import KeyRefused, TooSlow, UnexpectedAnswer
from services.engines.azure.wire import MOST_BYTES, Request
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
