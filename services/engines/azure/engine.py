"""Azure as an engine: Computer Vision 3.2, Image Analysis 4.0 and Face behind one `analyze`."""

import logging
import math
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Self

from services.engines.azure import thumbnails, v4
from services.engines.azure.caller import Caller
from services.engines.azure.client import AzureClient
from services.engines.azure.errors import AzureError, NotSetUp, RegionLacks, RequestRefused
from services.engines.azure.frame import ENGINE
from services.engines.azure.languages import note_on, spoken
from services.engines.azure.parts import Errand, Part, merged
from services.engines.azure.planner import Api, Call, Operation, available, plan_calls
from services.engines.azure.prepare import FACE, OCR, READ, VISION, VISION_40, Limits, Preparation
from services.engines.azure.settings import FREE_TIER
from services.engines.fallback import Attempt
from services.pictures.opening import Picture
from services.vision import Analysis, AnalysisOptions, Feature, Thumbnail

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""More than the seven calls that all features take, in another language than English."""

THUMBNAIL_SECONDS = 60.0
"""Nobody gives thumbnails a deadline; in so long the free tier lets another call pass."""

WORTH_TELLING = 1.0
"""Seconds of waiting for the rate limit that a user would wonder about."""

_LIMITS = {
    Operation.READ: READ,
    Operation.OCR: OCR,
    Operation.FACE_DETECT: FACE,
    Operation.FACE_DETECT_01: FACE,
    Operation.ANALYZE_40: VISION_40,
}
"""What each operation takes; the others all take what Vision does."""


@dataclass(frozen=True, slots=True)
class Resource:
    """An Azure resource: its endpoint and key, and how often it may be asked (``20/60s``)."""

    endpoint: str
    key: str = field(repr=False)
    rate: str = FREE_TIER


class AzureEngine:
    """Looks with Azure's services; see `services.vision.Engine`. Close it when done.

    `vision` and `face` may be the same resource, each with its own rate. `api` says which of
    Vision's two APIs is asked for what both can do.
    """

    name = ENGINE

    def __init__(
        self,
        vision: Resource | None,
        face: Resource | None = None,
        *,
        api: Api = Api.V32,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._api, self._clock = api, clock
        self.vision = _client(vision, clock, sleep)
        self.face = _client(face, clock, sleep)
        self._caller = Caller(self.vision, self.face)

    @property
    def features(self) -> frozenset[Feature]:
        """Return what there are keys for. Thumbnails are made by `thumbnail` alone."""
        return available(self._caller.services)

    def analyze(
        self, picture: Picture, features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        """Look once; see `services.vision.Engine`."""
        return self.attempt(picture, features, options).answer(features)

    def attempt(
        self, picture: Picture, features: frozenset[Feature], options: AnalysisOptions
    ) -> Attempt:
        """Look once, and say why what could not be done could not be done."""
        begun = self._clock()
        deadline = begun + (math.inf if options.seconds is None else options.seconds)
        asked = features - {Feature.THUMBNAIL}
        impossible = _impossible(asked, options)
        language = spoken(options.language)
        calls = plan_calls(asked - set(impossible), self._api, self._caller.services, language)
        blank = Analysis(self.name, picture.width, picture.height)
        parts = self._ask_side_by_side(calls, picture, options, deadline)
        whole = merged(blank, parts)
        failures = self._failures(asked, whole, [*parts, Part(blank, failures=impossible)])
        notes = [note_on(options.language, asked), *whole.notes]
        longest = max((part.waited for part in parts), default=0.0)
        if longest > WORTH_TELLING:
            notes.append(f"Waited {longest:.0f} s for Azure's rate limit.")
        return Attempt(
            replace(
                whole,
                seconds=self._clock() - begun,
                skipped={**whole.skipped, **{f: error.sentence for f, error in failures.items()}},
                notes=tuple(note for note in notes if note),
            ),
            failures,
        )

    def thumbnail(self, picture: Picture, width: int, height: int, *, smart: bool) -> Thumbnail:
        """Return a small copy; see `services.vision.Engine`."""
        if self.vision is None:
            raise NotSetUp
        deadline = self._clock() + THUMBNAIL_SECONDS
        size = (width, height)
        return thumbnails.generate_thumbnail(
            self.vision, Preparation(picture), size, deadline, smart=smart
        )

    def close(self) -> None:
        """Close the connections."""
        for client in (self.vision, self.face):
            if client is not None:
                client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask_side_by_side(
        self, calls: Sequence[Call], picture: Picture, options: AnalysisOptions, deadline: float
    ) -> list[Part]:
        """Make all calls at once; the parts come in the order of the calls."""
        if not calls:
            return []
        images = Preparation(picture)
        # Encoded before the threads start, the strictest first, so that the others can share it.
        for limits in sorted(
            {_LIMITS.get(one.operation, VISION) for one in calls}, key=_strictness
        ):
            images.meeting(limits)
        blank = Analysis(self.name, picture.width, picture.height)
        errands = [Errand(call, images, options, deadline) for call in calls]
        with ThreadPoolExecutor(min(len(errands), SIDE_BY_SIDE), "azure") as pool:
            return list(pool.map(lambda errand: self._caller.carry_out(errand, blank), errands))

    def _failures(
        self, asked: frozenset[Feature], whole: Analysis, parts: Iterable[Part]
    ) -> dict[Feature, AzureError]:
        """Log each refusal once; return the error of each feature that was not answered."""
        told = {feature: error for part in parts for feature, error in part.failures.items()}
        for error in dict.fromkeys(told.values()):
            of = ", ".join(feature for feature, one in told.items() if one is error)
            log.warning("Azure refused %s: %s", of, error)
        failures: dict[Feature, AzureError] = {}
        for feature in sorted(asked):
            if getattr(whole, feature) is not None or feature in whole.skipped:
                continue
            # Where no call was planned, 4.0's region is known to lack it, or there is no key.
            lacking = feature is Feature.DENSE_CAPTIONS and self.vision is not None
            failures[feature] = told.get(feature) or (RegionLacks() if lacking else NotSetUp())
        return failures


def _client(
    resource: Resource | None, clock: Callable[[], float], sleep: Callable[[float], None]
) -> AzureClient | None:
    if resource is None:
        return None
    return AzureClient(
        resource.endpoint, resource.key, rate=resource.rate, clock=clock, sleep=sleep
    )


def _impossible(asked: frozenset[Feature], options: AnalysisOptions) -> dict[Feature, AzureError]:
    """Return what the options make Azure refuse, and would take other features down with it."""
    least, most = v4.RATIOS
    if Feature.SMART_CROPS in asked and any(
        not least <= ratio <= most for ratio in options.aspect_ratios
    ):
        sentence = f"Azure crops to aspect ratios from {least} to {most} only."
        return {Feature.SMART_CROPS: RequestRefused(sentence)}
    return {}


def _strictness(limits: Limits) -> tuple[int, int]:
    """Return fewest bytes first, but small sides last: what is sharper serves more calls."""
    return limits.max_bytes, -limits.max_side
