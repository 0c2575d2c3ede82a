"""Frozen dataclasses to JSON and back, the same way everywhere.

What was not asked for (None, or an empty default) is left out, so a record reads like the answer.
"""

from typing import Any, TypeVar

from cattrs.preconf.json import make_converter

T = TypeVar("T")

_converter = make_converter(omit_if_default=True)


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
