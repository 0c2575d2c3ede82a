"""The local engine: everything it can see, on the CPU, with no account and no key."""

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from services.engines.local.captions.captioning import compose, tags_from
from services.engines.local.captions.kind import Kind, kind_of
from services.engines.local.codes import read_codes
from services.engines.local.colors import colors_of
from services.engines.local.faces import FaceDetector
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.ocr.reader import TextReader
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.ocr.second_readers import SecondReader
from services.engines.local.thumbnails import centered_crop, smart_crop, subjects_of, thumbnail_of
from services.engines.local.weights.weights import YOLOX_NANO, YUNET, Weights
from services.errors import GlimpseError
from services.vision import Analysis, AnalysisOptions, Face, Feature, SmartCrop, Thumbnail

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.pictures.opening import Picture

T = TypeVar("T")
_log = logging.getLogger(__name__)

_COMPOSED = frozenset({Feature.CAPTION, Feature.TAGS})
_FROM_SEEN = _COMPOSED | {Feature.SMART_CROPS}
_BESIDES = frozenset({Feature.CODES, Feature.COLORS, Feature.SMART_CROPS, Feature.THUMBNAIL})
_SEEN = frozenset({Feature.OBJECTS, Feature.FACES, Feature.TEXT})
LONGEST_SECONDS = 25.0
"""Of one look where somebody waits: drawing and sending take some of half a minute as well."""
_NO_TIME = "There was not enough time to look for {}."
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
    features = _COMPOSED | _SEEN | _BESIDES

    def __init__(
        self,
        weights: Weights,
        second_readers: Sequence[SecondReader] = (),
        runtime: Runtime = Runtime.ONNXRUNTIME,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._reader = _Once(lambda: TextReader(second_readers, runtime))
        self._faces = _Once(lambda: FaceDetector(weights.path(YUNET)))
        self._objects = _Once(lambda: ObjectDetector(weights.path(YOLOX_NANO)))

    def analyze(
        self, picture: "Picture", features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        """Look once for all `features`; may be called from several threads at once.

        Captions and tags are composed from objects, faces and text: where one of these cannot be
        had, it is named in ``skipped``, asked for or not, and the rest is composed without it. They
        are in English; another language is answered all the same, and a note says so. Smart crops
        keep faces, objects and text. Where `options` give it seconds, it ends with them, and after
        `LONGEST_SECONDS` at the latest; what it had no time for is in ``skipped`` or in a note.
        """
        started = self._clock()
        image, asked = picture.image, features & self.features
        limit = math.inf if options.seconds is None else min(options.seconds, LONGEST_SECONDS)

        def is_over() -> bool:
            return self._clock() - started >= limit

        looks = _Looks(asked | (_SEEN if asked & _FROM_SEEN else frozenset()), is_over)
        kind = _Once(lambda: kind_of(image))
        # One after the other: each keeps two cores busy, and side by side their peaks add up.
        objects = looks.at(Feature.OBJECTS, lambda: self._objects.get().detect(image))
        faces = looks.at(Feature.FACES, lambda: self._find_faces(image, kind))
        codes = looks.at(Feature.CODES, lambda: read_codes(image))
        colors = looks.at(Feature.COLORS, lambda: colors_of(image))
        # Text comes last: it alone can be told in part.
        read = looks.at(Feature.TEXT, lambda: self._reader.get().read(image, is_over))
        seen = Analysis(
            engine=self.name,
            width=picture.width,
            height=picture.height,
            objects=objects,
            faces=faces,
            text=read.text if read else None,
            codes=codes,
            colors=colors,
            notes=read.notes if read else (),
        )
        beyond = {feature: _NEED_AZURE[feature] for feature in sorted(features - self.features)}
        return replace(
            _composed(seen, image, kind, asked, options),
            objects=seen.objects if Feature.OBJECTS in asked else None,
            faces=seen.faces if Feature.FACES in asked else None,
            text=seen.text if Feature.TEXT in asked else None,
            skipped=beyond | looks.failed,
            seconds=self._clock() - started,
        )

    def _find_faces(self, image: "Image", kind: "_Once[Kind]") -> tuple[Face, ...]:
        """Return the upright faces; in a photograph that has none, those on their side."""
        detector = self._faces.get()
        found = detector.detect(image)
        return found or (detector.detect_lying(image) if kind.get() is Kind.PHOTO else ())

    def warm_up(self) -> None:
        """Load every model, so that the first picture need not wait; what cannot be had is logged.

        A picture that comes meanwhile waits for no more than the model it needs.
        """
        for part in (self._objects, self._faces, self._reader):
            try:
                part.get()
            except GlimpseError as problem:
                _log.warning("not ready for the first picture: %s", problem)

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
    """The looks at one picture: those that are needed are taken, those that fail are noted.

    So are those that come once the time `is_over`.
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


def _composed(
    seen: Analysis,
    image: "Image",
    kind: _Once[Kind],
    asked: frozenset[Feature],
    options: AnalysisOptions,
) -> Analysis:
    """Add what is asked and follows from what was `seen`: caption, tags and smart crops."""
    if asked & _COMPOSED:
        objects, faces = seen.objects or (), seen.faces or ()
        if Feature.CAPTION in asked:
            caption = compose(kind.get(), seen.width, seen.height, objects, faces, seen.text)
            seen = replace(seen, caption=caption)
        if Feature.TAGS in asked:
            seen = replace(seen, tags=tags_from(kind.get(), objects, faces, seen.text))
        if options.language.lower().split("-")[0] != "en":
            seen = replace(seen, notes=(*seen.notes, _ENGLISH_ONLY))
    if Feature.SMART_CROPS in asked:
        ratios = options.aspect_ratios or (image.width / image.height,)
        subjects = subjects_of(seen)
        crops = tuple(SmartCrop(ratio, smart_crop(image, ratio, subjects)) for ratio in ratios)
        seen = replace(seen, smart_crops=crops)
    return seen
