"""The Places network is the same network after it was converted."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from doubles.torch_writer import torch_file
from services.engines.local.weights.places import SCENES, SIDE, converted
from services.engines.local.weights.torch_file import NotWeightsError

Floats = NDArray[np.float32]
CHANNELS = 2


def layers() -> Iterator[tuple[str, str, int, int]]:
    """Yield each convolution, its normalisation, its side and how many channels it takes."""
    yield "conv1", "bn1", 7, 3
    for layer in range(1, 5):
        for block in range(2):
            for part in (1, 2):
                name = f"layer{layer}.{block}."
                yield f"{name}conv{part}", f"{name}bn{part}", 3, CHANNELS
        if layer > 1:
            beside = f"layer{layer}.0.downsample."
            yield f"{beside}0", f"{beside}1", 1, CHANNELS


@pytest.fixture(scope="module")
def raw() -> dict[str, Floats]:
    """A network of the same shape, two channels wide, with channels that are switched off."""
    random = np.random.default_rng(7)

    def some(*shape: int) -> Floats:
        return random.uniform(0.2, 1, shape).astype(np.float32)

    found = {"fc.weight": some(SCENES, CHANNELS), "fc.bias": some(SCENES)}
    for name, norm, side, taken in layers():
        found[f"{name}.weight"] = some(CHANNELS, taken, side, side) - np.float32(0.6)
        for part in ("weight", "bias", "running_mean", "running_var"):
            found[f"{norm}.{part}"] = some(CHANNELS)
    for part, least in {"weight": 1e-20, "bias": 1e-22, "running_var": 1e-40}.items():
        found[f"layer2.1.bn1.{part}"][0] = least
    return found


def convolved(pixels: Floats, weight: Floats, stride: int) -> Floats:
    around = weight.shape[-1] // 2
    padded = np.pad(pixels, ((0, 0), (around, around), (around, around)))
    windows = sliding_window_view(padded, weight.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
    found: Floats = np.einsum("chwij,ocij->ohw", windows, weight)
    return found


def expected(raw: dict[str, Floats], pixels: Floats) -> Floats:
    """Return what the network says, worked out without folding anything."""

    def layer(before: Floats, name: str, norm: str, stride: int = 1) -> Floats:
        mean, spread = raw[f"{norm}.running_mean"], np.sqrt(raw[f"{norm}.running_var"] + 1e-5)
        plain = convolved(before, raw[f"{name}.weight"], stride)
        scaled = (plain - mean[:, None, None]) / spread[:, None, None]
        shifted = scaled * raw[f"{norm}.weight"][:, None, None] + raw[f"{norm}.bias"][:, None, None]
        found: Floats = shifted.astype(np.float32)
        return found

    maps = np.maximum(layer(pixels, "conv1", "bn1", 2), 0)
    for number in range(1, 5):
        for block in range(2):
            name, stride = f"layer{number}.{block}.", 2 if number > 1 and block == 0 else 1
            inner = np.maximum(layer(maps, f"{name}conv1", f"{name}bn1", stride), 0)
            inner = layer(inner, f"{name}conv2", f"{name}bn2")
            past = maps
            if stride == 2:
                past = layer(maps, f"{name}downsample.0", f"{name}downsample.1", 2)
            maps = np.maximum(inner + past, 0)
    logits = raw["fc.weight"] @ maps.mean(axis=(1, 2)) + raw["fc.bias"]
    powers = np.exp(logits - logits.max())
    shares: Floats = powers / powers.sum()
    return shares


def test_it_says_what_the_network_says(raw: dict[str, Floats]) -> None:
    wrapped = {f"module.{name}": numbers for name, numbers in raw.items()}
    session = InferenceSession(converted(torch_file(wrapped)))
    pixels = np.random.default_rng(1).standard_normal((3, SIDE, SIDE)).astype(np.float32)
    (found,) = session.run(None, {"pixels": pixels[np.newaxis]})
    np.testing.assert_allclose(found[0], expected(raw, pixels), rtol=1e-3)


def test_what_is_switched_off_is_zero_and_not_nearly_zero(raw: dict[str, Floats]) -> None:
    tiny = np.float32(1e-20) * raw["layer2.1.conv1.weight"][0]
    assert tiny.astype("<f4").tobytes() not in converted(torch_file(raw))


@pytest.mark.parametrize("missing", ["fc.bias", "layer3.0.downsample.1.running_var", "bn1.weight"])
def test_a_network_that_lacks_something_is_refused(raw: dict[str, Floats], missing: str) -> None:
    rest = {name: numbers for name, numbers in raw.items() if name != missing}
    with pytest.raises(NotWeightsError, match=f"another network.*{missing}"):
        converted(torch_file(rest))
