import contextlib
import gzip
import logging
import ssl
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from urllib3 import BaseHTTPResponse, Retry

from doubles.file_server import (
    Answer,
    Call,
    FileServer,
    chunked,
    drip,
    file,
    hang_up,
    page,
    redirect,
    say_nothing,
    serving,
    status,
)
from services.downloads import MAX_REDIRECTS, SlackDownloader
from services.errors import DownloadError, FileGone, FileTooLarge, HostRefused, SignInPage
from services.timed_http import Deadline, pool_to

TOKEN = "xoxb-a-secret-that-nobody-sees"
BEARER = f"Bearer {TOKEN}"


class Noted(Retry):
    """Counts like the real thing, and writes down the pauses instead of making them."""

    pauses: list[float | None]

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        self.pauses.append(self.get_retry_after(response) if response else None)


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    noted: list[float | None] = []
    monkeypatch.setattr(Noted, "pauses", noted, raising=False)
    return noted


@pytest.fixture
def slack() -> Iterator[FileServer]:
    with serving() as server:
        yield server


@pytest.fixture
def foreign() -> Iterator[FileServer]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _token_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert TOKEN not in caplog.text


@contextlib.contextmanager
def failing(kind: type[DownloadError], match: str | None = None) -> Iterator[None]:
    """Expect exactly `kind`, with the token nowhere in what a log would print of it."""
    with pytest.raises(kind, match=match) as caught:
        yield
    assert type(caught.value) is kind
    assert caught.value.sentence
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


def downloader(slack: FileServer, **options: object) -> SlackDownloader:
    settings = {"retries": Noted(total=3), **options}
    return SlackDownloader(slack.url("/api/"), **settings)  # type: ignore[arg-type]


def fetch(slack: FileServer, *answers: Answer, **options: object) -> bytes:
    slack.script["/file"] = list(answers)
    return downloader(slack, **options).fetch(slack.url("/file"), TOKEN, seconds=60)


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


# What Slack says instead of the file


def test_the_sign_in_page_is_recognised(slack: FileServer) -> None:
    with failing(SignInPage, match="files:read"):
        fetch(slack, page())


@pytest.mark.parametrize("place", ["/?redir=%2Ffiles-pri%2FT1-F1", "/signin?x=1", "/login"])
def test_a_redirect_to_the_sign_in_page_is_recognised(slack: FileServer, place: str) -> None:
    with failing(SignInPage):
        fetch(slack, redirect(place))
    assert len(slack.calls) == 1


@pytest.mark.parametrize("code", [401, 403])
def test_a_refusal_is_a_missing_scope(slack: FileServer, code: int) -> None:
    with failing(SignInPage):
        fetch(slack, status(code))


def test_a_file_that_is_a_web_page_is_a_file(slack: FileServer) -> None:
    answer = page(b"<html>", Content_Disposition='attachment; filename="page.png"')
    assert fetch(slack, answer) == b"<html>"


@pytest.mark.parametrize("code", [404, 410])
def test_a_deleted_file_is_gone(slack: FileServer, code: int) -> None:
    with failing(FileGone):
        fetch(slack, status(code))
    assert len(slack.calls) == 1


@pytest.mark.parametrize("code", [204, 206, 300, 400, 418])
def test_any_other_answer_is_not_the_file(slack: FileServer, code: int) -> None:
    with failing(DownloadError, match=f"HTTP {code}"):
        fetch(slack, status(code))
    assert len(slack.calls) == 1


# Failures that pass


def half(asked: object) -> None:
    status(200, b"half", Content_Length="8")(asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "failure",
    [status(500), status(503), status(429), hang_up, half],
    ids=lambda answer: str(answer),
)
def test_what_passes_is_tried_again(
    slack: FileServer, failure: Answer, pauses: list[float | None]
) -> None:
    assert fetch(slack, failure, failure, file(b"bytes")) == b"bytes"
    assert [call.authorization for call in slack.calls] == [BEARER] * 3
    assert pauses == [None, None]


@pytest.mark.parametrize("failure", [status(500), hang_up, half], ids=lambda answer: str(answer))
def test_what_does_not_pass_is_given_up(
    slack: FileServer, failure: Answer, pauses: list[float | None]
) -> None:
    with failing(DownloadError, match="gave up"):
        fetch(slack, failure)
    assert len(slack.calls) == 4
    assert len(pauses) == 3


def test_a_server_that_is_not_there(pauses: list[float | None]) -> None:
    with serving() as gone:
        pass
    with failing(DownloadError, match="gave up"):
        downloader(gone).fetch(gone.url("/file"), TOKEN)
    assert len(pauses) == 3


def test_retry_after_is_honoured(slack: FileServer, pauses: list[float | None]) -> None:
    assert fetch(slack, status(429, Retry_After="7"), file(b"bytes")) == b"bytes"
    assert pauses == [7]


def test_nobody_waits_longer_than_the_deadline(
    slack: FileServer, pauses: list[float | None]
) -> None:
    with failing(DownloadError, match="too slowly"):
        fetch(slack, status(429, Retry_After="90"))
    assert pauses == []
    assert len(slack.calls) == 1


@pytest.mark.parametrize("value", ["soon", "-1", "9" * 5000, "Wed, 21 Oct 2015 07:28:00 GMT", ""])
def test_a_senseless_retry_after_is_no_obstacle(
    slack: FileServer, value: str, pauses: list[float | None]
) -> None:
    assert fetch(slack, status(503, Retry_After=value), file(b"bytes")) == b"bytes"
    assert pauses == [None]


# Size


def test_a_file_of_exactly_the_limit_is_fetched(slack: FileServer) -> None:
    assert len(fetch(slack, file(bytes(1000)), max_bytes=1000)) == 1000
    assert len(fetch(slack, chunked(2000), max_bytes=2000)) == 2000


def test_an_announced_size_is_refused_before_the_body(slack: FileServer) -> None:
    with failing(FileTooLarge, match="larger than 2 MB"):
        fetch(slack, file(b"", Content_Length="2000001"), max_bytes=2_000_000)
    assert len(slack.calls) == 1


def test_bytes_are_counted_where_no_size_is_announced(slack: FileServer) -> None:
    with failing(FileTooLarge):
        fetch(slack, chunked(100_000), max_bytes=10_000)


def test_compressed_bytes_count_as_what_they_become(slack: FileServer) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    assert len(bomb) < 100_000
    with failing(FileTooLarge):
        fetch(slack, file(bomb, Content_Encoding="gzip"), max_bytes=1_000_000)


# Time


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n",
    ],
    ids=["status line", "headers", "body", "body without a length", "chunks"],
)
def test_a_server_that_drips_is_cut_off(slack: FileServer, start: bytes) -> None:
    """Without the deadline this would never end: each letter comes in time."""
    slack.script["/file"] = [drip(start)]
    with failing(DownloadError, match="too slowly"):
        downloader(slack).fetch(slack.url("/file"), TOKEN, seconds=0.3)
    assert len(slack.calls) == 1


def test_a_silent_server_is_left(slack: FileServer, pauses: list[float | None]) -> None:
    slack.script["/file"] = [say_nothing]
    with failing(DownloadError, match="gave up"):
        downloader(slack, timeout=0.05).fetch(slack.url("/file"), TOKEN, seconds=60)
    assert len(slack.calls) == 4


def test_no_time_is_no_call(slack: FileServer) -> None:
    with failing(DownloadError, match="too slowly"):
        downloader(slack).fetch(slack.url("/file"), TOKEN, seconds=0)
    with failing(DownloadError, match="too slowly"):
        downloader(slack).fetch(slack.url("/file"), TOKEN, seconds=-5)
    assert slack.calls == []


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
