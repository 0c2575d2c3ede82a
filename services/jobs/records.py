"""Frozen dataclasses to JSON and back, the same way everywhere.

What was not asked for (None, or an empty default) is left out, so a record reads like the answer.
A field that has no default but may be None is left out, and may be absent, in the same way.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.preconf.json import make_converter

T = TypeVar("T")

_converter = make_converter(omit_if_default=True)


def _may_be_absent(kind: type) -> tuple[str, ...]:
    """Return the fields that may be None and whose default, which they lack, does not say so."""
    hints = get_type_hints(kind)
    bare = [one.name for one in fields(kind) if one.default is one.default_factory is MISSING]
    return tuple(name for name in bare if NoneType in get_args(hints[name]))


@_converter.register_unstructure_hook_factory(is_dataclass)
def _writing(kind: type) -> Callable[[Any], dict[str, Any]]:
    absent = _may_be_absent(kind)
    write: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(
        kind, _converter, _cattrs_omit_if_default=True
    )

    def written(record: Any) -> dict[str, Any]:
        plain = write(record)
        return {k: v for k, v in plain.items() if v is not None or k not in absent}

    return written


@_converter.register_structure_hook_factory(is_dataclass)
def _reading(kind: type[T]) -> Callable[[Any, Any], T]:
    absent = dict.fromkeys(_may_be_absent(kind))
    read = make_dict_structure_fn(kind, _converter)
    # what is no object is left to `read`, which says so in its own way
    return lambda plain, _: read(absent | plain if isinstance(plain, dict) else plain, kind)


def to_json(record: object) -> dict[str, Any]:
    """Return `record`, a dataclass, as what `json` can write."""
    plain: dict[str, Any] = _converter.unstructure(record)
    return plain


def from_json(plain: dict[str, Any], kind: type[T]) -> T:
    """Return the `kind` that `to_json` made `plain` of.

    Raises:
        cattrs.BaseValidationError: `plain` is no such record.
    """
    return _converter.structure(plain, kind)
