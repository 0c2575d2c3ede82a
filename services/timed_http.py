"""HTTP connections that a deadline can cut.

A read timeout starts anew with every byte, so a server that sends one now and then holds its reader
for days. Here a timer shuts the socket down, whether the reader waits for headers or for the body.
"""

import contextlib
import socket
import ssl
import threading
import time
from types import TracebackType
from typing import Any, Self

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class Deadline:
    """A span of time that ends with the connection it guards; `seconds` from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(seconds, 0), self._cut)
        self._timer.daemon = True

    @property
    def left(self) -> float:
        """Seconds, 0 when the time is over."""
        return max(self._end - time.monotonic(), 0.0)

    def guard(self, connected: socket.socket) -> None:
        """Cut `connected` in time, and no longer the one before it."""
        with self._lock:
            self._socket = connected
        if not self.left:
            self._cut()

    def _cut(self) -> None:
        with self._lock, contextlib.suppress(OSError):  # the other side may have closed it
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._socket = None


class _Guarded(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self._deadline.guard(self.sock)


class _GuardedTls(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTls


def pool_to(scheme: str, host: str, port: int, deadline: Deadline) -> HTTPConnectionPool:
    """Return connections to one server; the environment's proxies and ``.netrc`` are not read."""
    if scheme == "https":
        context = ssl.create_default_context()
        # beside what the system trusts, Mozilla's list: on macOS, the system's is empty for Python
        context.load_verify_locations(certifi.where())
        return _TlsPool(host, port, ssl_context=context, deadline=deadline)
    return _Pool(host, port, deadline=deadline)
