"""An image at an https address somebody gave: fetched without any token, never from a private host.

The address is hostile. requests-hardened resolves the host once, refuses private addresses and
dials the very address it judged, so that a second DNS answer changes nothing. What it lets through
is closed here: other schemes and ports, literal IPv6, addresses that only look public
(``[::127.0.0.1]``, ``[::ffff:0:127.0.0.1]``), endless and slow bodies, and redirects to any of it.
"""

import ipaddress
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from services.errors import DownloadError, FileTooLarge, HostRefused, NotAnImage

MAX_BYTES = 50_000_000  # as of a file in Slack
MAX_REDIRECTS = 5  # as of a file in Slack
SECONDS = 30.0  # who asks is waiting for a stranger's server; Slack's own gets two minutes
TIMEOUT_SECONDS = (
    5.0,
    10.0,
)  # to connect, and without a byte; below `SECONDS`, to say which it was
HTTPS_PORT = 443
_CHUNK = 1 << 16
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
_NO_IMAGE = ("text/", "application/json", "application/xhtml", "video/", "audio/")


class PublicImages:
    """Fetches images from the open web; safe to use from several threads.

    `ports` and `allow_loopback` are for tests, whose web is this machine; `verify` is the file of
    the authorities that are trusted, or True for the usual ones.
    """

    def __init__(
        self,
        *,
        max_bytes: int = MAX_BYTES,
        ports: frozenset[int] | None = frozenset({HTTPS_PORT}),
        allow_loopback: bool = False,
        verify: bool | str = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._max_bytes, self._ports, self._clock = max_bytes, ports, clock
        self._allow_loopback, self._verify = allow_loopback, verify

    def fetch(self, url: str, *, seconds: float = SECONDS) -> bytes:
        """Return the bytes at `url`, within `seconds`.

        Raises:
            HostRefused: the address, or one it redirects to, is not a public https address.
            NotAnImage: the server says that it is something else.
            FileTooLarge, DownloadError: there is too much of it, or it cannot be had.
        """
        until = self._clock() + seconds
        with requests.Session() as session:
            session.trust_env = False  # no proxy, no .netrc: nobody's credentials, nobody's detour
            session.verify = self._verify
            session.adapters.clear()
            session.mount("https://", _PublicAdapter(allow_loopback=self._allow_loopback))
            for _ in range(MAX_REDIRECTS + 1):
                with self._ask(session, url) as response:
                    if not response.is_redirect:
                        return self._body(response, until)
                    url = urljoin(url, response.headers["Location"])
        raise DownloadError("The address redirects too often.")

    def _ask(self, session: requests.Session, url: str) -> requests.Response:
        """Refuse an address by its looks, or dial it, which judges the host it leads to."""
        try:
            parts = urlsplit(url)
            port = parts.port or HTTPS_PORT
        except ValueError as error:
            raise HostRefused("This is not a web address.") from error
        if parts.scheme != "https" or not parts.hostname:
            raise HostRefused("Glimpse only fetches https addresses.")
        if ":" in parts.hostname or (self._ports is not None and port not in self._ports):
            raise HostRefused("Glimpse does not fetch from this kind of address.")
        if parts.username or parts.password:
            raise HostRefused("Glimpse does not fetch addresses that hold a password.")
        try:
            return session.get(url, stream=True, allow_redirects=False, timeout=TIMEOUT_SECONDS)
        except InvalidIPAddress as error:
            raise HostRefused("The address leads to a private network.") from error
        except (requests.RequestException, UnicodeError, ValueError) as error:
            detail = type(error).__name__
            raise DownloadError("The address cannot be reached.", detail=detail) from error

    def _body(self, response: requests.Response, until: float) -> bytes:
        """Return what comes; each piece is read as it arrives, so that slowness is noticed."""
        if response.status_code != requests.codes.ok:
            status = response.status_code
            raise DownloadError(f"The address answers with {status}, not with an image.")
        kind = response.headers.get("Content-Type", "").lower()
        # text/plain is what servers say of what they do not know.
        if kind.startswith(_NO_IMAGE) and not kind.startswith("text/plain"):
            raise NotAnImage("There is no image at this address, but something else.")
        too_large = FileTooLarge(f"The file is larger than {self._max_bytes // 1_000_000} MB.")
        if int(response.headers.get("Content-Length") or 0) > self._max_bytes:
            raise too_large
        body = bytearray()
        try:
            while chunk := response.raw.read1(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > self._max_bytes:
                    raise too_large
                if self._clock() > until:
                    raise DownloadError("The address answers too slowly.")
        except (requests.RequestException, OSError) as error:
            raise DownloadError("The address broke off.", detail=type(error).__name__) from error
        return bytes(body)


class _PublicAdapter(IPFilterAdapter):  # type: ignore[misc]
    """requests-hardened's adapter, and what it lets through."""

    def __init__(self, *, allow_loopback: bool) -> None:
        super().__init__(is_https_proto=True, allow_loopback=allow_loopback)

    def build_connection_pool_key_attributes(self, *args: Any, **kwargs: Any) -> Any:
        """Judge the address that will be dialled, once more."""
        host, pool = super().build_connection_pool_key_attributes(*args, **kwargs)
        address = ipaddress.ip_address(host["host"].strip("[]"))
        if address.version == 6 and address not in _PUBLIC_IPV6:
            raise InvalidIPAddress(address)
        return host, pool
