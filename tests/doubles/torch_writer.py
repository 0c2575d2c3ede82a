"""Files as PyTorch wrote them before version 1.6, byte by byte; good ones and hostile ones."""

import pickle
import struct
from collections.abc import Mapping
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

START = b"\x80\x02"
_NUMBERS_AND_MACHINE: tuple[object, ...] = (0x1950A86A20F9469CFC6C, 1001, {})
HEAD = b"".join(pickle.dumps(one, 2) for one in _NUMBERS_AND_MACHINE)


def torch_file(tensors: Mapping[str, NDArray[np.float32]], of: str = "state_dict") -> bytes:
    """Return a file whose object is ``{of: tensors}``, in C order."""
    items = b"".join(
        text(name) + tensor(str(number), numbers.shape)
        for number, (name, numbers) in enumerate(tensors.items())
    )
    whole = START + b"}(" + text(of) + b"ccollections\nOrderedDict\n]\x85R(" + items + b"uu."
    return with_object(whole, list(tensors.values()))


def with_object(whole: bytes, storages: list[NDArray[np.float32]] | None = None) -> bytes:
    """Return a file with `whole`, a pickle, for its object."""
    kept = storages or []
    keys = START + b"](" + b"".join(text(str(number)) for number in range(len(kept))) + b"e."
    raw = b"".join(struct.pack("<q", one.size) + one.astype("<f4").tobytes() for one in kept)
    return HEAD + whole + keys + raw


def tensor(
    key: str,
    shape: tuple[int, ...],
    steps: tuple[int, ...] | None = None,
    kind: bytes = b"ctorch\nFloatStorage\n",
) -> bytes:
    """Return the instructions that make a tensor of the storage `key`."""
    dense = (*accumulate(shape[:0:-1], lambda a, b: a * b, initial=1),)[::-1][: len(shape)]
    storage = b"(" + text("storage") + kind + text(key) + text("cpu") + number(1) + b"NtQ"
    sizes = b"(" + b"".join(map(number, shape)) + b"t"
    strides = b"(" + b"".join(map(number, steps or dense)) + b"t"
    return b"ctorch._utils\n_rebuild_tensor\n(" + storage + number(0) + sizes + strides + b"tR"


def text(words: str) -> bytes:
    return b"U" + bytes([len(words)]) + words.encode("ascii")


def number(value: int) -> bytes:
    return b"J" + struct.pack("<i", value)
