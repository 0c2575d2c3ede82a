"""Turns the Places365 network, as its makers publish it, into what onnxruntime runs.

The network is a ResNet-18 whose first maximum is left out (CSAIL's ``wideresnet18``), so its maps
are twice as wide. Each normalisation is folded into the convolution before it. What training has
switched off is left with numbers down to 1e-42, on which a processor takes ten times as long; they
become 0. All of it is exact arithmetic: the file has the same bytes wherever it is made.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from services.engines.local.weights.onnx_file import Node, written
from services.engines.local.weights.torch_file import Floats, NotWeightsError, tensors_of

SIDE, SCENES = 224, 365
"""Pixels of the square it takes; kinds of scene."""
_WRAPPED = "module."
"""What the makers' training on several cards put before each name."""
_EPSILON = np.float32(1e-5)
"""PyTorch's, against a division by 0."""
_NOTHING = 1e-12
"""Of a channel's factor; those that are in use are over 1e-4."""


def converted(data: bytes) -> bytes:
    """Return ``wideresnet18_places365.pth.tar`` as ONNX: ``pixels`` in, ``scores`` out.

    Raises:
        NotWeightsError: `data` is something else.
    """
    named = tensors_of(data, "state_dict")
    raw = {name.removeprefix(_WRAPPED): numbers for name, numbers in named.items()}
    try:
        weights = {"fc.weight": raw["fc.weight"], "fc.bias": raw["fc.bias"]}
        nodes = list(_network(raw, weights))
    except (KeyError, ValueError) as problem:
        raise NotWeightsError(f"it is another network: {problem}") from problem
    return written(nodes, weights, ("pixels", [1, 3, SIDE, SIDE]), ("scores", [1, SCENES]))


def _network(raw: Mapping[str, Floats], weights: dict[str, Floats]) -> Iterator[Node]:
    """Yield the steps, and put what they weigh into `weights`."""

    def convolution(before: str, name: str, norm: str, *, side: int, stride: int = 1) -> Node:
        factor = raw[f"{norm}.weight"] / np.sqrt(raw[f"{norm}.running_var"] + _EPSILON)
        shift = raw[f"{norm}.bias"] - raw[f"{norm}.running_mean"] * factor
        used = np.abs(factor) > _NOTHING
        filters = raw[f"{name}.weight"] * factor[:, np.newaxis, np.newaxis, np.newaxis]
        weights[f"{name}.weight"] = np.where(used[:, None, None, None], filters, np.float32(0))
        weights[f"{name}.bias"] = np.where(np.abs(shift) > _NOTHING, shift, np.float32(0))
        inputs = (before, f"{name}.weight", f"{name}.bias")
        around = [side // 2] * 4
        return Node("Conv", inputs, name, {"strides": [stride] * 2, "pads": around})

    yield convolution("pixels", "conv1", "bn1", side=7, stride=2)
    yield Node("Relu", ("conv1",), "block", {})
    before = "block"
    for layer, block in ((layer, block) for layer in (1, 2, 3, 4) for block in (0, 1)):
        name, past = f"layer{layer}.{block}", before
        stride = 2 if layer > 1 and block == 0 else 1
        yield convolution(before, f"{name}.conv1", f"{name}.bn1", side=3, stride=stride)
        yield Node("Relu", (f"{name}.conv1",), f"{name}.relu", {})
        yield convolution(f"{name}.relu", f"{name}.conv2", f"{name}.bn2", side=3)
        if stride == 2:  # what goes past the block is halved as well
            past = f"{name}.downsample.0"
            yield convolution(before, past, f"{name}.downsample.1", side=1, stride=2)
        yield Node("Add", (f"{name}.conv2", past), f"{name}.sum", {})
        yield Node("Relu", (f"{name}.sum",), before := f"{name}.out", {})
    yield Node("GlobalAveragePool", (before,), "mean", {})
    yield Node("Flatten", ("mean",), "flat", {})
    yield Node("Gemm", ("flat", "fc.weight", "fc.bias"), "logits", {"transB": 1})
    yield Node("Softmax", ("logits",), "scores", {"axis": 1})
