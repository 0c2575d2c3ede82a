from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from doubles.scripted_engine import SEEN
from doubles.signed import SECRET
from doubles.world import MANIFEST, QUICK, ScriptedWorld, scripted
from handlers import errors
from handlers.desk import Desk
from playground.server import Playground
from services.jobs.database import create_engine
from services.jobs.store import Store
from services.vision import Feature


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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    engine = create_engine(f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def submitted() -> list[tuple[str, dict[str, Any]]]:
    """What was recorded: each job's id, and the job."""
    return []


@pytest.fixture
def desk(store: Store, submitted: list[tuple[str, dict[str, Any]]]) -> Desk:
    def submit(job_id: str, job: dict[str, Any]) -> None:
        submitted.append((job_id, job))

    features = (Feature.CAPTION, Feature.TEXT)
    possible = frozenset({*features, Feature.FACES})
    return Desk(submit, store, possible, features, clock=lambda: 1000.0)


@pytest.fixture(scope="module")
def playground() -> Iterator[Playground]:
    with Playground(port=0, manifest=MANIFEST, timing=QUICK) as running:
        yield running


@pytest.fixture
def app(playground: Playground) -> App:
    """A Bolt app without Glimpse in it, for a test to listen with."""
    bolt = App(
        client=WebClient(playground.bot_token, base_url=playground.api_url),
        signing_secret=SECRET,
        process_before_response=True,
    )
    errors.register(bolt)
    return bolt
