"""One exchange with one Azure resource: the only place where the key is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import TypeVar

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError

from services.engines.azure.errors import (
    ConnectionLost,
    Refusal,
    ServiceDown,
    TooSlow,
    UnexpectedAnswer,
)
from services.engines.azure.records import parse
from services.engines.azure.refusals import request_id_in
from services.errors import SettingsError
from services.logs import HIDDEN

T = TypeVar("T")

KEY_HEADER = "Ocp-Apim-Subscription-Key"
CONNECT_SECONDS, READ_SECONDS = 5.0, 30.0
"""To connect, and of silence after that: who waits in a thread is told sooner than in a minute."""

MOST_BYTES = 16 << 20
"""Of an answer; a page full of words is about 1 MB of JSON, a thumbnail less."""

_CONNECTIONS = 16
"""Kept open: two images' worth of calls. More are opened where needed, and closed again."""

_LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
_TROUBLE = (requests.RequestException, HTTPError, OSError, ValueError)
"""A header or an address that no HTTP library can send or read ends as a ValueError."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call. `gated`: Microsoft must approve it, so a refusal says nothing of the service."""

    operation: str
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)
    gated: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `waited` are the seconds spent on the rate limit before."""

    operation: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    waited: float = 0.0

    @property
    def content_type(self) -> str:
        """Return the media type in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def request_id(self) -> str:
        """Return the service's id of the request."""
        return request_id_in(self.headers)

    def parsed(self, reader: Callable[[object], T]) -> T:
        """Return what `reader` makes of the JSON value in the body.

        Raises:
            UnexpectedAnswer: with the id of the request, where the body is not as documented.
        """
        try:
            return reader(parse(self.body))
        except UnexpectedAnswer as error:
            raise self.unexpected(error.detail) from error

    def unexpected(self, detail: str) -> UnexpectedAnswer:
        """Return the error that says what is wrong with this answer."""
        refusal = Refusal(self.operation, self.status, request_id=self.request_id)
        return UnexpectedAnswer(detail=detail, refusal=refusal)


class Wire:
    """Sends to one endpoint, follows nothing, and believes no proxy variable or .netrc.

    One session serves all threads: urllib3's pool is made for that, and what requests would
    change in a session, its cookies, is refused.
    """

    def __init__(self, endpoint: str, key: str, *, clock: Callable[[], float]) -> None:
        if not key.isascii() or not key.isprintable() or " " in key:
            raise SettingsError(("An Azure key holds a character that no key has.",))
        self.endpoint = endpoint.rstrip("/")
        self._key, self._clock = key, clock
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=_CONNECTIONS, max_retries=0))

    def exchange(self, request: Request, deadline: float) -> Answer:
        """Send once, and return what came back whatever its status.

        Raises:
            ConnectionLost, ServiceDown, TooSlow, UnexpectedAnswer: nothing usable came back.
        """
        seconds = deadline - self._clock()
        if seconds <= 0:
            raise TooSlow(refusal=Refusal(request.operation))
        try:
            return self._exchange(request, seconds, deadline)
        except _LOST as error:  # before Timeout: who cannot connect in time has lost, and may retry
            raise _failed(ConnectionLost, request, error) from error
        except requests.Timeout as error:
            # A silence is our fault where there was little time, else the service's.
            kind = TooSlow if seconds < READ_SECONDS else ServiceDown
            raise _failed(kind, request, error) from error
        except _TROUBLE as error:
            raise _failed(UnexpectedAnswer, request, error) from error

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _exchange(self, request: Request, seconds: float, deadline: float) -> Answer:
        headers = {KEY_HEADER: self._key}
        if request.body is not None:
            headers["Content-Type"] = "application/octet-stream"
        with self._session.request(
            request.method,
            self.endpoint + request.path,
            params=dict(request.query),
            data=request.body,
            headers=headers,
            timeout=(min(CONNECT_SECONDS, seconds), min(READ_SECONDS, seconds)),
            allow_redirects=False,
            stream=True,
        ) as response:
            told, body = response.headers, self._body(request, response, deadline)
            if self._key and not response.ok:  # it is logged, and might repeat the key
                told = CaseInsensitiveDict(
                    {name: value.replace(self._key, HIDDEN) for name, value in told.items()}
                )
                body = body.replace(self._key.encode(), HIDDEN.encode())
            return Answer(request.operation, response.status_code, told, body)

    def _body(self, request: Request, response: requests.Response, deadline: float) -> bytes:
        """Read as much as there may be, and no longer than `deadline`."""
        body = bytearray()
        for chunk in response.iter_content(65_536):
            body += chunk
            refusal = Refusal(
                request.operation, response.status_code, request_id=request_id_in(response.headers)
            )
            if len(body) > MOST_BYTES:
                raise UnexpectedAnswer(detail=f"over {MOST_BYTES} bytes", refusal=refusal)
            if self._clock() > deadline:
                raise TooSlow(refusal=refusal)
        return bytes(body)


def _failed(
    kind: type[ConnectionLost] | type[ServiceDown] | type[TooSlow] | type[UnexpectedAnswer],
    request: Request,
    error: Exception,
) -> ConnectionLost | ServiceDown | TooSlow | UnexpectedAnswer:
    """Return a `kind` that names the trouble only: its text may hold the key."""
    return kind(detail=type(error).__name__, refusal=Refusal(request.operation))
