"""The networks, each loaded once in a process that runs tests."""

import pytest

from services.engines.local.scenes.networks import ClassNetwork, PlacesNetwork
from services.engines.local.weights.table import EFFICIENTNET_LITE0, PLACES
from services.engines.local.weights.weights import Weights


@pytest.fixture(scope="session")
def class_network(weights: Weights) -> ClassNetwork:
    return ClassNetwork(weights.path(EFFICIENTNET_LITE0))


@pytest.fixture(scope="session")
def places_network(weights: Weights) -> PlacesNetwork:
    return PlacesNetwork(weights.path(PLACES))
