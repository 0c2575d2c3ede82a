"""Identifiers that are new in every run, since the app's database outlives the playground."""

import secrets
import string
import threading
from collections.abc import Callable

_ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str, length: int = 10) -> str:
    """Return a fresh identifier, like F0A1B2C3D4E for a file."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_number(digits: int = 12) -> str:
    """Return a fresh number as a string, as in trigger ids."""
    return "".join(secrets.choice(string.digits) for _ in range(digits))


class Timestamps:
    """Message timestamps: the clock's time in microseconds, never the same one twice."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> str:
        """Return the next timestamp, like 1732104000.000100."""
        with self._lock:
            self._last = max(self._last + 1, int(self._clock() * 1_000_000))
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
