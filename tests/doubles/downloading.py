"""How the tests of downloads ask, and what they expect of every failure."""

import contextlib
import traceback
from collections.abc import Iterator

import pytest
from urllib3 import BaseHTTPResponse, Retry

from doubles.file_server import Answer, FileServer
from services.errors import DownloadError
from services.slack.downloads import SlackDownloader

TOKEN = "xoxb-a-secret-that-nobody-sees"
BEARER = f"Bearer {TOKEN}"


class Noted(Retry):
    """Counts like the real thing, and writes down the pauses instead of making them."""

    pauses: list[float | None]

    @classmethod
    def into(cls, pauses: list[float | None]) -> "Noted":
        """Allow three more attempts. A class of its own, as `Retry` makes a new object for each."""
        here: type[Noted] = type("NotedHere", (cls,), {"pauses": pauses})
        return here(total=3)

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        self.pauses.append(self.get_retry_after(response) if response else None)


@contextlib.contextmanager
def failing(kind: type[DownloadError], match: str | None = None) -> Iterator[None]:
    """Expect exactly `kind`, with the token nowhere in what a log would print of it."""
    with pytest.raises(kind, match=match) as caught:
        yield
    assert type(caught.value) is kind
    assert caught.value.sentence
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


def downloader(
    slack: FileServer, pauses: list[float | None] | None = None, **options: object
) -> SlackDownloader:
    settings = {"retries": Noted.into([] if pauses is None else pauses), **options}
    return SlackDownloader(slack.url("/api/"), **settings)  # type: ignore[arg-type]


def fetch(
    slack: FileServer,
    *answers: Answer,
    pauses: list[float | None] | None = None,
    **options: object,
) -> bytes:
    slack.script["/file"] = list(answers)
    return downloader(slack, pauses, **options).fetch(slack.url("/file"), TOKEN, seconds=60)
