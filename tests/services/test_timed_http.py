"""Connections that a deadline cuts, whatever their server does."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from doubles.file_server import FileServer, drip, file, say_nothing, serving
from services.timed_http import Deadline, pool_to

AGES = 600.0


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving() as running:
        yield running


def asked(server: FileServer, deadline: Deadline) -> BaseHTTPResponse:
    """Ask for /file over a connection that `deadline` guards."""
    with pool_to("http", "127.0.0.1", server.port, deadline) as pool:
        return pool.urlopen("GET", "/file", retries=False, preload_content=True)


def test_in_time_a_connection_is_like_any_other(server: FileServer) -> None:
    server.script["/file"] = [file(b"bytes")]
    with Deadline(AGES) as deadline:
        assert asked(server, deadline).data == b"bytes"
        assert 0 < deadline.left <= AGES


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: "], ids=["line", "headers"])
def test_a_server_that_drips_is_cut(server: FileServer, start: bytes) -> None:
    """What is cut among its headers may look like an answer: who reads it must ask `left`."""
    server.script["/file"] = [drip(start)]
    with Deadline(0.2) as deadline, suppress(HTTPError):
        asked(server, deadline)
    assert deadline.left == 0


def test_a_silent_server_is_cut_without_a_timeout_of_its_own(server: FileServer) -> None:
    server.script["/file"] = [say_nothing]
    with Deadline(0.2) as deadline, pytest.raises(HTTPError):
        asked(server, deadline)


def test_a_connection_made_too_late_is_cut_at_once(server: FileServer) -> None:
    server.script["/file"] = [say_nothing]
    with Deadline(0) as deadline:
        assert deadline.left == 0
        with pytest.raises(HTTPError):
            asked(server, deadline)


@pytest.mark.parametrize("seconds", [0.0, -5.0])
def test_no_time_is_none_left(seconds: float) -> None:
    with Deadline(seconds) as deadline:
        assert deadline.left == 0


def test_only_the_newest_connection_is_cut() -> None:
    first, first_end = socket.socketpair()
    second, second_end = socket.socketpair()
    with first, first_end, second, second_end, Deadline(0.05) as deadline:
        deadline.guard(first)
        deadline.guard(second)
        assert second_end.recv(1) == b""  # waits until it is cut
        first.sendall(b"x")
        assert first_end.recv(1) == b"x"


def test_after_the_block_nothing_is_cut_and_nobody_waits() -> None:
    before = threading.active_count()
    one, other = socket.socketpair()
    with one, other:
        with Deadline(AGES) as deadline:
            deadline.guard(one)
            timers = [t for t in threading.enumerate() if isinstance(t, threading.Timer)]
        for timer in timers:
            timer.join(20)
        assert threading.active_count() <= before
        one.sendall(b"x")
        assert other.recv(1) == b"x"


def test_tls_trusts_more_than_the_system_alone_and_checks_names() -> None:
    with Deadline(AGES) as deadline, pool_to("https", "slack.com", 443, deadline) as pool:
        context = pool.conn_kw["ssl_context"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.cert_store_stats()["x509_ca"] > 50


def test_the_environment_changes_no_route(
    server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script["/file"] = [file(b"bytes")]
    with serving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        with Deadline(AGES) as deadline:
            assert asked(server, deadline).data == b"bytes"
        assert proxy.calls == []
