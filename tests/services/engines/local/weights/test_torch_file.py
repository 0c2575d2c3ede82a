"""Weights are read without PyTorch, and nothing in a hostile file is run."""

import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from doubles.torch_writer import START, number, tensor, text, torch_file, with_object
from services.engines.local.weights.torch_file import NotWeightsError, tensors_of

ONE = np.array([1.5, -2.0], np.float32)
SOUND = torch_file({"a": ONE, "b": np.ones((2, 3), np.float32)})


@given(
    st.dictionaries(
        st.text("abc.123", min_size=1, max_size=20),
        arrays(np.float32, array_shapes(max_dims=4, max_side=3), elements=st.floats(width=32)),
        max_size=4,
    )
)
def test_what_was_written_is_read(tensors: dict[str, np.ndarray]) -> None:
    found = tensors_of(torch_file(tensors), "state_dict")
    assert found.keys() == tensors.keys()
    for name, numbers in tensors.items():
        np.testing.assert_array_equal(found[name], numbers)


@given(st.binary(max_size=200))
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(NotWeightsError):
        tensors_of(data, "state_dict")


@given(st.integers(0, len(SOUND) - 1), st.integers(0, 255))
def test_a_damaged_file_is_refused_or_other_numbers(place: int, byte: int) -> None:
    damaged = bytearray(SOUND)
    damaged[place] = byte
    try:
        found = tensors_of(bytes(damaged), "state_dict")
    except NotWeightsError:
        return
    assert sum(numbers.size for numbers in found.values()) <= 8


@given(st.integers(0, len(SOUND) - 1))
def test_a_file_that_ends_early_is_refused(end: int) -> None:
    with pytest.raises(NotWeightsError):
        tensors_of(SOUND[:end], "state_dict")


class Exploit:
    """What a pickle runs when it is loaded as pickles usually are."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("protocol", [0, 1, 2, 4])
def test_a_pickle_that_runs_something_runs_nothing(tmp_path: Path, protocol: int) -> None:
    hostile = pickle.dumps({"state_dict": Exploit(tmp_path / "run")}, protocol)
    pickle.loads(hostile)
    assert (tmp_path / "run").exists()
    (tmp_path / "run").unlink()
    with pytest.raises(NotWeightsError):
        tensors_of(with_object(hostile), "state_dict")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        (b"cos\nsystem\n" + text("true") + b"\x85R.", "names os.system"),
        (b"ctorch._utils\n_rebuild_tensor.__globals__\n.", "names torch._utils._rebuild"),
        (b"ccollections\nOrderedDict\n}b.", "instruction BUILD"),
        (text("os") + text("system") + b"\x93.", "instruction STACK_GLOBAL"),
        (b"(ios\nsystem\n.", "instruction INST"),
        (b"}r" + struct.pack("<I", 0xFFFFFFFF) + b".", "longer than weights need"),
        (b"}" + b"\x85" * 20_000 + b".", "longer than weights need"),
        (b"}" + b"(" * 100 + b".", "UnpicklingError"),
        (b"N.", "TypeError"),
        (b"}" + text("other") + b"}s.", "KeyError"),
    ],
)
def test_a_hostile_object_is_refused_with_a_reason(whole: bytes, why: str) -> None:
    with pytest.raises(NotWeightsError, match=why):
        tensors_of(with_object(START + whole), "state_dict")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (tensor("0", (2,), (2,)), "gaps"),
        (tensor("0", (1, 2), (1, 1)), "gaps"),
        (tensor("0", (-1,)), "gaps"),
        (tensor("0", (3,)), "ValueError"),
        (tensor("1", (2,)), "KeyError"),
        (tensor("0", (2,), kind=b"ctorch\nLongStorage\n"), r"names torch\.LongStorage"),
        (tensor("0", (2,), kind=text("FloatStorage")), "something else than floats"),
        (number(7), "AttributeError"),
    ],
)
def test_a_tensor_that_is_none_is_refused(made: bytes, why: str) -> None:
    whole = START + b"}(" + text("state_dict") + b"}(" + text("a") + made + b"uu."
    with pytest.raises(NotWeightsError, match=why):
        tensors_of(with_object(whole, [ONE]), "state_dict")


def test_a_storage_of_less_than_nothing_is_refused() -> None:
    data = torch_file({"a": ONE})
    with pytest.raises(NotWeightsError, match="less than nothing"):
        tensors_of(data.replace(struct.pack("<q", 2), struct.pack("<q", -1)), "state_dict")
