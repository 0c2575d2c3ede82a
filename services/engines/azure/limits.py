"""How often Azure may be asked, shared by every thread of the process."""

import re
import threading
from collections.abc import Callable

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from services.engines.azure.errors import RateLimited
from services.engines.azure.settings import FREE_TIER

PATIENCE = 120.0
"""Seconds; the longest wait for one call, whatever its deadline: two windows of the free tier."""

_RATE = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{0,6})\s*(s|m|min|h)\s*")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600}


def parse_rate(text: str) -> Rate:
    """Return the rate that such as ``20/60s``, ``10/s`` or ``1000/h`` says.

    Raises:
        ValueError: it says none.
    """
    match = _RATE.fullmatch(text)
    calls, count, unit = match.groups() if match else ("0", "", "s")
    seconds = int(count or 1) * _SECONDS[unit]
    if int(calls) < 1 or seconds < 1:
        raise ValueError(f"{text!r} is no rate such as {FREE_TIER}")
    return Rate(int(calls), seconds * 1000)


class RateLimit:
    """Lets so many calls pass in any window of time; safe for several threads."""

    def __init__(
        self, rate: Rate, *, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._bucket = InMemoryBucket([rate])
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._not_before = 0.0

    def take(self, deadline: float) -> float:
        """Wait for a place and take it; return the seconds waited.

        Raises:
            RateLimited: the wait would pass `deadline`, or anyone's patience. It is known before
                any time is spent on it.
        """
        begun = self._clock()
        latest = min(deadline, begun + PATIENCE)
        while (wait := self._take_or_wait()) > 0:
            if self._clock() + wait > latest:
                raise RateLimited(detail=f"the next call is allowed in {wait:.1f} s")
            self._sleep(wait)
        return self._clock() - begun

    def hold(self, seconds: float) -> None:
        """Let nobody pass for `seconds`: the service said so."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + seconds)

    def _take_or_wait(self) -> float:
        """Take a place and return 0, or return the seconds until there may be one."""
        with self._lock:
            now = self._clock()
            if now < self._not_before:
                return self._not_before - now
            item = RateItem("call", int(now * 1000))
            self._bucket.leak(item.timestamp)
            if self._bucket.put(item):
                return 0.0
            wait = self._bucket.waiting(item)
            return max(wait if isinstance(wait, int) else 0, 1) / 1000
