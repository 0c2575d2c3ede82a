"""What is to go wrong, switched on and off by tests while calls are under way."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from doubles.azure_service.model import Answer, Json, Operation, json_answer
from doubles.azure_service.rate import too_many

Garbage = Literal["truncated", "html", "empty", "list"]
Denial = Literal["403", "400", "empty"]
JSON = "application/json; charset=utf-8"
GARBAGE: Mapping[str, tuple[bytes, str]] = {
    "truncated": (b'{"requestId":"0f0f0f0f","metadata":{"wid', JSON),
    "html": (b"<!DOCTYPE html><html><body>We will be back soon.</body></html>", "text/html"),
    "empty": (b"", JSON),
    "list": (b"[[]]", JSON),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong `times` times (None: from now on).

    `answer` None: the right answer, `seconds` late, or once all at the `meeting` are there.
    """

    answer: Answer | None
    seconds: float = 0.0
    times: int | None = 1
    meeting: threading.Barrier | None = None


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """Where ``Operation-Location`` points: an origin (None: the double's own) and a path."""

    origin: str | None = None
    path: str = "/vision/v3.2/read/analyzeResults/{id}"


class Faults:
    """The switches. `operation` is an `Operation` or its name; the oldest fault comes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: dict[Operation, list[Fault]] = {}
        self._specials: dict[str, tuple[object, int | None]] = {}

    def status(
        self,
        operation: str,
        code: int,
        body: Json | None = None,
        headers: Mapping[str, str] | None = None,
        times: int | None = 1,
    ) -> None:
        """Answer with `code`; without `body` the gateway's own error stands in it."""
        told = {"error": {"code": str(code), "message": "Made to fail."}} if body is None else body
        self._add(operation, Fault(json_answer(told, code, headers), times=times))

    def retry_after(
        self,
        operation: str,
        seconds: int,
        *,
        in_header: bool = True,
        code: int = 429,
        times: int | None = 1,
    ) -> None:
        """Refuse with 429 (or 503) and tell the wait in the body, `in_header` in the header too."""
        answer = too_many(Operation(operation), seconds, in_header=in_header, status=code)
        self._add(operation, Fault(answer, times=times))

    def drop(self, operation: str, *, after: int | None = None, times: int | None = 1) -> None:
        """Lose the connection: before the answer, or `after` so many bytes of a 200's body."""
        body = b"" if after is None else b'{"requestId":"' + b"0" * 4096
        self._add(operation, Fault(Answer(200, body, drop=after or 0), times=times))

    def slow(self, operation: str, seconds: float, times: int | None = 1) -> None:
        """Answer rightly, but only after `seconds`."""
        self._add(operation, Fault(None, seconds, times))

    def together(self, *operations: str, seconds: float = 20) -> None:
        """Answer none of the next calls, one of each operation, before all are under way.

        Those that wait longer than `seconds` are answered 500.
        """
        meeting = threading.Barrier(len(operations), timeout=seconds)
        for operation in operations:
            self._add(operation, Fault(None, meeting=meeting))

    def garbage(self, operation: str, kind: Garbage = "truncated", times: int | None = 1) -> None:
        """Answer 200 with what is no answer."""
        body, media_type = GARBAGE[kind]
        self._add(operation, Fault(Answer(200, body, content_type=media_type), times=times))

    def redirect(self, operation: str, to: str, code: int = 307, times: int | None = 1) -> None:
        """Point elsewhere."""
        answer = Answer(code, b"", {"Location": to}, content_type=None)
        self._add(operation, Fault(answer, times=times))

    def read_stays_running(self, polls: int) -> None:
        """Keep every Read submitted from now on running for so many polls."""
        self._set("read_polls", polls, None)

    def read_fails(self, *, with_error: bool = False, times: int | None = 1) -> None:
        """Let Read end with status failed, with or without an error object."""
        self._set("read_fails", with_error, times)

    def read_location(
        self,
        origin: str | None = None,
        path: str = "/vision/v3.2/read/analyzeResults/{id}",
        times: int | None = None,
    ) -> None:
        """Let ``Operation-Location`` name another origin, or another path of this one."""
        self._set("read_location", ReadPlace(origin, path), times)

    def no_caption_region(self, times: int | None = None) -> None:
        """Be in a region where 4.0 has no captions."""
        self._set("no_captions", True, times)

    def celebrities_denied(self, kind: Denial = "403", times: int | None = None) -> None:
        """Be a subscription without approval for celebrities."""
        self._set("celebrities", kind, times)

    def clear(self) -> None:
        """Let everything go right again."""
        with self._lock:
            self._queues.clear()
            self._specials.clear()

    def take(self, operation: Operation) -> Fault | None:
        """Return the fault that is due and count it."""
        with self._lock:
            queue = self._queues.get(operation)
            if not queue:
                return None
            fault = queue[0]
            if fault.times is not None:
                queue[0] = replace(fault, times=fault.times - 1)
                if fault.times <= 1:
                    queue.pop(0)
            return fault

    def special(self, name: str) -> object | None:
        """Return the value of a switch that is on, and count it."""
        with self._lock:
            value, times = self._specials.get(name, (None, None))
            if times is not None:
                self._specials[name] = (value, times - 1)
                if times <= 1:
                    del self._specials[name]
            return value

    def _add(self, operation: str, fault: Fault) -> None:
        with self._lock:
            self._queues.setdefault(Operation(operation), []).append(fault)

    def _set(self, name: str, value: object, times: int | None) -> None:
        with self._lock:
            self._specials[name] = (value, times)
