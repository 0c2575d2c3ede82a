import math
import socket
import threading
from collections.abc import Callable

import pytest

from doubles.azure_replay import Replay, said
from doubles.azure_service.model import Answer
from doubles.fake_time import FakeTime
from services.engines.azure.client import AzureClient
from services.engines.azure.errors import (
    AzureError,
    ConnectionLost,
    RateLimited,
    ServiceDown,
)
from services.engines.azure.limits import PATIENCE
from services.engines.azure.wire import Request

MakeClient = Callable[..., AzureClient]
ASK = Request("analyze", "POST", "/vision/v3.2/analyze", {"visualFeatures": "Tags"}, b"bytes")
FINE = said({"tags": []})
LOST = Answer(drop=0)


def busy(seconds: int, *, in_header: bool, status: int = 429) -> Answer:
    message = f"Requests have exceeded rate limit. Please retry after {seconds} seconds."
    headers = {"Retry-After": str(seconds)} if in_header else {}
    return said({"error": {"code": str(status), "message": message}}, status, headers)


@pytest.mark.parametrize("in_header", [True, False])
@pytest.mark.parametrize("status", [429, 503])
def test_a_told_wait_is_honoured(
    in_header: bool, status: int, replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    replay.will(busy(55, in_header=in_header, status=status), FINE)
    begun = fake.now
    answer = client_for(replay.origin).send(ASK, math.inf)
    assert answer.status == 200
    assert fake.now - begun == pytest.approx(55, abs=0.5)
    assert answer.waited == pytest.approx(55 if status == 429 else 0, abs=0.5)


@pytest.mark.parametrize("in_header", [True, False])
def test_a_wait_beyond_the_deadline_is_an_error_at_once(
    in_header: bool, replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    replay.will(busy(55, in_header=in_header), FINE)
    client = client_for(replay.origin)
    with pytest.raises(RateLimited) as raised:
        client.send(ASK, fake.now + 20)
    assert raised.value.refused
    assert fake.slept == []
    # Nobody else asks before the service said it may be asked.
    with pytest.raises(RateLimited):
        client.send(ASK, fake.now + 20)
    assert len(replay.requests) == 1


def test_a_wait_beyond_patience_is_an_error_without_a_deadline(
    replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    replay.will(busy(86_400, in_header=True))
    with pytest.raises(RateLimited):
        client_for(replay.origin).send(ASK, math.inf)
    assert sum(fake.slept) <= PATIENCE


def test_lost_connections_are_tried_again(replay: Replay, client_for: MakeClient) -> None:
    replay.will(LOST, LOST, FINE)
    assert client_for(replay.origin).send(ASK, math.inf).status == 200
    assert len(replay.requests) == 3


def test_a_body_that_breaks_off_is_tried_again(replay: Replay, client_for: MakeClient) -> None:
    replay.will(Answer(200, b"x" * 5_000, drop=100), FINE)
    assert client_for(replay.origin).send(ASK, math.inf).body == FINE.body


def test_tries_come_to_an_end_with_growing_pauses(
    replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    replay.will(LOST)
    with pytest.raises(ConnectionLost) as raised:
        client_for(replay.origin).send(ASK, math.inf)
    assert len(replay.requests) == 4
    assert fake.slept == sorted(fake.slept)
    assert 0 < sum(fake.slept) < 10
    assert raised.value.refused and raised.value.outage


@pytest.mark.parametrize("status", [400, 401, 403, 404, 415, 500, 502, 504])
def test_what_would_be_refused_again_is_not_tried_again(
    status: int, replay: Replay, client_for: MakeClient
) -> None:
    replay.will(said({"error": {"code": str(status), "message": "No."}}, status))
    with pytest.raises(AzureError):
        client_for(replay.origin).send(ASK, math.inf)
    assert len(replay.requests) == 1


def test_every_try_passes_the_rate_limit(
    replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    replay.will(LOST, LOST, LOST, FINE)
    client_for(replay.origin, rate="2/60s").send(ASK, math.inf)
    assert fake.now >= 1000 + 60


def test_a_host_that_nobody_answers_at_is_an_outage(client_for: MakeClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ServiceDown):
        client_for(f"http://127.0.0.1:{port}").send(ASK, math.inf)


def test_three_outages_open_the_breaker_and_a_minute_closes_it(
    replay: Replay, client_for: MakeClient, fake: FakeTime
) -> None:
    replay.will(said(b"", 500))
    client = client_for(replay.origin)
    for _ in range(5):
        with pytest.raises(ServiceDown):
            client.send(ASK, math.inf)
    assert len(replay.requests) == 3
    replay.will(FINE)
    fake.now += 60
    assert client.send(ASK, math.inf).status == 200
    assert client.send(ASK, math.inf).status == 200


def test_one_client_serves_many_threads(replay: Replay, client_for: MakeClient) -> None:
    client = client_for(replay.origin)
    found: list[int] = []

    def work() -> None:
        found.extend(client.send(ASK, math.inf).status for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 60
