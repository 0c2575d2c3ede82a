"""Events as Slack signs them, and an app that takes them on loopback."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_sdk.signature import SignatureVerifier

from handlers import http
from services.web import serving

SECRET = "fake-signing-secret"

EVENT = (
    '{"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev1","event_time":1,'
    '"authorizations":[{"team_id":"T1","user_id":"U9","is_bot":true}],'
    '"event":{"type":"message","channel":"C1","user":"U1","ts":"1.1","text":"hi"}}'
)


def signed(body: str, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """Return the headers with which Slack sends `body`, signed with `secret` at a time."""
    timestamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "X-Slack-Signature": signature or "",
        "X-Slack-Request-Timestamp": timestamp,
        "Content-Type": "application/json",
    }


@contextmanager
def listening(app: App) -> Iterator[str]:
    """Serve an app, and yield its address."""
    with serving(http.build(app), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"
