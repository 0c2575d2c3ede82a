"""Reads weights out of a file that PyTorch wrote before version 1.6, without PyTorch.

Such a file is five pickles (a magic number, a protocol, the writer's machine, the object, the keys
of its storages), then each storage: a count and so many raw numbers, little endian. A pickle is a
program, so each is looked through first: one that is longer than plain weights need, or that has
an instruction or a name that they do not need, is refused before any of it runs.
"""

import io
import pickle
import pickletools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_LIST = """
    APPENDS, BINFLOAT, BINGET, BININT, BININT1, BININT2, BINPERSID, BINPUT, EMPTY_DICT, EMPTY_LIST,
    GLOBAL, LONG1, LONG_BINGET, LONG_BINPUT, MARK, NEWFALSE, NEWTRUE, NONE, PROTO, REDUCE, SETITEM,
    SETITEMS, SHORT_BINSTRING, STOP, TUPLE, TUPLE1, TUPLE2, TUPLE3
"""
_INSTRUCTIONS = frozenset(name.strip() for name in _LIST.split(","))
"""None of them sets an attribute or makes a name out of parts."""
_LONGEST = 1 << 14
"""Bytes of a pickle: one of 102 tensors has 10,546, and in so few nothing can nest too deeply."""
_FLOAT = np.dtype("<f4")


class NotWeightsError(Exception):
    """The file is not what it should be; says why, for the log."""


@dataclass(frozen=True, slots=True)
class _Tensor:
    """Which part of which storage a tensor is."""

    storage: str
    start: int
    shape: tuple[int, ...]


class _Careful(pickle.Unpickler):
    """Runs a pickle in which three names mean something, and every other is an error."""

    def find_class(self, module: str, name: str) -> object:
        match module, name:
            case "collections", "OrderedDict":
                return dict
            case "torch._utils", "_rebuild_tensor":
                return _tensor
            case "torch", "FloatStorage":
                return _FLOAT
        raise NotWeightsError(f"it names {module}.{name}")

    def persistent_load(self, identity: object) -> str:
        match identity:
            case "storage", kind, str(key), str(), int(), None if kind is _FLOAT:
                return key
        raise NotWeightsError("it keeps something else than floats")


def tensors_of(data: bytes, of: str) -> Mapping[str, Floats]:
    """Return the tensors, by name, that the object in `data` has under `of`: views, not copies.

    Raises:
        NotWeightsError: `data` is anything else.
    """
    file = io.BytesIO(data)
    try:
        _, _, _, whole, keys = (_run(file) for _ in range(5))
        storages = _storages(data, file.tell(), keys)
        return {
            str(name): storages[one.storage][one.start :][: prod(one.shape)].reshape(one.shape)
            for name, one in whole[of].items()
        }
    except NotWeightsError:
        raise
    except Exception as problem:  # what is wrong in a pickle may raise anything
        raise NotWeightsError(f"{type(problem).__name__}: {problem}") from problem


def _run(file: io.BytesIO) -> Any:
    """Return what the pickle that begins here makes; leave `file` behind it."""
    start = file.tell()
    for instruction, argument, place in pickletools.genops(file):
        if instruction.name not in _INSTRUCTIONS:
            raise NotWeightsError(f"it has the instruction {instruction.name}")
        if place is None or place - start > _LONGEST:
            raise NotWeightsError("it is longer than weights need")
        # What is kept under a large number makes the list of what is kept as long.
        if "PUT" in instruction.name and int(argument or 0) > _LONGEST:
            raise NotWeightsError("it is longer than weights need")
    end = file.tell()
    made = _Careful(io.BytesIO(file.getvalue()[start:end])).load()
    file.seek(end)
    return made


def _tensor(storage: str, start: int, shape: tuple[int, ...], steps: tuple[int, ...]) -> _Tensor:
    """Stand for ``torch._utils._rebuild_tensor``; `steps` are in numbers, not in bytes."""
    dense = (*accumulate(shape[:0:-1], lambda a, b: a * b, initial=1),)[::-1]
    if tuple(steps) != dense[: len(shape)] or min(start, *shape) < 0:
        raise NotWeightsError("it has a tensor with gaps")
    return _Tensor(storage, start, tuple(shape))


def _storages(data: bytes, start: int, keys: Sequence[str]) -> Mapping[str, Floats]:
    found: dict[str, Floats] = {}
    for key in keys:
        count = int(np.frombuffer(data, "<i8", 1, start)[0])
        if count < 0:
            raise NotWeightsError("it has a storage of less than nothing")
        found[key] = np.frombuffer(data, _FLOAT, count, start + 8)
        start += 8 + _FLOAT.itemsize * count
    return found
