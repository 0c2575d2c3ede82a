"""A workspace without Glimpse in it, for what talks to Slack by itself."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from doubles.world import MANIFEST, QUICK
from playground.server import Playground
from services.slack.client import Slack


@pytest.fixture(scope="session")
def stopping() -> Iterator[Callable[[Playground], None]]:
    """Stop playgrounds beside the next tests, since uvicorn takes 0.2 s for it."""
    stopped: list[Future[None]] = []
    with ThreadPoolExecutor(max_workers=4) as pool:
        yield lambda playground: stopped.append(pool.submit(playground.stop))
    for future in stopped:
        future.result()


@pytest.fixture
def playground(stopping: Callable[[Playground], None]) -> Iterator[Playground]:
    running = Playground(port=0, manifest=MANIFEST, timing=QUICK).start()
    yield running
    stopping(running)


@pytest.fixture
def pauses() -> list[float]:
    """What Glimpse would have waited, in seconds."""
    return []


@pytest.fixture
def slack(playground: Playground, pauses: list[float]) -> Slack:
    return Slack(playground.bot_token, playground.api_url, sleep=pauses.append)
