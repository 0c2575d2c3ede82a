"""A shared image with a key set: what Azure is asked, and what is said when Azure is gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from doubles.azure_service import AzureService, Operation
from doubles.world import World, answering
from services.engines.azure import client
from services.settings import Settings
from services.vision import Engine
from wiring import engine_for


@dataclass(frozen=True, slots=True)
class AzureWorld:
    """A world in which Glimpse asks a double of Azure."""

    world: World
    azure: AzureService


@pytest.fixture(params=["3.2", "4.0"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def asking_azure(tmp_path: Path, api: str) -> Iterator[AzureWorld]:
    with AzureService() as azure:
        environ = {
            "COMPUTER_VISION_ENDPOINT": azure.endpoint,
            "COMPUTER_VISION_SUBSCRIPTION_KEY": azure.key,
            "AZURE_VISION_API": api,
        }
        engine: Engine = engine_for(Settings.from_environ(environ))
        with answering(tmp_path, engine) as playground:
            yield AzureWorld(World(playground), azure)


def share(here: AzureWorld) -> str:
    photo = (files("skimage") / "data" / "astronaut.png").read_bytes()
    return here.world.playground.share([("astronaut.png", photo)])


def test_an_auto_reply_costs_few_calls_side_by_side(asking_azure: AzureWorld, api: str) -> None:
    azure = asking_azure.azure
    side_by_side = {
        "3.2": (Operation.ANALYZE, Operation.READ, Operation.DETECT),
        "4.0": (Operation.ANALYZE40, Operation.DOMAIN, Operation.DETECT),
    }[api]
    azure.faults.together(*side_by_side)
    ts = share(asking_azure)
    assert asking_azure.world.finished(ts) == {"white_check_mark"}
    said = asking_azure.world.answers(ts)[0]["text"]
    assert "azure engine" in said
    assert "Landmark" in said
    assert [len(azure.calls_of(one)) for one in side_by_side] == [1, 1, 1]
    assert len(azure.calls) <= (4 if api == "3.2" else 3)
    assert all(call.key_seen and not call.key_leaked for call in azure.calls)
    slack = asking_azure.world.playground
    assert azure.key not in repr(slack.calls) + repr(slack.downloads)


def test_azure_gone_in_mid_job_gives_the_local_answer(
    asking_azure: AzureWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "RETRIES", client.RETRIES.new(backoff_factor=0))  # 3 s otherwise
    for operation in Operation:
        asking_azure.azure.faults.status(operation, 503, times=None)
    ts = share(asking_azure)
    assert asking_azure.world.finished(ts) == {"white_check_mark"}
    said = asking_azure.world.answers(ts)[0]["text"]
    assert "person" in said
    assert "the local engine answered instead" in said
