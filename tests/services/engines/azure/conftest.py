import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PIL import Image
from skimage import data

from doubles.asking import encoded
from doubles.azure_looking import MakeEngine
from doubles.azure_replay import Replay, said
from doubles.azure_service import AzureService
from doubles.fake_time import FakeTime
from services.engines.azure.client import AzureClient
from services.engines.azure.engine import AzureEngine, Resource
from services.engines.azure.planner import Api
from services.pictures.opening import Picture, open_picture

FAST = "1000/s"


@pytest.fixture(scope="session")
def picture() -> Picture:
    """A real photograph, 512 by 512 pixels."""
    photo = Image.fromarray(data.astronaut())  # type: ignore[no-untyped-call]
    made = io.BytesIO()
    photo.save(made, "JPEG")
    return open_picture(made.getvalue())


@pytest.fixture(scope="session")
def noise() -> Picture:
    """A picture of 800 by 600 pixels that weighs more than Face's smallest file."""
    return open_picture(encoded())


@pytest.fixture
def fake() -> FakeTime:
    return FakeTime()


@pytest.fixture
def azure() -> Iterator[AzureService]:
    with AzureService() as service:
        yield service


@pytest.fixture
def engine_for(fake: FakeTime) -> Iterator[MakeEngine]:
    """Make engines whose time is fake, and close them in the end."""
    with ExitStack() as opened:

        def make(
            endpoint: str,
            key: str,
            *,
            face: bool = True,
            face_key: str | None = None,
            api: Api = Api.V32,
            rate: str = FAST,
        ) -> AzureEngine:
            vision = Resource(endpoint, key, rate)
            faces = Resource(endpoint, face_key or key, rate) if face else None
            return opened.enter_context(
                AzureEngine(vision, faces, api=api, clock=fake.clock, sleep=fake.sleep)
            )

        yield make


@pytest.fixture
def engine(azure: AzureService, engine_for: MakeEngine) -> AzureEngine:
    """An engine with every key, that asks the double."""
    return engine_for(azure.endpoint, azure.key)


@pytest.fixture
def replay() -> Iterator[Replay]:
    """A server that answers ``analyze`` with no tags, until it is told otherwise."""
    with Replay(said({"tags": []})) as server:
        yield server


@pytest.fixture
def client_for(fake: FakeTime) -> Iterator[Callable[..., AzureClient]]:
    """Make clients whose time is fake, and close them in the end."""
    with ExitStack() as opened:

        def make(endpoint: str, key: str = "a-fake-key", rate: str = FAST) -> AzureClient:
            return opened.enter_context(
                AzureClient(endpoint, key, rate=rate, clock=fake.clock, sleep=fake.sleep)
            )

        yield make
