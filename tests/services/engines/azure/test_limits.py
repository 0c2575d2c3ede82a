import math
import threading

import pytest

from doubles.fake_time import FakeTime
from services.engines.azure.errors import RateLimited
from services.engines.azure.limits import PATIENCE, RateLimit, parse_rate


def limit(text: str, fake: FakeTime) -> RateLimit:
    return RateLimit(parse_rate(text), clock=fake.clock, sleep=fake.sleep)


@pytest.mark.parametrize(
    ("text", "calls", "seconds"),
    [("20/60s", 20, 60), ("10/s", 10, 1), (" 30 / 1 m ", 30, 60), ("1000/h", 1000, 3600)],
)
def test_a_rate_is_calls_and_a_window(text: str, calls: int, seconds: int) -> None:
    rate = parse_rate(text)
    assert (rate.limit, rate.interval) == (calls, seconds * 1000)


@pytest.mark.parametrize("text", ["", "20", "20/60", "0/60s", "20/0s", "-1/s", "a/b", "20/60d"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="20/60s"):
        parse_rate(text)


def test_no_window_ever_holds_more_than_the_limit(fake: FakeTime) -> None:
    allowed = limit("20/60s", fake)
    times = []
    for _ in range(60):
        allowed.take(math.inf)
        times.append(fake.now)
        fake.now += 0.7
    for begin in times:
        assert sum(begin <= one < begin + 60 for one in times) <= 20


def test_a_wait_is_told(fake: FakeTime) -> None:
    allowed = limit("1/60s", fake)
    assert allowed.take(math.inf) == 0
    assert allowed.take(math.inf) == pytest.approx(60, abs=0.1)


def test_a_wait_beyond_the_deadline_is_refused_before_any_of_it(fake: FakeTime) -> None:
    allowed = limit("1/60s", fake)
    allowed.take(math.inf)
    with pytest.raises(RateLimited):
        allowed.take(fake.now + 30)
    assert fake.slept == []


def test_nobody_waits_longer_than_anyone_is_patient(fake: FakeTime) -> None:
    allowed = limit("1/h", fake)
    allowed.take(math.inf)
    with pytest.raises(RateLimited):
        allowed.take(math.inf)
    assert PATIENCE < 3600


def test_a_wait_the_service_told_holds_everybody(fake: FakeTime) -> None:
    allowed = limit("100/s", fake)
    allowed.hold(55)
    with pytest.raises(RateLimited):
        allowed.take(fake.now + 20)
    assert allowed.take(math.inf) == pytest.approx(55, abs=0.1)


def test_threads_share_the_places(fake: FakeTime) -> None:
    allowed = limit("20/60s", fake)
    taken: list[float] = []

    def work() -> None:
        for _ in range(10):
            allowed.take(math.inf)
            taken.append(fake.now)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 60
    assert fake.now >= 1000 + 120
