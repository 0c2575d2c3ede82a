"""From the features asked for to the fewest calls, which can all run side by side."""

from dataclasses import dataclass
from enum import StrEnum

from services.engines.azure.languages import ENGLISH, SPEAKING
from services.vision import Feature


class Api(StrEnum):
    """Which of Vision's two APIs is asked first; what only one of them has comes from that one."""

    V32 = "3.2"
    V40 = "4.0"


class Operation(StrEnum):
    """One thing that can be called."""

    ANALYZE = "analyze"
    DESCRIBE = "describe"
    TAG = "tag"
    DETECT = "detect"
    AREA_OF_INTEREST = "areaOfInterest"
    DOMAIN_MODEL = "domain model"
    OCR = "ocr"
    READ = "read"
    FACE_DETECT = "face detect"
    FACE_DETECT_01 = "face detect, model 01"
    ANALYZE_40 = "analyze 4.0"


@dataclass(frozen=True, slots=True)
class Call:
    """One call and what it is to answer; `language` is one that Azure speaks."""

    operation: Operation
    features: frozenset[Feature]
    language: str = ENGLISH

    @property
    def transactions(self) -> int:
        """Return what it counts as in the usual case: Read's result is a call of its own."""
        return 2 if self.operation is Operation.READ else 1


@dataclass(frozen=True, slots=True)
class Services:
    """What there are keys for, and whether the region of 4.0 is known to have no captions."""

    vision: bool = True
    face: bool = True
    captions_40: bool = True


VISUAL = frozenset(
    {
        Feature.CAPTION,
        Feature.TAGS,
        Feature.OBJECTS,
        Feature.COLORS,
        Feature.CATEGORIES,
        Feature.BRANDS,
        Feature.ADULT,
        Feature.IMAGE_TYPE,
        Feature.LANDMARKS,
        Feature.CELEBRITIES,
        Feature.FACES,
    }
)
"""What 3.2 ``analyze`` answers; of faces only where they are."""

ONLY_40 = frozenset({Feature.DENSE_CAPTIONS, Feature.PEOPLE, Feature.SMART_CROPS})
BOTH_40 = frozenset({Feature.CAPTION, Feature.TAGS, Feature.OBJECTS, Feature.TEXT})
CAPTIONS_40 = frozenset({Feature.CAPTION, Feature.DENSE_CAPTIONS})

_SCOPED = {
    Feature.CAPTION: Operation.DESCRIBE,
    Feature.TAGS: Operation.TAG,
    Feature.OBJECTS: Operation.DETECT,
    Feature.LANDMARKS: Operation.DOMAIN_MODEL,
    Feature.CELEBRITIES: Operation.DOMAIN_MODEL,
}
"""What has a call of its own, for when nothing else is asked of ``analyze``."""

_ALONE = {
    Feature.TEXT: Operation.READ,
    Feature.PRINTED_TEXT: Operation.OCR,
    Feature.AREA_OF_INTEREST: Operation.AREA_OF_INTEREST,
}
"""What no other call answers."""


def available(services: Services) -> frozenset[Feature]:
    """Return every feature that can be asked for with the keys there are."""
    vision = VISUAL | ONLY_40 | BOTH_40 | set(_ALONE) | {Feature.THUMBNAIL}
    return (vision if services.vision else frozenset()) | (
        {Feature.FACES} if services.face else frozenset()
    )


def plan(
    features: frozenset[Feature],
    api: Api = Api.V32,
    services: Services = Services(),
    language: str = ENGLISH,
) -> tuple[Call, ...]:
    """Return the calls; a feature that cannot be asked for is in none of them.

    Faces alone take a second Face call: no detection model has every attribute. Thumbnails are
    not planned, they are a picture and no part of an analysis.
    """
    wanted = features & available(services) - {Feature.THUMBNAIL}
    forty = _asked_of_40(wanted, api, services, language)
    calls = _face_calls(wanted) if services.face else ()
    rest = wanted - forty - {call_feature for call in calls for call_feature in call.features}
    if not services.captions_40:
        rest -= {Feature.DENSE_CAPTIONS}
    calls += tuple(Call(_ALONE[one], frozenset({one})) for one in sorted(rest & set(_ALONE)))
    calls += _visual_calls(rest & VISUAL, language)
    return (*((Call(Operation.ANALYZE_40, forty),) if forty else ()), *calls)


def _asked_of_40(
    wanted: frozenset[Feature], api: Api, services: Services, language: str
) -> frozenset[Feature]:
    """Return what one call of 4.0 answers; it describes in English only."""
    asked = ONLY_40 | (BOTH_40 if api is Api.V40 else frozenset())
    if language != ENGLISH:
        asked -= SPEAKING
    if not services.captions_40:
        asked -= CAPTIONS_40
    return wanted & asked


def _face_calls(wanted: frozenset[Feature]) -> tuple[Call, ...]:
    faces = frozenset({Feature.FACES})
    if not wanted & faces:
        return ()
    call = Call(Operation.FACE_DETECT, faces)
    return (call, Call(Operation.FACE_DETECT_01, faces)) if wanted == faces else (call,)


def _visual_calls(visual: frozenset[Feature], language: str) -> tuple[Call, ...]:
    """Return one call, or two where only a part may be asked for in another language."""
    if language == ENGLISH:
        return _visual_call(visual, language)
    return (
        *_visual_call(visual & SPEAKING, language),
        *_visual_call(visual - SPEAKING, ENGLISH),
    )


def _visual_call(visual: frozenset[Feature], language: str) -> tuple[Call, ...]:
    if not visual:
        return ()
    only = next(iter(visual)) if len(visual) == 1 else None
    operation = _SCOPED.get(only, Operation.ANALYZE) if only else Operation.ANALYZE
    return (Call(operation, visual, language),)
