"""A server on loopback that answers what it is told to, whatever it is asked."""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Self

from doubles.azure_service.model import Answer, Request
from doubles.azure_service.server import LoopbackServer

JSON = "application/json; charset=utf-8"
Reply = Answer | Callable[[Request], Answer]


class Replay:
    """Answers with `replies` in turn, the last one for ever; a reply may look at the request."""

    def __init__(self, *replies: Reply) -> None:
        self._lock = threading.Lock()
        self._server = LoopbackServer(self._respond)
        self._replies = list(replies)
        self.requests: list[Request] = []

    @property
    def origin(self) -> str:
        return self._server.origin

    def will(self, *replies: Reply) -> None:
        """Answer so from now on."""
        with self._lock:
            self._replies = list(replies)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def _respond(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return reply if isinstance(reply, Answer) else reply(request)


def said(
    body: object, status: int = 200, headers: Mapping[str, str] | None = None, kind: str = JSON
) -> Answer:
    """Return an answer: bytes as they are, anything else as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, data, dict(headers or {}), kind)


def read_twice(body: bytes) -> Callable[[Request], Answer]:
    """Return what takes Read's submission and answers everything else with `body`."""

    def reply(request: Request) -> Answer:
        if not request.path.endswith("/read/analyze"):
            return said(body)
        return said(b"", 202, {"Operation-Location": "/vision/v3.2/read/analyzeResults/1"})

    return reply
