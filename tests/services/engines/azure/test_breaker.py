import threading

import pytest

from doubles.fake_time import FakeTime
from services.engines.azure.breaker import FAILURES, OPEN_SECONDS, Breaker, State
from services.engines.azure.errors import (
    AzureError,
    ImageRefused,
    KeyRefused,
    RateLimited,
    Refusal,
    ServiceDown,
    TooSlow,
)

ALIVE = ImageRefused(refusal=Refusal(status=400))


def fail(breaker: Breaker, error: AzureError, *, counts: bool = True) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error)):
        breaker.call(work, counts=counts)


def state_of(breaker: Breaker) -> State:
    return breaker.state


def opened(fake: FakeTime) -> Breaker:
    breaker = Breaker(clock=fake.clock)
    for _ in range(FAILURES):
        assert state_of(breaker) is State.CLOSED
        fail(breaker, ServiceDown())
    return breaker


def test_it_opens_half_opens_and_closes(fake: FakeTime) -> None:
    breaker = opened(fake)
    assert state_of(breaker) is State.OPEN
    with pytest.raises(ServiceDown, match="circuit breaker"):
        breaker.call(lambda: pytest.fail("a dead service was asked"))
    fake.now += OPEN_SECONDS
    assert state_of(breaker) is State.HALF_OPEN
    assert breaker.call(lambda: "an answer") == "an answer"
    assert state_of(breaker) is State.CLOSED


def test_a_try_that_fails_opens_it_again_for_the_whole_time(fake: FakeTime) -> None:
    breaker = opened(fake)
    fake.now += OPEN_SECONDS
    fail(breaker, KeyRefused(refusal=Refusal(status=401)))
    assert state_of(breaker) is State.OPEN
    fake.now += OPEN_SECONDS - 1
    assert state_of(breaker) is State.OPEN


def test_while_one_tries_the_others_are_refused(fake: FakeTime) -> None:
    breaker = opened(fake)
    fake.now += OPEN_SECONDS

    def another() -> str:
        with pytest.raises(ServiceDown):
            breaker.call(lambda: pytest.fail("two were let through"))
        return "one"

    assert breaker.call(another) == "one"


def test_a_try_that_never_reached_the_service_lets_another_try(fake: FakeTime) -> None:
    breaker = opened(fake)
    fake.now += OPEN_SECONDS
    fail(breaker, RateLimited())
    assert state_of(breaker) is State.HALF_OPEN
    assert breaker.call(lambda: True)


def test_outages_count_only_in_a_row(fake: FakeTime) -> None:
    breaker = Breaker(clock=fake.clock, failures=2)
    for error in (ServiceDown(), ALIVE, ServiceDown(), ALIVE):
        fail(breaker, error)
    assert state_of(breaker) is State.CLOSED


def test_what_was_never_asked_ends_no_row(fake: FakeTime) -> None:
    breaker = Breaker(clock=fake.clock, failures=2)
    for error in (ServiceDown(), TooSlow(), ServiceDown()):
        fail(breaker, error)
    assert state_of(breaker) is State.OPEN


def test_a_refusal_of_what_needs_approval_says_nothing(fake: FakeTime) -> None:
    breaker = Breaker(clock=fake.clock, failures=1)
    fail(breaker, KeyRefused(refusal=Refusal(status=403)), counts=False)
    assert state_of(breaker) is State.CLOSED


def test_a_bug_is_no_outage(fake: FakeTime) -> None:
    breaker = Breaker(clock=fake.clock, failures=1)
    with pytest.raises(ZeroDivisionError):
        breaker.call(lambda: 1 // 0)
    assert state_of(breaker) is State.CLOSED


def test_threads_open_it_once(fake: FakeTime) -> None:
    breaker = Breaker(clock=fake.clock, failures=8)
    threads = [threading.Thread(target=fail, args=(breaker, ServiceDown())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert state_of(breaker) is State.OPEN
