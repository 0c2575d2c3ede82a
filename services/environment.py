"""One environment variable at a time, and a list of what is wrong with them."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from services.vision import Feature

E = TypeVar("E", bound=StrEnum)

RATE = re.compile(r"\s*[1-9]\d{0,5}\s*/\s*(?:[1-9]\d{0,5})?\s*(?:s|m|min|h)\s*")


class Reader:
    """Reads one variable at a time and keeps a list of what is wrong, values left out."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """Return the value without surrounding blanks, or `default`."""
        return self.environ.get(name, "").strip() or default

    def token(self, name: str, prefix: str, other: str) -> str:
        """Return a token, which starts with `prefix`.

        ``slack run`` lends its own as `other`, for as long as it runs; it goes first, so that the
        two tokens are never of two apps.
        """
        value = self.text(other) or self.text(name)
        if value and not value.startswith(prefix):
            self.problems.append(f"{name} does not start with {prefix}.")
        return value

    def choice(self, name: str, kind: type[E], default: E) -> E:
        """Return the member of `kind` that is named."""
        others = (member.value for member in kind if member is not default)
        return kind(self.one_of(name, (default.value, *others)))

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        """Return one of the `known` words, in lower case; the first is the default."""
        value = self.text(name, known[0]).lower()
        if value in known:
            return value
        self.problems.append(f"{name} is none of {', '.join(known)}.")
        return known[0]

    def rate(self, name: str, default: str) -> str:
        """Return a rate such as ``20/60s``."""
        value = self.text(name, default)
        if not RATE.fullmatch(value):
            self.problems.append(f"{name} is no rate such as {default}.")
        return value

    def features(self, name: str, default: frozenset[Feature]) -> frozenset[Feature]:
        """Return the features of a comma-separated list."""
        words = [word.strip().lower() for word in self.text(name).split(",") if word.strip()]
        unknown = [word for word in words if word not in set(Feature)]
        if unknown:
            self.problems.append(
                f"{name} has unknown features: {', '.join(unknown)}. "
                f"There are: {', '.join(Feature)}."
            )
        return frozenset(Feature(word) for word in words if word not in unknown) or default

    def url(self, name: str, default: str = "") -> str:
        """Return a web address."""
        value = self.text(name, default)
        return self._checked(name, value, is_web_address, "https:// (http:// only on loopback)")

    def database(self, name: str, default: str) -> str:
        """Return a database address."""
        value = self.text(name, default)
        known = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
        return self._checked(name, value, lambda v: v.startswith(known), " or ".join(known[:2]))

    def _checked(self, name: str, value: str, good: Callable[[str], bool], wanted: str) -> str:
        if value and not good(value):
            self.problems.append(f"{name} does not start with {wanted}.")
        return value

    def folder(self, name: str) -> Path | None:
        """Return a folder that exists; ``~`` is the user's own."""
        value = self.text(name)
        if not value:
            return None
        try:
            path = Path(value).expanduser()
            if path.is_dir():
                return path
        except (OSError, RuntimeError, ValueError):  # too long a name, a user who is not there
            pass
        self.problems.append(f"{name} is not a folder.")
        return None

    def port(self, name: str, default: int) -> int:
        """Return a port number."""
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
            return int(value)
        self.problems.append(f"{name} is not a port number (1 to 65535).")
        return default


def is_web_address(value: str) -> bool:
    """Return whether `value` is an https address, or an http one on loopback."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host or ""))
    )


def is_loopback(host: str) -> bool:
    """Return whether `host` is ``localhost`` or a literal loopback address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
