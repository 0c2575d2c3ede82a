"""The local engine: everything it can see, on the CPU, with no account and no key."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from services.engines.local.captioning import compose, tags_from
from services.engines.local.colors import colors_of
from services.engines.local.faces import FaceDetector
from services.engines.local.kind import kind_of
from services.engines.local.objects import ObjectDetector
from services.engines.local.ocr import TextReader
from services.engines.local.thumbnails import centered_crop, smart_crop, subjects_of, thumbnail_of
from services.engines.local.weights import YOLOX_NANO, YUNET, Weights
from services.errors import GlimpseError
from services.vision import (
    Analysis,
    AnalysisOptions,
    Caption,
    DetectedObject,
    Face,
    Feature,
    SmartCrop,
    Tag,
    Text,
    Thumbnail,
)

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.pictures.opening import Picture

T = TypeVar("T")
_log = logging.getLogger(__name__)

_COMPOSED = frozenset({Feature.CAPTION, Feature.TAGS})
_FROM_SEEN = _COMPOSED | {Feature.SMART_CROPS}
_SEEN = frozenset({Feature.OBJECTS, Feature.FACES, Feature.TEXT})
_ENGLISH_ONLY = "Captions are in English; the local engine writes no other language."
_AZURE = "Azure; set COMPUTER_VISION_ENDPOINT and COMPUTER_VISION_SUBSCRIPTION_KEY."


class LocalEngine:
    """Looks with the models of this folder; each is loaded when it is first needed."""

    name = "local"
    features = _COMPOSED | _SEEN | {Feature.COLORS, Feature.SMART_CROPS, Feature.THUMBNAIL}

    def __init__(self, weights: Weights) -> None:
        self._reader = TextReader()
        self._faces = _Once(lambda: FaceDetector(weights.path(YUNET)))
        self._objects = _Once(lambda: ObjectDetector(weights.path(YOLOX_NANO)))

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
        objects = looks.at(Feature.OBJECTS, lambda: self._objects.get().detect(image))
        faces = looks.at(Feature.FACES, lambda: self._faces.get().detect(image))
        text = looks.at(Feature.TEXT, lambda: self._reader.read(image))
        colors = looks.at(Feature.COLORS, lambda: colors_of(image))
        caption, tags = _composed(picture, asked, objects or (), faces or (), text)
        seen = Analysis(self.name, *image.size, objects=objects, faces=faces, text=text)
        return Analysis(
            engine=self.name,
            width=picture.width,
            height=picture.height,
            seconds=time.perf_counter() - started,
            caption=caption,
            tags=tags,
            objects=objects if Feature.OBJECTS in asked else None,
            text=text if Feature.TEXT in asked else None,
            faces=faces if Feature.FACES in asked else None,
            colors=colors,
            smart_crops=_crops(image, seen, options) if Feature.SMART_CROPS in asked else None,
            skipped=_beyond(features - self.features) | looks.failed,
            notes=_in_english(asked, options.language),
        )

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


def _composed(
    picture: "Picture",
    asked: frozenset[Feature],
    objects: tuple[DetectedObject, ...],
    faces: tuple[Face, ...],
    text: Text | None,
) -> tuple[Caption | None, tuple[Tag, ...] | None]:
    """Return the caption and the tags, each only if it was asked for."""
    caption, tags = None, None
    if asked & _COMPOSED:
        kind = kind_of(picture.image)
        if Feature.CAPTION in asked:
            caption = compose(kind, picture.width, picture.height, objects, faces, text)
        if Feature.TAGS in asked:
            tags = tags_from(kind, objects, faces, text)
    return caption, tags


def _crops(image: "Image", seen: Analysis, options: AnalysisOptions) -> tuple[SmartCrop, ...]:
    ratios = options.aspect_ratios or (image.width / image.height,)
    subjects = subjects_of(seen)
    return tuple(SmartCrop(ratio, smart_crop(image, ratio, subjects)) for ratio in ratios)


def _beyond(features: Iterable[Feature]) -> dict[Feature, str]:
    return {feature: _needs_azure(feature) for feature in sorted(features)}


def _needs_azure(feature: Feature) -> str:
    name = feature.replace("_", " ").capitalize()
    need = "need" if feature is Feature.PEOPLE or feature.endswith("s") else "needs"
    return f"{name} {need} {_AZURE}"


def _in_english(asked: frozenset[Feature], language: str) -> tuple[str, ...]:
    english = language.lower().split("-")[0] == "en"
    return () if english or not asked & _COMPOSED else (_ENGLISH_ONLY,)
