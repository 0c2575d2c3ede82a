import gzip
import logging
from collections.abc import Iterator

import pytest

from doubles.downloading import BEARER, TOKEN, downloader, failing, fetch
from doubles.file_server import (
    Answer,
    Asked,
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
from services.errors import DownloadError, FileGone, FileTooLarge, SignInPage


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
def pauses() -> list[float | None]:
    return []


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


def half(asked: Asked) -> None:
    """Announce twice what comes."""
    status(200, b"half", Content_Length="8")(asked)


@pytest.mark.parametrize(
    "failure",
    [status(500), status(503), status(429), hang_up, half],
    ids=["500", "503", "429", "hang up", "half"],
)
def test_what_passes_is_tried_again(
    slack: FileServer, failure: Answer, pauses: list[float | None]
) -> None:
    assert fetch(slack, failure, failure, file(b"bytes"), pauses=pauses) == b"bytes"
    assert [call.authorization for call in slack.calls] == [BEARER] * 3
    assert pauses == [None, None]


@pytest.mark.parametrize("failure", [status(500), hang_up, half], ids=["500", "hang up", "half"])
def test_what_does_not_pass_is_given_up(
    slack: FileServer, failure: Answer, pauses: list[float | None]
) -> None:
    with failing(DownloadError, match="gave up"):
        fetch(slack, failure, pauses=pauses)
    assert len(slack.calls) == 4
    assert len(pauses) == 3


def test_a_server_that_is_not_there(pauses: list[float | None]) -> None:
    with serving() as gone:
        pass
    with failing(DownloadError, match="gave up"):
        downloader(gone, pauses).fetch(gone.url("/file"), TOKEN)
    assert len(pauses) == 3


def test_retry_after_is_honoured(slack: FileServer, pauses: list[float | None]) -> None:
    assert fetch(slack, status(429, Retry_After="7"), file(b"bytes"), pauses=pauses) == b"bytes"
    assert pauses == [7]


def test_nobody_waits_longer_than_the_deadline(
    slack: FileServer, pauses: list[float | None]
) -> None:
    with failing(DownloadError, match="too slowly"):
        fetch(slack, status(429, Retry_After="90"), pauses=pauses)
    assert pauses == []
    assert len(slack.calls) == 1


@pytest.mark.parametrize("value", ["soon", "-1", "9" * 5000, "Wed, 21 Oct 2015 07:28:00 GMT", ""])
def test_a_senseless_retry_after_is_no_obstacle(
    slack: FileServer, value: str, pauses: list[float | None]
) -> None:
    assert fetch(slack, status(503, Retry_After=value), file(b"bytes"), pauses=pauses) == b"bytes"
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


def test_a_silent_server_is_left(slack: FileServer) -> None:
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
