"""A query string read with the service's eyes: nothing unknown, nothing twice, nothing odd."""

import re
from collections.abc import Callable, Collection

from doubles.azure_service.model import ServiceError

Complain = Callable[[str], ServiceError]
MODEL_VERSION = re.compile(r"(latest|\d{4}-\d{2}-\d{2})(-preview)?")


class Query:
    """The parameters of one call; `complain` makes the API's error of a sentence."""

    def __init__(
        self, pairs: Collection[tuple[str, str]], allowed: Collection[str], complain: Complain
    ) -> None:
        self._values: dict[str, str] = {}
        self._complain = complain
        for name, value in pairs:
            if name not in allowed:
                raise complain(f"Query parameter '{name}' is not known here.")
            if name in self._values:
                raise complain(f"Query parameter '{name}' is given more than once.")
            self._values[name] = value

    def has(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, default)

    def choice(
        self,
        name: str,
        choices: Collection[str],
        default: str = "",
        complain: Complain | None = None,
    ) -> str:
        """Return one of `choices`, spelled exactly so."""
        value = self._values.get(name, default)
        if name in self._values and value not in choices:
            raise (complain or self._complain)(f"'{value}' is not a value of '{name}'.")
        return value

    def several(
        self, name: str, choices: Collection[str], complain: Complain | None = None
    ) -> tuple[str, ...]:
        """Return the comma-separated `choices`, each once; empty when none is given."""
        given = tuple(self._values.get(name, "").split(","))
        if given == ("",):
            return ()
        for value in given:
            if value not in choices:
                raise (complain or self._complain)(f"'{value}' is not a value of '{name}'.")
        return tuple(dict.fromkeys(given))

    def flag(self, name: str, *, default: bool) -> bool:
        word = self.choice(name, ("true", "false"))
        return default if not word else word == "true"

    def number(
        self, name: str, low: int, high: int, default: int, complain: Complain | None = None
    ) -> int:
        value = self._values.get(name, str(default))
        if not re.fullmatch(r"\d{1,9}", value) or not low <= int(value) <= high:
            raise (complain or self._complain)(f"'{name}' is a number from {low} to {high}.")
        return int(value)

    def model_version(self, *known: str) -> str:
        """Check ``model-version`` and return the version that is meant."""
        value = self._values.get("model-version", "latest")
        if not MODEL_VERSION.fullmatch(value) or value not in ("latest", *known):
            raise self._complain(f"'{value}' is not a value of 'model-version'.")
        return known[0] if value == "latest" else value
