from collections.abc import Iterator
from typing import Literal

import pytest

from doubles.scripted_engine import SEEN
from doubles.world import ScriptedWorld, scripted


@pytest.fixture(scope="module", params=["socket", "http"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ScriptedWorld]:
    transport: Literal["socket", "http"] = request.param
    with scripted(tmp_path_factory.mktemp("surfaces"), transport=transport) as world:
        yield world


@pytest.fixture
def world(both: ScriptedWorld) -> ScriptedWorld:
    """A world for several tests, one after the other."""
    both.engine.seen, both.engine.before = SEEN, lambda _picture: None
    both.engine.asked.clear()
    return both
