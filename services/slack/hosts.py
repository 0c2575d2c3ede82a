"""Where a file may be fetched from, and which of those hosts may see the bot token.

A pure decision, made before every hop. Addresses are taken apart once and strictly, and what is
dialled is those parts and never the text again: two parsers that read one URL differently are how
tokens get lost. Slack documents no list of hosts; this one is of redirects that were reported:
files.slack.com to files-origin.slack.com, which wants the token again, slack-files.com likewise,
and signed addresses on slack-edge.com, which need none.
"""

import logging
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin

from services.environment import is_loopback
from services.errors import HostRefused

TOKEN_HOSTS = ("slack.com", "slack-files.com", "slack-gov.com")
"""Slack's own domains with all their subdomains; they see the token."""

OPEN_HOSTS = ("slack-edge.com",)
"""Slack's content network with its subdomains; fetched from without the token."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[::1\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<target>[/?][^\s\x00-\x20\x7f\\#]*)?(?:\#[^\s\x00-\x20\x7f\\]*)?",
    re.IGNORECASE | re.ASCII,
)
"""No user, no backslash, no blank, no dot at the end, no letters outside ASCII in the host."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """One thing to ask of one server; `host` in lower case, `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, url: str) -> Self | None:
        """Return the parts of an http(s) URL, None where anything about it is unusual."""
        found = _ADDRESS.fullmatch(url)
        if found is None:
            return None
        scheme, target = found["scheme"].lower(), found["target"] or "/"
        port = int(found["port"] or _DEFAULT_PORTS[scheme])
        host = found["host"].lower().strip("[]")
        return cls(scheme, host, port, target if target.startswith("/") else f"/{target}")

    @property
    def origin(self) -> tuple[str, str, int]:
        """The server: scheme, host and port."""
        return self.scheme, self.host, self.port

    @property
    def is_private(self) -> bool:
        """Return whether nobody on the way can read along: TLS on its own port, or loopback."""
        return (self.scheme == "https" and self.port == 443) or is_loopback(self.host)

    @property
    def url(self) -> str:
        """The address in one piece, for a redirect to be relative to."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.target}"

    def is_on(self, domains: tuple[str, ...]) -> bool:
        """Return whether the host is one of `domains` or below one, label by label."""
        return any(self.host == domain or self.host.endswith(f".{domain}") for domain in domains)


@dataclass(frozen=True, slots=True)
class Hop:
    """An address that may be asked, with the token or without."""

    address: Address
    with_token: bool


@dataclass(frozen=True, slots=True)
class SlackHosts:
    """The allow-list: Slack's domains, and exactly the server that `api_url` names."""

    api_url: str
    token_hosts: tuple[str, ...] = TOKEN_HOSTS
    open_hosts: tuple[str, ...] = OPEN_HOSTS

    def admit(self, url: str, *, base: Address | None = None) -> Hop:
        """Decide about `url`, which a redirect from `base` may have named. Raises HostRefused."""
        try:
            address = Address.parse(urljoin(base.url, url) if base else url)
        except ValueError:  # urljoin on brackets that hold no address
            address = None
        if address is None:
            log.warning("Refused to download: the address of the file is malformed")
            raise HostRefused(detail="a malformed address")
        api = Address.parse(self.api_url)
        is_api = api is not None and address.origin == api.origin
        if is_api and (address.scheme == "https" or is_loopback(address.host)):
            return Hop(address, with_token=True)
        if address.is_private and address.is_on(self.token_hosts):
            return Hop(address, with_token=True)
        if address.is_private and address.is_on(self.open_hosts):
            return Hop(address, with_token=False)
        log.warning("Refused to download from %s://%s:%d", *address.origin)
        raise HostRefused(detail="{}://{}:{}".format(*address.origin))
