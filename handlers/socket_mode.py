"""Slack over Socket Mode: a WebSocket that Glimpse opens, and closes without keeping anybody."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin.connection import Connection

GOODBYE = b"\x88\x82\0\0\0\0\x03\xe8"
"""A WebSocket's closing frame (RFC 6455, 5.5.1): status 1000, under a mask of zeros."""


@contextmanager
def connected(app: App, app_token: str, api_url: str) -> Iterator[None]:
    """Receive Slack's events for as long as the block lasts."""
    client = WebClient(app_token, base_url=api_url)
    handler = SocketModeHandler(app, app_token, web_client=client)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        close(handler)


def close(handler: SocketModeHandler) -> None:
    """Acknowledge what is being handled, then have the server end the connection.

    The handler's own `close` cuts the acknowledgements off, and waits until its threads look up:
    the dispatcher after up to 1 s, unless a message comes, and the receiver after up to 3 s in
    `recv`, unless the server's closing frame does. While a new session replaces an old one it
    may wait for ever, since only the session that it found is told to end.
    """
    receiver = handler.client
    receiver.closed = True
    receiver.auto_reconnect_enabled = receiver.default_auto_reconnect_enabled = False
    receiver.current_app_monitor.shutdown()  # type: ignore[no-untyped-call]
    receiver.enqueue_message("")
    receiver.message_processor.shutdown()  # type: ignore[no-untyped-call]
    receiver.message_workers.shutdown()
    _say_goodbye(receiver.current_session)
    runner = receiver.current_session_runner
    runner.event.set()
    while runner.is_alive():
        receiver.current_session_state.terminated = True  # each session brings a state of its own
        runner.thread.join(0.1)  # seconds; a session that began meanwhile is told at the next turn
    handler.close()  # type: ignore[no-untyped-call]


def _say_goodbye(session: Connection | None) -> None:
    line = session.sock if session is not None else None
    if session is not None and line is not None:
        with session.sock_send_lock, suppress(OSError):  # the line may be down already
            line.sendall(GOODBYE)
