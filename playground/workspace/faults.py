"""Slack's bad days, to be switched on while the playground runs."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong with one request."""

    RATE_LIMIT = "rate_limit"
    FAIL = "fail"
    LOSE_RESPONSE = "lose_response"
    DROP_DOWNLOAD = "drop_download"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong once.

    `retry_after`: seconds. `status`: an HTTP status instead of `error` in the answer.
    `after_bytes`: how much of a download arrives.
    """

    kind: FaultKind
    error: str = ""
    status: int = 200
    retry_after: int = 0
    after_bytes: int = 0


class Faults:
    """What is to go wrong. Settable at any time, from any thread.

    Methods are named as in the Web API; besides, `upload` is the POST to an upload address,
    `download` the GET of a file's bytes, and `*` is whatever comes next.

    - `slow_download`: seconds before each chunk of 64 KiB
    - `unshared_alt_txt`: an upload with `alt_txt` is stored, but not shared (python-slack-sdk#1818)
    - `async_share_delay`: seconds until the message of a completed upload appears
    - `file_access`: "check_file_info" for file objects in events (Slack Connect)
    - `file_mode`: "tombstone", "hidden_by_limit" or "external" for files shared from now on
    - `empty_mimetype`: files shared from now on have no mimetype until they are processed
    - `no_smaller_copies`: images have no `thumb_*` (of which formats Slack makes them it says not)
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._removed_scopes: frozenset[str] = frozenset()
        self.redeliveries = 0
        self.slow_download = 0.0
        self.unshared_alt_txt = False
        self.async_share_delay = 0.0
        self.file_access = "visible"
        self.file_mode = "hosted"
        self.empty_mimetype = False
        self.no_smaller_copies = False
        self.on_drop_socket: Callable[[bool], None] = lambda _cut: None
        self.on_disconnect: Callable[[str], None] = lambda _reason: None

    def rate_limit(self, method: str, times: int = 1, retry_after: int = 1) -> None:
        """Answer with 429 and `Retry-After` (whole seconds)."""
        self._add(method, times, Fault(FaultKind.RATE_LIMIT, retry_after=retry_after))

    def fail(
        self, method: str, times: int = 1, error: str = "internal_error", status: int = 200
    ) -> None:
        """Answer with an error, or with an HTTP status other than 200, and do no work."""
        self._add(method, times, Fault(FaultKind.FAIL, error=error, status=status))

    def lose_response(self, method: str, times: int = 1) -> None:
        """Do the work, then drop the connection instead of answering."""
        self._add(method, times, Fault(FaultKind.LOSE_RESPONSE))

    def drop_download(self, after_bytes: int = 0, times: int = 1) -> None:
        """Drop the connection of a download after so many bytes."""
        self._add("download", times, Fault(FaultKind.DROP_DOWNLOAD, after_bytes=after_bytes))

    def redeliver(self, times: int = 1) -> None:
        """Deliver each event so many times more, though it was acknowledged. 0 ends it."""
        self.redeliveries = times

    def remove_scope(self, scope: str) -> None:
        """Take a scope of the manifest away, as if the app had been installed without it."""
        with self._lock:
            self._removed_scopes |= {scope}

    def granted(self, scopes: frozenset[str]) -> frozenset[str]:
        """Return the manifest's scopes without those taken away."""
        with self._lock:
            return scopes - self._removed_scopes

    def drop_socket(self, *, cut: bool = False) -> None:
        """Close every open WebSocket; `cut`: without a closing frame, as a failing network does."""
        self.on_drop_socket(cut)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every open WebSocket to go away, as Slack does every few hours."""
        self.on_disconnect(reason)

    def take(self, method: str) -> Fault | None:
        """Hand out the next fault for a method, once each."""
        with self._lock:
            for name in (method, "*"):
                if self._queues[name]:
                    return self._queues[name].popleft()
        return None

    def _add(self, method: str, times: int, fault: Fault) -> None:
        with self._lock:
            self._queues[method].extend([fault] * times)
