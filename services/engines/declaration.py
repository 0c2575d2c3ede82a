"""What the folder of an engine declares, so that nothing outside it needs to know its name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from services.environment import Reader
from services.vision import Engine

Tell = Callable[[str], None]
"""Takes a sentence about how things go, for who runs Glimpse."""


class EngineSettings(Protocol):
    """What the environment says of one engine; frozen, and its secrets are not in its `repr`."""

    @property
    def configured(self) -> bool:
        """Return whether `auto` may choose this engine: it has all that it needs."""
        ...

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the values that must never be logged."""
        ...

    def gaps(self, *, chosen: bool) -> list[str]:
        """Return a sentence for each thing that is missing; `chosen`: named by the operator."""
        ...


S = TypeVar("S", bound=EngineSettings)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must work: whether it does, and a sentence that says so or what to do."""

    name: str
    works: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class EngineDeclaration(Generic[S]):
    """One engine: its name, its settings, how it is made, and what people are told of it.

    Everything heavy is imported when it is called, not when it is declared.
    """

    name: str
    """What VISION_ENGINE and ``--engine`` take, and what an answer names."""
    where_pictures_go: str
    """The sentence on who gets to see the images, for the privacy texts."""
    read: Callable[[Reader], S]
    make: Callable[[S, Tell], Engine]
    check: Callable[[S, Tell], Iterator[Check]]
    """Tries each thing the engine needs; may cost a call for each."""
    prepare: Callable[[S, Tell], bool] = lambda _settings, _tell: True
    """Fetches what is needed before the first picture; returns whether all of it is there."""
    fetch_languages: Callable[[S, Sequence[str], Tell], bool] = lambda *_: True
    """Fetches what reading text in more languages needs; raises RequestError for one unknown."""
    needs_stand_in: bool = False
    """Whether it may be refused; another engine then answers. It is an `Attempting` one."""
