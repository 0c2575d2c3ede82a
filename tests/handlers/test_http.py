"""Signed HTTP: what gets in, what does not, and that one slow handler stops nobody."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from doubles.world import MANIFEST, QUICK
from handlers import errors, http
from playground.server import Playground
from services.web import serving

SECRET = "fake-signing-secret"


@contextmanager
def listening(app: App) -> Iterator[str]:
    with serving(http.build(app), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def playground() -> Iterator[Playground]:
    with Playground(port=0, manifest=MANIFEST, timing=QUICK) as running:
        yield running


@pytest.fixture
def app(playground: Playground) -> App:
    bolt = App(
        client=WebClient(playground.bot_token, base_url=playground.api_url),
        signing_secret=SECRET,
        process_before_response=True,
    )
    errors.register(bolt)
    return bolt


EVENT = (
    '{"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev1","event_time":1,'
    '"authorizations":[{"team_id":"T1","user_id":"U9","is_bot":true}],'
    '"event":{"type":"message","channel":"C1","user":"U1","ts":"1.1","text":"hi"}}'
)


def signed(body: str, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    timestamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "X-Slack-Signature": signature or "",
        "X-Slack-Request-Timestamp": timestamp,
        "Content-Type": "application/json",
    }


def test_events_reach_the_handlers_and_are_acknowledged_after_them(app: App) -> None:
    heard: list[str] = []

    @app.event("message")
    def on_message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    with listening(app) as url:
        answer = requests.post(f"{url}/slack/events", EVENT, headers=signed(EVENT), timeout=10)
    assert (answer.status_code, heard) == (200, ["hi"])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(EVENT, secret="another secret"),
        signed(EVENT, at=time.time() - 600),
        signed(EVENT) | {"X-Slack-Request-Timestamp": "soon"},
        signed(EVENT) | {"X-Slack-Request-Timestamp": "²"},
        signed(EVENT) | {"X-Slack-Signature": "v0=é"},
        signed(EVENT) | {"X-Slack-Signature": ""},
    ],
    ids=["none", "other secret", "old", "no number", "odd digit", "not ASCII", "empty"],
)
def test_what_is_not_signed_reaches_no_handler(app: App, headers: dict[str, str]) -> None:
    heard: list[object] = []
    app.event("message")(lambda event: heard.append(event))
    sent = {name: value.encode() for name, value in headers.items()}
    with listening(app) as url:
        answer = requests.post(f"{url}/slack/events", EVENT, headers=sent, timeout=10)
    assert (answer.status_code, heard) == (401, [])


def test_a_body_no_slack_would_send_is_refused(app: App) -> None:
    with listening(app) as url:
        huge = "x" * (http.MOST_BYTES + 1)
        answer = requests.post(f"{url}/slack/events", huge, headers=signed(huge), timeout=10)
    assert answer.status_code == 413


def test_a_handler_that_fails_is_not_acknowledged_and_named_by_an_id(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    @app.event("message")
    def on_message() -> None:
        raise ZeroDivisionError("a secret detail")

    with listening(app) as url:
        answer = requests.post(f"{url}/slack/events", EVENT, headers=signed(EVENT), timeout=10)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.text.rstrip(".").rsplit(" ", 1)[1] in caplog.text


def test_slow_handlers_stop_nobody(app: App) -> None:
    go_on = threading.Event()
    waiting = threading.Semaphore(0)

    @app.event("message")
    def on_message() -> None:
        waiting.release()
        go_on.wait(20)

    def send(url: str) -> None:
        requests.post(f"{url}/slack/events", EVENT, headers=signed(EVENT), timeout=30)

    with listening(app) as url:
        senders = [threading.Thread(target=send, args=(url,)) for _ in range(4)]
        for sender in senders:
            sender.start()
        all_waiting = [waiting.acquire(timeout=20) for _ in senders]
        alive = requests.get(f"{url}/healthz", timeout=10).text
        go_on.set()
        for sender in senders:
            sender.join()
    assert all(all_waiting)
    assert alive == "ok"
