"""The local engine: everything it can see, on the CPU, with no account and no key."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from services.engines.local.captions.captioning import NOTHING_SEEN, compose, tags_from
from services.engines.local.captions.certain_kind import certain_kind
from services.engines.local.captions.kind import Kind, kind_of
from services.engines.local.colors import colors_of, plain_color
from services.engines.local.faces import FaceDetector
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.objects.second_opinion import SecondOpinion
from services.engines.local.ocr.reader import TextReader
from services.engines.local.scenes.impression import Impression
from services.engines.local.scenes.looker import SceneLooker
from services.engines.local.thumbnails import centered_crop, smart_crop, subjects_of, thumbnail_of
from services.engines.local.weights.table import (
    EFFICIENTDET_LITE0,
    EFFICIENTNET_LITE0,
    PLACES,
    YOLOX_NANO,
    YUNET,
)
from services.engines.local.weights.weights import Weights
from services.errors import GlimpseError
from services.vision import Analysis, AnalysisOptions, Feature, SmartCrop, Thumbnail

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.pictures.opening import Picture

T = TypeVar("T")
_log = logging.getLogger(__name__)

_COMPOSED = frozenset({Feature.CAPTION, Feature.TAGS})
_FROM_SEEN = _COMPOSED | {Feature.SMART_CROPS}
_SEEN = frozenset({Feature.OBJECTS, Feature.FACES, Feature.TEXT})
_ENGLISH_ONLY = "Captions are in English; the local engine writes no other language."
_NEED_AZURE = {
    feature: f"{feature.replace('_', ' ').capitalize()} "
    f"{'need' if feature is Feature.PEOPLE or feature.endswith('s') else 'needs'} "
    "Azure; set COMPUTER_VISION_ENDPOINT and COMPUTER_VISION_SUBSCRIPTION_KEY."
    for feature in Feature
}
"""What is said of a feature that this engine does not have."""


class LocalEngine:
    """Looks with the models of this folder; each is loaded when it is first needed."""

    name = "local"
    features = _COMPOSED | _SEEN | {Feature.COLORS, Feature.SMART_CROPS, Feature.THUMBNAIL}

    def __init__(self, weights: Weights) -> None:
        self._reader = _Once(TextReader)
        self._faces = _Once(lambda: FaceDetector(weights.path(YUNET)))
        self._objects = _Once(lambda: _detector(weights))
        self._scenes = _Once(
            lambda: SceneLooker(weights.path(PLACES), weights.path(EFFICIENTNET_LITE0))
        )

    def analyze(
        self, picture: "Picture", features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        """Look once for all `features`; may be called from several threads at once.

        Captions and tags are composed from objects, faces and text: where one of these cannot be
        had, it is named in ``skipped``, asked for or not, and the rest is composed without it. They
        are in English; another language is answered all the same, and a note says so. Smart crops
        keep faces, objects and text.
        """
        started = time.perf_counter()
        image, asked = picture.image, features & self.features
        looks = _Looks(asked | (_SEEN if asked & _FROM_SEEN else frozenset()))
        # One after the other: each keeps two cores busy, and side by side their peaks add up.
        seen = Analysis(
            engine=self.name,
            width=picture.width,
            height=picture.height,
            objects=looks.at(Feature.OBJECTS, lambda: self._objects.get().detect(image)),
            faces=looks.at(Feature.FACES, lambda: self._faces.get().detect(image)),
            text=looks.at(Feature.TEXT, lambda: self._reader.get().read_text(image)),
            colors=looks.at(Feature.COLORS, lambda: colors_of(image)),
        )
        beyond = {feature: _NEED_AZURE[feature] for feature in sorted(features - self.features)}
        if asked & _COMPOSED:
            impression, notes = self._impression(image)
            seen = replace(_described(seen, image, asked, impression), notes=notes)
        return replace(
            _composed(seen, image, asked, options),
            objects=seen.objects if Feature.OBJECTS in asked else None,
            faces=seen.faces if Feature.FACES in asked else None,
            text=seen.text if Feature.TEXT in asked else None,
            skipped=beyond | looks.failed,
            seconds=time.perf_counter() - started,
        )

    def _impression(self, image: "Image") -> tuple[Impression, tuple[str, ...]]:
        """Return what the picture shows as a whole, and why that is not known, if it is not."""
        try:
            impression = self._scenes.get().look(image)
        except GlimpseError as problem:
            _log.warning("no scenes: %s", problem)
            return NOTHING_SEEN, (problem.sentence,)
        return impression, ()

    def thumbnail(self, picture: "Picture", width: int, height: int, *, smart: bool) -> Thumbnail:
        """Return a small copy; `smart` keeps faces, objects and text, else the middle is kept."""
        aspect_ratio = width / height
        if smart:
            seen = self.analyze(picture, _SEEN, AnalysisOptions())
            crop = smart_crop(picture.image, aspect_ratio, subjects_of(seen))
        else:
            crop = centered_crop(picture.width, picture.height, aspect_ratio)
        return thumbnail_of(picture.image, width, height, crop)


class _Once(Generic[T]):
    """Something costly, made at first use; a failure to make it is not remembered."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: T | None = None

    def get(self) -> T:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


class _Looks:
    """The looks at one picture: those that are needed are taken, those that fail are noted."""

    def __init__(self, needed: frozenset[Feature]) -> None:
        self._needed = needed
        self.failed: dict[Feature, str] = {}

    def at(self, feature: Feature, look: Callable[[], T]) -> T | None:
        """Return what `look` sees; None if `feature` is not needed or could not be had."""
        if feature not in self._needed:
            return None
        try:
            return look()
        except GlimpseError as problem:
            _log.warning("no %s: %s", feature, problem)
            self.failed[feature] = problem.sentence
            return None


def _detector(weights: Weights) -> ObjectDetector:
    """Return the detector, with a second opinion where that can be had."""
    model = weights.path(YOLOX_NANO)
    try:
        second = SecondOpinion(weights.path(EFFICIENTDET_LITE0)).supported
    except GlimpseError as problem:
        _log.warning("objects without a second opinion: %s", problem)
        return ObjectDetector(model)
    return ObjectDetector(model, second)


def _described(
    seen: Analysis, image: "Image", asked: frozenset[Feature], impression: Impression
) -> Analysis:
    """Add the caption and the tags that are asked."""
    objects, faces = seen.objects or (), seen.faces or ()
    looks = kind_of(image)
    kind = certain_kind(looks, impression, objects, seen.text)
    # A screenshot or a drawing has no scene: of what is not soft nothing is told but its kind.
    shown = impression if looks is Kind.PHOTO else NOTHING_SEEN
    if looks is Kind.IMAGE:  # such as a thing before a white wall
        shown = Impression(thing=impression.thing, doubted=impression.doubted)
    if Feature.CAPTION in asked:
        caption = compose(
            kind,
            seen.width,
            seen.height,
            objects,
            faces,
            seen.text,
            shown,
            partial(plain_color, image),
        )
        seen = replace(seen, caption=caption)
    if Feature.TAGS in asked:
        seen = replace(seen, tags=tags_from(kind, objects, faces, seen.text, shown))
    return seen


def _composed(
    seen: Analysis, image: "Image", asked: frozenset[Feature], options: AnalysisOptions
) -> Analysis:
    """Add what is asked and follows from what was `seen`: smart crops, and what must be noted."""
    if asked & _COMPOSED and options.language.lower().split("-")[0] != "en":
        seen = replace(seen, notes=(*seen.notes, _ENGLISH_ONLY))
    if Feature.SMART_CROPS in asked:
        ratios = options.aspect_ratios or (image.width / image.height,)
        subjects = subjects_of(seen)
        crops = tuple(SmartCrop(ratio, smart_crop(image, ratio, subjects)) for ratio in ratios)
        seen = replace(seen, smart_crops=crops)
    return seen
