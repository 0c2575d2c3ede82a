"""Deliveries over HTTP: signed requests to the app's address.

Events are JSON, commands a form, and interactions a form with one field, `payload`, of JSON.
Sources: docs.slack.dev/apis/events-api, /interactivity/handling-user-interaction and
/authentication/verifying-requests-from-slack.
"""

import asyncio
import hashlib
import hmac
import http.client
import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

from playground.delivery.events import COMMAND, EVENTS_API, INTERACTIVE, Delivery, Outcome
from playground.workspace.ids import new_id
from playground.workspace.model import Json
from playground.workspace.state import Workspace


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a request body as Slack does (version v0)."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encoded(delivery: Delivery) -> tuple[str, bytes]:
    """Return the content type and body a delivery goes out as."""
    form = "application/x-www-form-urlencoded"
    if delivery.kind == COMMAND:
        return form, urlencode(delivery.payload).encode()
    if delivery.kind == INTERACTIVE:
        return form, urlencode({"payload": json.dumps(delivery.payload)}).encode()
    return "application/json", json.dumps(delivery.payload).encode()


class HttpEvents:
    """Delivers to one address, which must answer 2xx in time."""

    def __init__(self, workspace: Workspace, request_url: str) -> None:
        self._workspace = workspace
        self._url = request_url

    async def ready(self) -> None:
        """There is always an address, whether or not somebody is there."""

    async def send(self, delivery: Delivery, attempt: int, reason: str | None) -> Outcome:
        """POST once; anything but 2xx in time is a failure."""
        timeout = self._workspace.timing.ack_timeout
        kind, body = encoded(delivery)
        timestamp = str(int(self._workspace.clock()))
        headers = {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (playground)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(
                self._workspace.identity.signing_secret, timestamp, body
            ),
        }
        if delivery.kind == EVENTS_API and attempt:
            headers |= {
                "X-Slack-Retry-Num": str(attempt),
                "X-Slack-Retry-Reason": reason or "http_error",
            }
        try:
            post = asyncio.to_thread(_post, self._url, body, headers, timeout)
            return await asyncio.wait_for(post, timeout)
        except TimeoutError:
            return Outcome(ok=False, reason="http_timeout")
        except (OSError, http.client.HTTPException):
            return Outcome(ok=False, reason="connection_failed")

    async def verify(self) -> bool:
        """Ask the address to prove itself, as Slack does when it is entered."""
        challenge = new_id("challenge-", 20)
        payload: Json = {"type": "url_verification", "challenge": challenge, "token": "playground"}
        outcome = await self.send(Delivery("url_verification", payload, challenge, ""), 0, None)
        return outcome.ok and challenge in json.dumps(outcome.response)


def _post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> Outcome:
    """POST without following redirects, which Slack takes for failures."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        words = answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        retry = answer.headers.get("X-Slack-No-Retry") != "1"
        return Outcome(ok=False, reason="http_error", retry=retry)
    response: Any = None
    if answer.headers.get_content_type() == "application/json":
        with suppress(ValueError):
            response = json.loads(words)
    if not isinstance(response, dict):
        response = {"text": words} if words else None
    return Outcome(ok=True, response=response)
