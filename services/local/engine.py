"""The local engine: everything it can see, on the CPU, with no account and no key."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from services.errors import GlimpseError
from services.local.captioning import compose, tags_from
from services.local.colors import colors_of
from services.local.faces import FaceDetector
from services.local.kind import kind_of
from services.local.objects import ObjectDetector
from services.local.ocr import TextReader
from services.local.weights import YOLOX_NANO, YUNET, Weights
from services.vision import Analysis, Caption, DetectedObject, Face, Feature, Tag, Text

if TYPE_CHECKING:
    from services.images import Picture

T = TypeVar("T")
_log = logging.getLogger(__name__)

_COMPOSED = frozenset({Feature.CAPTION, Feature.TAGS})
_SEEN = frozenset({Feature.OBJECTS, Feature.FACES, Feature.TEXT})
_ENGLISH_ONLY = "Captions are in English; the local engine writes no other language."
_AZURE = "need Azure; set COMPUTER_VISION_ENDPOINT and COMPUTER_VISION_SUBSCRIPTION_KEY."


class LocalEngine:
    """Looks with the models of this folder; each is loaded when it is first needed."""

    name = "local"
    features = _COMPOSED | _SEEN | {Feature.COLORS}

    def __init__(self, weights: Weights) -> None:
        self._reader = TextReader()
        self._faces = _Once(lambda: FaceDetector(weights.path(YUNET)))
        self._objects = _Once(lambda: ObjectDetector(weights.path(YOLOX_NANO)))

    def analyze(self, picture: "Picture", features: frozenset[Feature], language: str) -> Analysis:
        """Look once for all `features`; may be called from several threads at once.

        Captions and tags are composed from objects, faces and text: where one of these cannot be
        had, it is named in ``skipped``, asked for or not, and the rest is composed without it. They
        are in English; another `language` is answered all the same, and ``skipped`` says so.
        """
        started = time.perf_counter()
        image, asked = picture.image, features & self.features
        looks = _Looks(asked | (_SEEN if asked & _COMPOSED else frozenset()))
        # One after the other: each keeps two cores busy, and side by side their peaks add up.
        objects = looks.at(Feature.OBJECTS, lambda: self._objects.get().detect(image))
        faces = looks.at(Feature.FACES, lambda: self._faces.get().detect(image))
        text = looks.at(Feature.TEXT, lambda: self._reader.read(image))
        colors = looks.at(Feature.COLORS, lambda: colors_of(image))
        caption, tags = _composed(picture, asked, objects or (), faces or (), text)
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
            skipped=_beyond(features - self.features) | _in_english(asked, language) | looks.failed,
        )


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


def _beyond(features: Iterable[Feature]) -> dict[Feature, str]:
    return {feature: f"{feature.capitalize()} {_AZURE}" for feature in sorted(features)}


def _in_english(asked: frozenset[Feature], language: str) -> dict[Feature, str]:
    if language.lower().split("-")[0] == "en":
        return {}
    return dict.fromkeys(sorted(asked & _COMPOSED), _ENGLISH_ONLY)
