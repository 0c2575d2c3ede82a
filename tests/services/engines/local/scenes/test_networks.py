"""The real networks on real photographs, and files that are none."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from doubles.drawings import photograph
from services.engines.local.scenes.networks import ClassNetwork, PlacesNetwork
from services.engines.local.scenes.places import NAMES
from services.errors import EngineError


def test_a_scene_is_recognised_and_the_shares_are_of_one(places_network: PlacesNetwork) -> None:
    shares = places_network.shares(photograph("coffee"))
    assert NAMES[int(shares.argmax())] == "coffee_shop"
    assert shares.shape == (365,) and shares.sum() == pytest.approx(1, abs=1e-3)


def test_a_thing_is_recognised_and_the_shares_are_of_one(class_network: ClassNetwork) -> None:
    shares = class_network.shares(photograph("coffee"))
    assert class_network.labels[int(shares.argmax())] == "espresso"
    assert shares.shape == (1000,) and shares.sum() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3, 5)])
def test_any_size_can_be_looked_at(
    class_network: ClassNetwork, places_network: PlacesNetwork, size: tuple[int, int]
) -> None:
    image = Image.new("RGB", size, "teal")
    for network in (class_network, places_network):
        assert np.isfinite(network.shares(image)).all()


def test_threads_do_not_mix_pictures_up(class_network: ClassNetwork) -> None:
    pictures = [photograph("coffee"), photograph("chelsea")] * 4
    alone = [class_network.shares(picture) for picture in pictures[:2]] * 4
    with ThreadPoolExecutor(4) as pool:
        for one, other in zip(alone, pool.map(class_network.shares, pictures), strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("network", [ClassNetwork, PlacesNetwork])
@pytest.mark.parametrize("content", [b"", b"no network", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_network_is_an_error_with_a_sentence(
    tmp_path: Path, network: type[ClassNetwork] | type[PlacesNetwork], content: bytes
) -> None:
    (tmp_path / "model").write_bytes(content)
    with pytest.raises(EngineError, match="could not be started"):
        network(tmp_path / "model")
