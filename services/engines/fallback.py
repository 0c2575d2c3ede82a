"""Two engines as one: what the first is refused, the second answers, and the user is told."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Protocol

from services.errors import EngineError
from services.vision import Analysis, AnalysisOptions, Engine, Feature, Thumbnail

if TYPE_CHECKING:
    from services.pictures.opening import Picture

log = logging.getLogger(__name__)

RESULTS = tuple(one.name for one in fields(Analysis) if one.name in set(Feature))
"""The results of an analysis; each is named as its feature is."""

RESERVE = 10.0
"""Seconds that are kept for the second engine, though never more than a third of what there is."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An analysis and, for each feature in its `skipped` that failed, the error."""

    analysis: Analysis
    failures: Mapping[Feature, EngineError] = field(default_factory=dict)

    def answer(self, asked: frozenset[Feature]) -> Analysis:
        """Return the analysis.

        Raises:
            EngineError: nothing of what was `asked` could be answered.
        """
        results = asked - {Feature.THUMBNAIL}
        if results and results <= set(self.failures):
            raise next(iter(self.failures.values()))
        return self.analysis


class Attempting(Engine, Protocol):
    """An engine that says why it could not do what it could not do."""

    def attempt(
        self, picture: "Picture", features: frozenset[Feature], options: AnalysisOptions
    ) -> Attempt:
        """Look as `analyze` does, but never raise an EngineError."""
        ...


class FallbackEngine:
    """Asks `first`, and `second` for what `first` was refused (see `EngineError.refused`)."""

    def __init__(
        self, first: Attempting, second: Engine, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._first, self._second, self._clock = first, second, clock

    @property
    def name(self) -> str:
        """Return the name of the engine that is asked first."""
        return self._first.name

    @property
    def features(self) -> frozenset[Feature]:
        """Return what either of the two can do."""
        return self._first.features | self._second.features

    def analyze(
        self, picture: "Picture", features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        """Look once; see `services.vision.Engine`."""
        begun, kept = self._clock(), min(RESERVE, (options.seconds or 0.0) / 3)
        asked = features & self._first.features
        attempt = self._first.attempt(picture, asked, _shortened(options, kept))
        refused = {one for one, error in attempt.failures.items() if error.refused}
        wanted = frozenset(refused | (features - asked)) & self._second.features
        if not wanted:
            return attempt.answer(features)
        left = _shortened(options, self._clock() - begun)
        try:
            other = self._second.analyze(picture, wanted, left)
        except EngineError as error:
            log.warning("The %s engine could not stand in: %s", self._second.name, error)
            return attempt.answer(features)
        return replace(self._joined(attempt, other, wanted), seconds=self._clock() - begun)

    def thumbnail(self, picture: "Picture", width: int, height: int, *, smart: bool) -> Thumbnail:
        """Return a small copy by whichever engine can; see `services.vision.Engine`."""
        try:
            return self._first.thumbnail(picture, width, height, smart=smart)
        except EngineError as error:
            if not error.refused or Feature.THUMBNAIL not in self._second.features:
                raise
            log.warning("The %s engine makes the thumbnail: %s", self._second.name, error)
        return self._second.thumbnail(picture, width, height, smart=smart)

    def _joined(self, attempt: Attempt, other: Analysis, wanted: frozenset[Feature]) -> Analysis:
        """Return both as one; `other` only has what it was `wanted` for."""
        first = attempt.analysis
        given = wanted - set(other.skipped)
        results = {one: getattr(other, one) for one in RESULTS if one in given}
        skipped = {**other.skipped, **first.skipped}
        answered = any(getattr(first, one) is not None for one in RESULTS)
        stood_in = bool(given & set(attempt.failures)) or any(results.values())
        names = [
            engine.engine
            for engine, spoke in ((first, answered), (other, given and (stood_in or not answered)))
            if spoke
        ]
        return replace(
            first,
            **results,
            engine=" and ".join(names) or first.engine,
            skipped={one: why for one, why in skipped.items() if one not in given},
            notes=(*first.notes, *self._notes(attempt, given, partly=answered), *other.notes),
        )

    def _notes(self, attempt: Attempt, given: frozenset[Feature], *, partly: bool) -> list[str]:
        """Return a sentence for each reason why the second engine spoke."""
        reasons: dict[str, list[str]] = {}
        for feature in sorted(given & set(attempt.failures)):
            reason = attempt.failures[feature].sentence.removesuffix(".")
            reasons.setdefault(reason, []).append(feature.value.replace("_", " "))
        return [
            f"{reason}; the {self._second.name} engine answered instead"
            + (f" ({', '.join(names)})." if partly or len(reasons) > 1 else ".")
            for reason, names in reasons.items()
        ]


def _shortened(options: AnalysisOptions, seconds: float) -> AnalysisOptions:
    """Return `options` with so much less time; what has no limit keeps having none."""
    if options.seconds is None:
        return options
    return replace(options, seconds=max(options.seconds - seconds, 0.0))
