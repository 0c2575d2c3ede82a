"""The WebSocket of Glimpse: events come over it, and at its end nothing is cut off."""

import logging
import threading
from contextlib import suppress
from typing import Any

import pytest
from slack_bolt import App

from handlers import socket_mode
from playground.server import Playground


def test_events_are_heard_and_acknowledged_until_the_end(
    app: App, playground: Playground, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []

    @app.event("message")
    def on_message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    with socket_mode.connected(app, playground.app_token, playground.api_url):
        playground.wait_until(lambda: playground.workspace.sockets)
        playground.say("hello")
        playground.wait_until(lambda: heard)
    playground.wait_until(lambda: playground.workspace.sockets == 0)
    assert heard == ["hello"]
    problems = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record.getMessage() for record in problems] == []


def test_what_is_being_handled_at_the_end_is_acknowledged(app: App, playground: Playground) -> None:
    begun = threading.Event()

    @app.event("message")
    def on_message() -> None:
        begun.set()
        with suppress(TimeoutError):  # busy until the line is cut, which it must not be
            playground.wait_until(lambda: playground.workspace.sockets == 0, timeout=0.3)

    before = len(playground.acks)
    with socket_mode.connected(app, playground.app_token, playground.api_url):
        playground.wait_until(lambda: playground.workspace.sockets)
        playground.say("hello")
        assert begun.wait(20)
    playground.wait_until(lambda: len(playground.acks) > before)
    assert playground.acks[before].ok
    playground.wait_until(lambda: playground.workspace.sockets == 0)


@pytest.mark.slow  # the library waits for its lock and its last `recv`, seconds each
@pytest.mark.parametrize("replaced", ["dropped", "told to come back"])
def test_an_end_while_the_connection_is_replaced_leaves_none(
    app: App, playground: Playground, replaced: str
) -> None:
    def asked() -> int:
        return sum(call.method == "apps.connections.open" for call in playground.calls)

    with socket_mode.connected(app, playground.app_token, playground.api_url):
        playground.wait_until(lambda: playground.workspace.sockets)
        before = asked()
        playground.faults.rate_limit("apps.connections.open", retry_after=1)
        if replaced == "dropped":
            playground.faults.drop_socket()
        else:
            playground.faults.disconnect("refresh_requested")
        playground.wait_until(lambda: asked() > before)  # refused once, so the next try is to come
    playground.wait_until(lambda: playground.workspace.sockets == 0)
