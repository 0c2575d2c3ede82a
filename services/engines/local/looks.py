"""How the looks at one picture are taken: models made once, failures noted, time kept."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from services.errors import GlimpseError
from services.vision import Feature

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
_log = logging.getLogger(__name__)

_NO_TIME = "There was not enough time to look for {}."


class Once(Generic[T_co]):
    """Something costly, made at first use; a failure to make it is not remembered."""

    def __init__(self, make: Callable[[], T_co]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: T_co | None = None

    def get(self) -> T_co:
        """Return it; whoever comes while it is made waits for it."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


class Looks:
    """The looks at one picture: those that are `needed` are taken, those that fail are noted.

    So are those that come once the time `is_over`. What failed is in `failed`, with a sentence.
    """

    def __init__(self, needed: frozenset[Feature], is_over: Callable[[], bool]) -> None:
        self._needed = needed
        self._is_over = is_over
        self.failed: dict[Feature, str] = {}

    def at(self, feature: Feature, look: Callable[[], T]) -> T | None:
        """Return what `look` sees; None if `feature` is not needed or could not be had."""
        if feature not in self._needed:
            return None
        if self._is_over():
            self.failed[feature] = _NO_TIME.format(feature.value)
            return None
        try:
            return look()
        except GlimpseError as problem:
            _log.warning("no %s: %s", feature, problem)
            self.failed[feature] = problem.sentence
            return None
