"""From the settings to the engine that looks: the chosen one, and one to stand in for it."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from services.engines import ENGINES, STAND_IN
from services.engines.declaration import Check, EngineDeclaration, EngineSettings, Tell
from services.engines.fallback import Attempting, FallbackEngine
from services.errors import SettingsError
from services.vision import Engine


def engines_in_use(name: str) -> list[EngineDeclaration[Any]]:
    """Return the engine of that name and, where it may be refused, the one that stands in."""
    chosen = ENGINES[name]
    return [chosen, STAND_IN] if chosen.needs_stand_in else [chosen]


def make_engine(name: str, settings: Mapping[str, EngineSettings], tell: Tell) -> Engine:
    """Return the engine of that name, with another behind it where it may be refused.

    Raises:
        SettingsError: something that it needs is not set.
    """
    if gaps := settings[name].gaps(chosen=True):
        raise SettingsError(tuple(gaps))
    first, *others = [one.make(settings[one.name], tell) for one in engines_in_use(name)]
    return FallbackEngine(cast(Attempting, first), others[0]) if others else first


def prepare_engines(name: str, settings: Mapping[str, EngineSettings], tell: Tell) -> bool:
    """Fetch what the engines in use need before the first picture; return whether it is there."""
    found = [one.prepare(settings[one.name], tell) for one in engines_in_use(name)]
    return all(found)


def check_engines(name: str, settings: Mapping[str, EngineSettings], tell: Tell) -> Iterator[Check]:
    """Yield a check at a time for the engines in use, the one that stands in first."""
    for one in reversed(engines_in_use(name)):
        yield from one.check(settings[one.name], tell)
