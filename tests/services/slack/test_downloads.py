import logging
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from doubles.downloading import BEARER, TOKEN, downloader, failing, fetch
from doubles.file_server import Call, FileServer, file, hang_up, redirect, serving, status
from services.errors import DownloadError, HostRefused
from services.slack.downloads import MAX_REDIRECTS
from services.timed_http import Deadline, pool_to


@pytest.fixture
def slack() -> Iterator[FileServer]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _token_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert TOKEN not in caplog.text


@pytest.fixture
def foreign() -> Iterator[FileServer]:
    with serving() as server:
        yield server


def test_a_file_comes_with_the_token(slack: FileServer) -> None:
    assert fetch(slack, file(b"bytes")) == b"bytes"
    assert slack.calls == [Call("/file", f"127.0.0.1:{slack.port}", BEARER)]


def test_no_bytes_are_bytes(slack: FileServer) -> None:
    assert fetch(slack, file(b"")) == b""


# Redirects and the token


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_the_token_is_sent_again_on_slacks_own_hop(slack: FileServer, code: int) -> None:
    slack.script["/origin/file?t=1"] = [file(b"bytes")]
    assert fetch(slack, redirect("/origin/file?t=1", code)) == b"bytes"
    assert [(call.path, call.authorization) for call in slack.calls] == [
        ("/file", BEARER),
        ("/origin/file?t=1", BEARER),
    ]


def test_another_host_of_slack_sees_the_token(slack: FileServer, foreign: FileServer) -> None:
    foreign.script["/f"] = [file(b"bytes")]
    to_origin = redirect(foreign.url("/f", host="localhost"))
    assert fetch(slack, to_origin, token_hosts=("localhost",)) == b"bytes"
    assert foreign.calls == [Call("/f", f"localhost:{foreign.port}", BEARER)]


def test_the_content_network_never_sees_the_token(slack: FileServer, foreign: FileServer) -> None:
    foreign.script["/f"] = [file(b"bytes")]
    to_edge = redirect(foreign.url("/f", host="localhost"))
    assert fetch(slack, to_edge, open_hosts=("localhost",)) == b"bytes"
    assert foreign.calls == [Call("/f", f"localhost:{foreign.port}", None)]


def test_after_the_content_network_slack_sees_the_token_again(
    slack: FileServer, foreign: FileServer
) -> None:
    slack.script["/back"] = [file(b"bytes")]
    foreign.script["/f"] = [redirect(slack.url("/back"))]
    to_edge = redirect(foreign.url("/f", host="localhost"))
    assert fetch(slack, to_edge, open_hosts=("localhost",)) == b"bytes"
    assert [call.authorization for call in slack.calls + foreign.calls] == [BEARER, BEARER, None]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_foreign_server_is_not_even_asked(
    slack: FileServer, foreign: FileServer, host: str, caplog: pytest.LogCaptureFixture
) -> None:
    with failing(HostRefused, match=str(foreign.port)):
        downloader(slack).fetch(foreign.url("/f", host), TOKEN)
    with failing(HostRefused, match=str(foreign.port)):
        fetch(slack, redirect(foreign.url("/f", host)))
    assert foreign.calls == []
    assert [call.authorization for call in slack.calls] == [BEARER]
    assert caplog.text.count(f"Refused to download from http://{host}:{foreign.port}") == 2


@pytest.mark.parametrize(
    "location",
    [
        "http://files.slack.com/f",
        "https://files.slack.com.evil.example/f",
        "//evil.example/f",
        "\\\\evil.example/f",
        "https://files.slack.com@evil.example/f",
        "ftp://files.slack.com/f",
        "file:///etc/passwd",
        "https://[evil]/f",
        "http://localhost:{port}/file",
        "http://127.0.0.2:{port}/file",
        "http://127.0.0.1.evil.example:{port}/file",
    ],
)
def test_a_redirect_to_anywhere_else_ends_there(slack: FileServer, location: str) -> None:
    with failing(HostRefused):
        fetch(slack, redirect(location.format(port=slack.port)))
    assert len(slack.calls) == 1


def test_redirects_end(slack: FileServer) -> None:
    with failing(DownloadError, match="redirects"):
        fetch(slack, redirect("/file"))
    assert len(slack.calls) == MAX_REDIRECTS + 1


def test_a_redirect_to_nowhere(slack: FileServer) -> None:
    with failing(DownloadError, match="HTTP 302"):
        fetch(slack, status(302))


# The surroundings


@pytest.mark.parametrize("token", ["", f"{TOKEN}\n", f"{TOKEN}\r\nX: y", f"{TOKEN}é"])
def test_a_malformed_token_is_not_quoted(slack: FileServer, token: str) -> None:
    with failing(DownloadError, match="no token"):
        downloader(slack).fetch(slack.url("/file"), token)
    assert slack.calls == []


def test_the_environment_changes_nothing(
    slack: FileServer, foreign: FileServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, foreign.url())
    assert fetch(slack, file(b"bytes")) == b"bytes"
    assert slack.calls[0].authorization == BEARER
    assert foreign.calls == []


def test_threads_share_a_downloader(slack: FileServer) -> None:
    shared = downloader(slack)
    for number in range(40):
        slack.script[f"/{number}"] = [hang_up, file(str(number).encode() * 1000)]
    with ThreadPoolExecutor(8) as pool:
        bodies = pool.map(lambda n: shared.fetch(slack.url(f"/{n}"), TOKEN), range(40))
        assert list(bodies) == [str(number).encode() * 1000 for number in range(40)]


def test_tls_is_verified() -> None:
    with Deadline(60) as deadline, pool_to("https", "files.slack.com", 443, deadline) as pool:
        context = pool.conn_kw["ssl_context"]
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
        assert context.cert_store_stats()["x509_ca"] > 50
