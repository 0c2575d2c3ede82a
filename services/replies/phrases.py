"""What many sentences of an answer share."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from services.replies.escaping import one_line

MOST_NAMED = 10


class Named(Protocol):
    """Something with a name, of which an engine is more or less sure."""

    @property
    def name(self) -> str:
        """Return its name."""
        ...

    @property
    def confidence(self) -> float:
        """Return how sure the engine is, from 0 to 1."""
        ...


def percent(confidence: float) -> str:
    """Return such as ``93 %``."""
    return f"{confidence:.0%}".replace("%", " %")


def named(what: str, found: Sequence[Named] | None, none: str = "") -> str:
    """Return such as ``Tags: dog (90 %), car (77 %).``; `none` where nothing was found."""
    if found is None:
        return ""
    each = [f"{one_line(one.name)} ({percent(one.confidence)})" for one in found]
    return listed(what, each) or none


def listed(what: str, each: Iterable[str]) -> str:
    """Return such as ``Tags: dog, car.``, the first few; nothing where there is nothing."""
    shown = list(each)
    more = f", and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return f"{what}: {', '.join(shown[:MOST_NAMED])}{more}." if shown else ""
