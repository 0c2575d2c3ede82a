"""A playground with a small Bolt app in it, over Socket Mode or signed HTTP."""

import queue
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.server import Playground

Json = dict[str, Any]
Connect = Callable[..., SocketModeHandler]
"""Takes the app and, if need be, `ping_interval`; see `connected`."""
Heard = queue.Queue[tuple[Json, Json]]
"""What an app heard, in order: payloads and headers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The playground, and the Bolt app whose listeners a test adds."""

    playground: Playground
    app: App
    client: WebClient

    def listen(self, to: Callable[..., Any], *answer: Any, **answers: Any) -> list[Json]:
        """Listen (`to` is like `app.command("/x")`), ack with what is given; keep the bodies."""
        heard: list[Json] = []

        def listener(ack: Ack, body: Json) -> None:
            heard.append(body)
            ack(*answer, **answers)

        to(listener)
        return heard

    def hear(self, event: str) -> list[Json]:
        """Listen to an event; keep the events."""
        heard: list[Json] = []

        def listener(event: Json) -> None:
            heard.append(event)

        self.app.event(event)(listener)
        return heard


def events_in(heard: Heard, count: int) -> list[Json]:
    """Take the next events, waiting for them."""
    return [heard.get(timeout=60)[0]["event"] for _ in range(count)]


def ack_timeouts(playground: Playground, *seconds: float) -> None:
    """Give each delivery from now on its own time for an ack; the last one stays."""
    workspace = playground.workspace
    before = len(playground.acks)

    def set_next() -> None:
        one = seconds[min(len(workspace.acks) - before, len(seconds) - 1)]
        workspace.timing = replace(workspace.timing, ack_timeout=one)

    with workspace.lock:
        set_next()
        workspace.watchers.add(set_next)  # called as soon as an ack, or its lack, is recorded


def connected(playground: Playground, app: App, ping_interval: float = 5) -> SocketModeHandler:
    """Open Socket Mode for a Bolt app; a line silent for four pings counts as cut."""
    before = playground.workspace.sockets
    client = WebClient(token=playground.app_token, base_url=playground.api_url)
    handler = SocketModeHandler(
        app, playground.app_token, web_client=client, ping_interval=ping_interval
    )
    handler.connect()  # type: ignore[no-untyped-call]
    playground.wait_until(lambda: playground.workspace.sockets > before)
    return handler
