"""Writes a network as ONNX: as much of the format as a chain of convolutions needs.

ONNX is Protocol Buffers; the numbers of fields are those of onnx.proto3 (Apache-2.0). The package
`onnx` would bring 31 MB for these lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_FORMAT = 8
"""The version of the format, of 2022: any onnxruntime of these years reads it."""
_OPERATORS = 13
"""The version of the operators, of 2020."""
_FLOAT, _INTEGERS, _INTEGER, _REAL = 1, 7, 2, 1
"""Of a tensor's numbers; of an attribute: several whole numbers, one, or a real one."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step: an operator, the names it takes, the name it makes."""

    operator: str
    inputs: tuple[str, ...]
    output: str
    attributes: Mapping[str, int | Sequence[int]]


def written(
    nodes: Iterable[Node],
    weights: Mapping[str, Floats],
    takes: tuple[str, Sequence[int]],
    makes: tuple[str, Sequence[int]],
) -> bytes:
    """Return the file of a network; `takes` and `makes` are its input and output with shapes."""
    parts = [*(_part(1, _node(node)) for node in nodes), _part(2, b"network")]
    for name, numbers in weights.items():
        shape = b"".join(_number(1, length) for length in numbers.shape)
        kind = _number(2, _FLOAT) + _part(8, name.encode())
        raw = _part(9, numbers.astype("<f4", copy=False).tobytes())
        parts.append(_part(5, shape + kind + raw))
    graph = b"".join([*parts, _part(11, _place(*takes)), _part(12, _place(*makes))])
    return _number(1, _FORMAT) + _part(7, graph) + _part(8, _number(2, _OPERATORS))


def _node(node: Node) -> bytes:
    parts = [_part(1, name.encode()) for name in node.inputs]
    parts += [_part(2, node.output.encode()), _part(4, node.operator.encode())]
    for name, value in node.attributes.items():
        if isinstance(value, int):
            kind = _number(3, value) + _number(20, _INTEGER)
        else:
            kind = b"".join(_number(8, one) for one in value) + _number(20, _INTEGERS)
        parts.append(_part(5, _part(1, name.encode()) + kind))
    return b"".join(parts)


def _place(name: str, shape: Sequence[int]) -> bytes:
    lengths = b"".join(_part(1, _number(1, length)) for length in shape)
    kind = _part(1, _number(1, _FLOAT) + _part(2, lengths))
    return _part(1, name.encode()) + _part(2, kind)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """Return seven bits a byte, the lowest first; all but the last have the highest bit set."""
    sevens = bytearray()
    while value > 0x7F:
        sevens.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(sevens + bytes([value]))
