"""The local engine: everything it can see, on the CPU, with no account and no key."""

import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from services.engines.local.captions.captioning import NOTHING_SEEN
from services.engines.local.captions.kind import Kind, kind_of
from services.engines.local.codes import read_codes
from services.engines.local.colors import colors_of
from services.engines.local.describing import cropped, described, with_notes
from services.engines.local.faces import FaceDetector
from services.engines.local.looks import Looks, Once
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.objects.second_opinion import SecondOpinion
from services.engines.local.ocr.memory import give_back
from services.engines.local.ocr.reader import TextReader
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.ocr.second_readers import SecondReader
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
from services.vision import Analysis, AnalysisOptions, Face, Feature, Thumbnail

if TYPE_CHECKING:
    from PIL.Image import Image

    from services.pictures.opening import Picture

_log = logging.getLogger(__name__)

_COMPOSED = frozenset({Feature.CAPTION, Feature.TAGS})
_FROM_SEEN = _COMPOSED | {Feature.SMART_CROPS}
_BESIDES = frozenset({Feature.CODES, Feature.COLORS, Feature.SMART_CROPS, Feature.THUMBNAIL})
_SEEN = frozenset({Feature.OBJECTS, Feature.FACES, Feature.TEXT})
LONGEST_SECONDS = 25.0
"""Of one look where somebody waits: drawing and sending take some of half a minute as well."""
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
        self._reader = Once(lambda: TextReader(second_readers, runtime))
        self._faces = Once(lambda: FaceDetector(weights.path(YUNET)))
        self._objects = Once(lambda: _detector(weights))
        self._scenes = Once(
            lambda: SceneLooker(weights.path(PLACES), weights.path(EFFICIENTNET_LITE0))
        )

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

        looks = Looks(asked | (_SEEN if asked & _FROM_SEEN else frozenset()), is_over)
        kind = Once(lambda: kind_of(image))
        # One after the other: each keeps two cores busy, and side by side their peaks add up.
        objects = looks.at(Feature.OBJECTS, lambda: self._objects.get().detect(image))
        faces = looks.at(Feature.FACES, lambda: self._find_faces(image, kind))
        codes = looks.at(Feature.CODES, lambda: read_codes(image))
        colors = looks.at(Feature.COLORS, lambda: colors_of(image))
        is_wanted = bool(asked & _COMPOSED) and not is_over()
        impression, notes = self._impression(image) if is_wanted else (NOTHING_SEEN, ())
        give_back()  # the peak is in reading
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
            notes=(*(read.notes if read else ()), *notes),
        )
        if asked & _COMPOSED:
            seen = described(seen, image, asked, kind.get(), impression)
            seen = with_notes(seen, options)
        if Feature.SMART_CROPS in asked:
            seen = cropped(seen, image, options)
        beyond = {feature: _NEED_AZURE[feature] for feature in sorted(features - self.features)}
        return replace(
            seen,
            objects=seen.objects if Feature.OBJECTS in asked else None,
            faces=seen.faces if Feature.FACES in asked else None,
            text=seen.text if Feature.TEXT in asked else None,
            skipped=beyond | looks.failed,
            seconds=self._clock() - started,
        )

    def _find_faces(self, image: "Image", kind: Once[Kind]) -> tuple[Face, ...]:
        """Return the upright faces; in a photograph that has none, those on their side."""
        detector = self._faces.get()
        found = detector.detect(image)
        return found or (detector.detect_lying(image) if kind.get() is Kind.PHOTO else ())

    def _impression(self, image: "Image") -> tuple[Impression, tuple[str, ...]]:
        """Return what the picture shows as a whole, and why that is not known, if it is not."""
        try:
            impression = self._scenes.get().look(image)
        except GlimpseError as problem:
            _log.warning("no scenes: %s", problem)
            return NOTHING_SEEN, (problem.sentence,)
        return impression, ()

    def warm_up(self) -> None:
        """Load every model, so that the first picture need not wait; what cannot be had is logged.

        A picture that comes meanwhile waits for no more than the model it needs.
        """
        parts: tuple[Once[object], ...] = (self._objects, self._faces, self._scenes, self._reader)
        for part in parts:
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


def _detector(weights: Weights) -> ObjectDetector:
    """Return the detector, with a second opinion where that can be had."""
    model = weights.path(YOLOX_NANO)
    try:
        second = SecondOpinion(weights.path(EFFICIENTDET_LITE0)).supported
    except GlimpseError as problem:
        _log.warning("objects without a second opinion: %s", problem)
        return ObjectDetector(model)
    return ObjectDetector(model, second)
