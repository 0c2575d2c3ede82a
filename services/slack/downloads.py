"""Bytes from Slack, with the bot token, which goes to Slack's hosts and to nobody else.

urllib3's pools are dialled directly: they know no cookies, no ``.netrc`` and no proxies, and send
headers only where they are told to. Every download has connections of its own, so threads share
nothing and the token is gone when the call is over.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from urllib3 import BaseHTTPResponse, Retry, Timeout
from urllib3.exceptions import HTTPError, MaxRetryError

from services.errors import DownloadError, FileGone, FileTooLarge, SignInPage
from services.slack.hosts import OPEN_HOSTS, TOKEN_HOSTS, Hop, SlackHosts
from services.timed_http import Deadline, pool_to

MAX_BYTES = 50_000_000
"""Chosen so that eight at once (four jobs, two pictures each) stay below half a gigabyte."""

MAX_REDIRECTS = 5
"""One was reported, from files.slack.com to files-origin.slack.com; the rest is room."""

SECONDS = 120.0
"""For one download with all its attempts."""

RETRIES = Retry(total=3, backoff_factor=0.5, backoff_jitter=0.5, retry_after_max=60)
"""Pauses of 0, 1 and 2 seconds, or what ``Retry-After`` asks for, up to a minute."""

_CHUNK = 1 << 16
_TOO_SLOW = "The file came too slowly, so Glimpse stopped waiting for it."
_SIGN_IN = re.compile(r"/(?:signin|sign_in|login|workspace-signin)\b|/[^?]*\?(?:.*&)?redir=", re.I)
"""Where Slack sends a browser that is not signed in, on a redirect only: files live elsewhere."""

_TOKEN = re.compile(r"[\x21-\x7e]+")


class _Passing(Exception):
    """The server answered with a failure that may pass."""

    def __init__(self, response: BaseHTTPResponse) -> None:
        super().__init__(f"HTTP {response.status}")
        self.response = response


class SlackDownloader:
    """Fetches shared files; safe to use from several threads."""

    def __init__(
        self,
        api_url: str,
        *,
        max_bytes: int = MAX_BYTES,
        timeout: float = 15.0,
        token_hosts: tuple[str, ...] = TOKEN_HOSTS,
        open_hosts: tuple[str, ...] = OPEN_HOSTS,
        retries: Retry = RETRIES,
    ) -> None:
        """`timeout`: seconds without a byte. The domains include their subdomains."""
        self._hosts = SlackHosts(api_url, token_hosts, open_hosts)
        self._max_bytes = max_bytes
        self._timeout = timeout
        self._retries = retries

    def fetch(self, url: str, token: str, *, seconds: float = SECONDS) -> bytes:
        """Return the bytes at `url`, within `seconds` however often it is tried.

        Raises HostRefused, FileTooLarge, SignInPage, FileGone, or DownloadError where the server
        fails, is too slow or sends less than it announced.
        """
        if not _TOKEN.fullmatch(token):  # http.client would quote it in its complaint
            raise DownloadError(detail="the bot token is no token")
        retries = self._retries
        with Deadline(seconds) as deadline:
            while True:
                try:
                    return self._attempt(url, token, deadline)
                except (HTTPError, _Passing) as error:
                    retries = _pause(retries, error, deadline)

    def _attempt(self, url: str, token: str, deadline: Deadline) -> bytes:
        """Follow redirects by hand: each hop is judged anew, before it is dialled."""
        hop = self._hosts.admit(url)
        for _ in range(MAX_REDIRECTS + 1):
            with self._response(hop, token, deadline) as response:
                location = response.get_redirect_location()
                if not location:
                    _check_that_it_is_the_file(response, hop)
                    return self._body(response, deadline)
            hop = self._hosts.admit(location, base=hop.address)
            if _SIGN_IN.match(hop.address.target):
                raise SignInPage(detail=f"redirected to {hop.address.host}")
        raise DownloadError(detail=f"more than {MAX_REDIRECTS} redirects")

    @contextmanager
    def _response(self, hop: Hop, token: str, deadline: Deadline) -> Iterator[BaseHTTPResponse]:
        wait = min(self._timeout, deadline.left)
        if not wait:
            raise DownloadError(_TOO_SLOW)
        # What is compressed would have to be unpacked before its size is known.
        headers = {"User-Agent": "Glimpse", "Accept-Encoding": "identity"}
        if hop.with_token:
            headers["Authorization"] = f"Bearer {token}"
        with pool_to(*hop.address.origin, deadline) as pool:
            response = pool.urlopen(
                "GET",
                hop.address.target,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,
                timeout=Timeout(connect=wait, read=wait),
            )
            try:
                yield response
            finally:
                response.close()

    def _body(self, response: BaseHTTPResponse, deadline: Deadline) -> bytes:
        """Return the bytes; the announced length is believed only where it is too large."""
        length = response.headers.get("Content-Length", "")
        if re.fullmatch(r"[0-9]{1,18}", length) and int(length) > self._max_bytes:
            raise self._too_large()
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self._max_bytes:
                raise self._too_large()
        if not deadline.left:  # the body may have ended because the connection was cut
            raise DownloadError(_TOO_SLOW)
        return bytes(body)

    def _too_large(self) -> FileTooLarge:
        limit = self._max_bytes / 1_000_000
        return FileTooLarge(f"The file is larger than {limit:g} MB, the most Glimpse downloads.")


def _check_that_it_is_the_file(response: BaseHTTPResponse, hop: Hop) -> None:
    """Let only the file itself pass.

    Without the scope, Slack answers 200 with its sign-in page, a text/html to be shown; a file that
    is HTML comes with a disposition.
    """
    status, headers = response.status, response.headers
    is_html = headers.get("Content-Type", "").strip().lower().startswith("text/html")
    is_page = status == 200 and is_html and "Content-Disposition" not in headers
    if hop.with_token and (status in {401, 403} or is_page):
        raise SignInPage(detail=f"HTTP {status} from {hop.address.host}")
    if status in {404, 410}:
        raise FileGone(detail=f"HTTP {status}")
    if status == 429 or status >= 500:
        raise _Passing(response)
    if status != 200:
        raise DownloadError(detail=f"HTTP {status}")


def _pause(retries: Retry, error: HTTPError | _Passing, deadline: Deadline) -> Retry:
    """Wait before the next attempt, or raise DownloadError where there is none."""
    response = error.response if isinstance(error, _Passing) else None
    lost = error if isinstance(error, HTTPError) else None
    try:
        retries = retries.increment("GET", response=response, error=lost)
    except MaxRetryError:
        raise DownloadError(detail=f"gave up after {error}") from error
    asked: float | None = None
    with suppress(HTTPError, ValueError):  # a ``Retry-After`` may make no sense
        asked = retries.get_retry_after(response) if response else None
    if (asked or retries.get_backoff_time()) >= deadline.left:
        raise DownloadError(_TOO_SLOW, detail=str(error)) from error
    retries.sleep(response if asked else None)
    return retries
