"""One Azure resource as the other modules see it: it waits, tries again, and gives up in time."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from urllib3.exceptions import MaxRetryError
from urllib3.util import Retry

from services.engines.azure.breaker import Breaker
from services.engines.azure.errors import AzureError, ConnectionLost, TooSlow
from services.engines.azure.limits import PATIENCE, RateLimit, parse_rate
from services.engines.azure.refusals import error_of, refusal_of
from services.engines.azure.settings import FREE_TIER
from services.engines.azure.wire import Answer, Request, Wire

RETRIES = Retry(
    total=3,
    allowed_methods={"GET", "POST"},  # looking twice changes nothing
    status_forcelist={429, 503},  # Microsoft says that these pass; a 500 may not
    backoff_factor=0.5,  # at once, then after 1 and 2 seconds: somebody waits for the answer
    backoff_max=8.0,
)
"""Which answers are worth another try, how many tries, and how long between them."""

GOOD = {200, 202}
"""What Azure answers with where all is well: 202 to what Read was given, 200 to all else."""

LEAST_HOLD = 1.0
"""Seconds that nobody asks after a 429: the shortest wait Azure tells, also where it tells none."""


class AzureClient:
    """Calls one resource with its key; safe for several threads.

    urllib3's Retry decides what is tried again and when; the loop around it is ours, because every
    try must pass the rate limit, get what is left of the time, and honour a wait that is told only
    in the body.
    """

    def __init__(
        self,
        endpoint: str,
        key: str,
        *,
        rate: str = FREE_TIER,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        breaker: Breaker | None = None,
    ) -> None:
        self.clock = clock
        self._sleep = sleep
        self._wire = Wire(endpoint, key, clock=clock)
        self._limit = RateLimit(parse_rate(rate), clock=clock, sleep=sleep)
        self.breaker = breaker or Breaker(clock=clock)

    @property
    def endpoint(self) -> str:
        """Return the address of the resource, without a slash at its end."""
        return self._wire.endpoint

    def send(self, request: Request, deadline: float) -> Answer:
        """Return the answer of status 200 or 202. `deadline` is on this client's clock.

        Raises:
            AzureError: anything else came of it.
        """
        return self.breaker.call(lambda: self._persist(request, deadline), counts=not request.gated)

    def wait(self, seconds: float, deadline: float) -> None:
        """Sleep, unless that would pass `deadline`.

        Raises:
            TooSlow: it would.
        """
        if self.clock() + seconds > deadline:
            raise TooSlow
        self._sleep(seconds)

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _persist(self, request: Request, deadline: float) -> Answer:
        retries, waited = RETRIES, 0.0
        while True:
            waited += self._limit.take(deadline)
            error: AzureError
            try:
                answer = self._wire.exchange(request, deadline)
            except AzureError as lost:
                error = lost
            else:
                if answer.status in GOOD:
                    return replace(answer, waited=waited)
                refusal = refusal_of(request.operation, answer.status, answer.headers, answer.body)
                error = error_of(refusal)
            retries = self._until_another(retries, request, error, deadline)

    def _until_another(
        self, retries: Retry, request: Request, error: AzureError, deadline: float
    ) -> Retry:
        """Wait until another try is due; return the tries that are left after it.

        Raises:
            AzureError: `error`, where another try is no use, or its wait would last too long.
        """
        status = error.refusal.status
        again = isinstance(error, ConnectionLost) or (
            status is not None and retries.is_retry(request.method, status)
        )
        if not again:
            raise error
        try:
            left = retries.increment(request.method, request.path)
        except MaxRetryError:
            raise error from None
        told = error.refusal.retry_after
        seconds = left.get_backoff_time() if told is None else told
        if status == 429:
            seconds = max(seconds, LEAST_HOLD)
            self._limit.hold(seconds)
        if seconds > min(PATIENCE, deadline - self.clock()):
            raise error
        if status != 429:  # a rate limit is waited for where the next try takes its place
            self._sleep(seconds)
        return left
