"""Signed HTTP: what gets in, what does not, and that one slow handler stops nobody."""

import threading
import time
from typing import Any

import pytest
import requests
from slack_bolt import App

from doubles.signed import EVENT, listening, signed
from handlers import http


def test_events_reach_the_handlers_and_are_acknowledged_after_them(app: App) -> None:
    heard: list[str] = []

    @app.event("message")
    def on_message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    with listening(app) as url:
        answer = requests.post(f"{url}/slack/events", EVENT, headers=signed(EVENT), timeout=60)
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
        answer = requests.post(f"{url}/slack/events", EVENT, headers=sent, timeout=60)
    assert (answer.status_code, heard) == (401, [])


def test_a_body_no_slack_would_send_is_refused(app: App) -> None:
    with listening(app) as url:
        huge = "x" * (http.MOST_BYTES + 1)
        answer = requests.post(f"{url}/slack/events", huge, headers=signed(huge), timeout=60)
    assert answer.status_code == 413


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
        alive = requests.get(f"{url}/healthz", timeout=60).text
        go_on.set()
        for sender in senders:
            sender.join()
    assert all(all_waiting)
    assert alive == "ok"
