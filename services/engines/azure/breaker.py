"""Stop asking a dead service for a while.

None of pybreaker, purgatory and circuitbreaker takes a clock, so a test of theirs would have to
wait; the last one is not safe for threads and lets every waiting call through when it half-opens.
"""

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from services.engines.azure.errors import AzureError, ServiceDown

T = TypeVar("T")

FAILURES = 3
"""More than the two calls of Vision in an auto-reply, which fail together; pybreaker has five."""

OPEN_SECONDS = 60.0
"""The free tier's window, so that a try costs one of its twenty calls at most."""


class State(StrEnum):
    """Closed: everything passes. Open: nothing does. Half open: one call tries."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


class Breaker:
    """Opens after `failures` outages in a row; after `seconds` one call may try again."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        failures: int = FAILURES,
        seconds: float = OPEN_SECONDS,
    ) -> None:
        self._clock = clock
        self._failures, self._seconds = failures, seconds
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._opened_at: float | None = None
        self._trying = False

    @property
    def state(self) -> State:
        """Return what would become of a call now."""
        with self._lock:
            return self._state()

    def call(self, work: Callable[[], T], *, counts: bool = True) -> T:
        """Return what `work` returns, unless the breaker is open.

        An AzureError with `outage` counts as a failure, any other as a sign of life, and one
        without a status (the service was never asked) as neither. With `counts` false, an
        outage says nothing: what was asked for may be closed to this key alone.

        Raises:
            ServiceDown: the breaker is open.
        """
        with self._lock:
            state = self._state()
            if state is State.OPEN or (state is State.HALF_OPEN and self._trying):
                raise ServiceDown(detail="the circuit breaker is open")
            trial = state is State.HALF_OPEN
            self._trying = self._trying or trial
        alive: bool | None = None  # so that a bug in `work` counts as neither
        try:
            result = work()
            alive = True
        except AzureError as error:
            if error.outage:
                alive = False if counts else None
            elif error.refusal.status is not None:
                alive = True
            raise
        finally:
            self._learn(alive, trial=trial)
        return result

    def _state(self) -> State:
        if self._opened_at is None:
            return State.CLOSED
        over = self._clock() >= self._opened_at + self._seconds
        return State.HALF_OPEN if over else State.OPEN

    def _learn(self, alive: bool | None, *, trial: bool) -> None:
        with self._lock:
            self._trying = self._trying and not trial
            if alive:
                self._in_a_row, self._opened_at = 0, None
            elif alive is False:
                self._in_a_row += 1
                if self._in_a_row >= self._failures:
                    self._opened_at = self._clock()
