from collections.abc import Iterator

import pytest

from doubles.asking import Ask, asking, encoded
from doubles.azure_service import AzureService


@pytest.fixture(scope="session")
def photo() -> bytes:
    return encoded()


@pytest.fixture
def azure() -> Iterator[AzureService]:
    with AzureService() as service:
        yield service


@pytest.fixture
def ask(azure: AzureService, photo: bytes) -> Iterator[Ask]:
    with asking(azure, photo) as send:
        yield send
