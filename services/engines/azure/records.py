"""Read JSON that may be anything: what is missing is optional, what is wrong is an AzureError."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from services.engines.azure.errors import UnexpectedAnswer

LARGEST = 1e9
"""No coordinate, score or angle comes near it."""


def parse(body: bytes) -> object:
    """Return the JSON value in `body`.

    Raises:
        UnexpectedAnswer: it is no JSON.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnexpectedAnswer(detail=f"no JSON: {type(error).__name__}") from error


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object at `where` in an answer. Every method raises UnexpectedAnswer."""

    values: Mapping[str, object] = field(repr=False)
    where: str = ""

    @classmethod
    def of(cls, value: object, where: str = "") -> "Record":
        """Return `value` as a record."""
        if not isinstance(value, dict):
            raise _wrong(where, "an object")
        return cls(value, where)

    def has(self, name: str) -> bool:
        """Return whether there is anything but null under `name`."""
        return self.values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string that can be encoded; without a `default` it must be there."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        return value.encode("utf-8", "replace").decode()

    def number(self, name: str, default: float | None = None) -> float:
        """Return a finite number of a sane size."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        return number(value, self._path(name))

    def score(self, name: str, default: float | None = None) -> float:
        """Return a number forced into 0 to 1."""
        return min(max(self.number(name, default), 0.0), 1.0)

    def confidence(self) -> float | None:
        """Return the number under ``confidence`` as a score, None where the service gives none."""
        return self.score("confidence") if self.has("confidence") else None

    def flag(self, *names: str, default: bool | None = None) -> bool:
        """Return the first of `names` that is there, a boolean."""
        for name in names:
            if self.has(name):
                value = self.values[name]
                if isinstance(value, bool):
                    return value
                raise self._wrong(name, "true or false")
        if default is None:
            raise self._wrong(names[0], "true or false")
        return default

    def child(self, name: str) -> "Record":
        """Return the object under `name`."""
        return Record.of(self.values.get(name), self._path(name))

    def optional(self, name: str) -> "Record":
        """Return the object under `name`, without any values where there is none."""
        return self.child(name) if self.has(name) else Record({}, self._path(name))

    def children(self, name: str) -> "Iterator[Record]":
        """Yield the objects of the list under `name`; no list at all is an empty one."""
        for at, value in enumerate(self.items(name)):
            yield Record.of(value, f"{self._path(name)}[{at}]")

    def listed(self, name: str) -> "Iterator[Record]":
        """Yield the objects of the list under `name`, which must be there."""
        if not self.has(name):
            raise self._wrong(name, "a list")
        return self.children(name)

    def items(self, name: str) -> list[object]:
        """Return the list under `name`, empty where there is none."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, "a list")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        found = []
        for value in self.items(name):
            if not isinstance(value, str):
                raise self._wrong(name, "a list of strings")
            found.append(value.encode("utf-8", "replace").decode())
        return tuple(found)

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a list of finite numbers."""
        return tuple(number(value, self._path(name)) for value in self.items(name))

    def _path(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def _wrong(self, name: str, wanted: str) -> UnexpectedAnswer:
        return _wrong(self._path(name), wanted)


def number(value: object, where: str) -> float:
    """Return `value` as a finite float of a sane size, or raise UnexpectedAnswer."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(where, "a number")
    if not abs(value) <= LARGEST:  # neither is NaN
        raise _wrong(where, "a number of a sane size")
    return float(value)


def _wrong(where: str, wanted: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(detail=f"{where or 'the answer'} is not {wanted}")
