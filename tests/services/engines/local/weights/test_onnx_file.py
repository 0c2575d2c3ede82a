"""What is written as ONNX, onnxruntime runs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from onnxruntime import InferenceSession

from services.engines.local.weights.onnx_file import Node, written


@given(st.integers(1, 300), st.integers(1, 5))
def test_a_layer_gives_what_numpy_gives(taken: int, made: int) -> None:
    numbers = np.random.default_rng(taken * 7 + made)
    weights = {
        "weight": numbers.standard_normal((made, taken)).astype(np.float32),
        "bias": numbers.standard_normal(made).astype(np.float32),
    }
    nodes = [
        Node("Gemm", ("in", "weight", "bias"), "sum", {"transB": 1}),
        Node("Relu", ("sum",), "out", {}),
    ]
    session = InferenceSession(written(nodes, weights, ("in", [1, taken]), ("out", [1, made])))
    pixels = numbers.standard_normal((1, taken)).astype(np.float32)
    expected = np.maximum(pixels @ weights["weight"].T + weights["bias"], 0)
    np.testing.assert_allclose(session.run(None, {"in": pixels})[0], expected, atol=1e-4)


def test_strides_and_padding_are_lists() -> None:
    weights = {"filter": np.ones((1, 1, 3, 3), np.float32)}
    steps = {"strides": [2, 2], "pads": [1, 1, 1, 1]}
    nodes = [Node("Conv", ("in", "filter"), "out", steps)]
    data = written(nodes, weights, ("in", [1, 1, 4, 4]), ("out", [1, 1, 2, 2]))
    (found,) = InferenceSession(data).run(None, {"in": np.ones((1, 1, 4, 4), np.float32)})
    np.testing.assert_array_equal(found[0, 0], [[4, 6], [6, 9]])
