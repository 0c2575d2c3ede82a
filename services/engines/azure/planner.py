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
"""What has a call of its own, for when nothing else is asked of ``analyze``.

It costs the same; ``describe`` has more than one sentence, and a domain model looks whatever the
category, on which ``analyze`` hangs what it recognises.
"""

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


def plan_calls(
    features: frozenset[Feature],
    api: Api = Api.V32,
    services: Services = Services(),
    language: str = ENGLISH,
) -> tuple[Call, ...]:
    """Return the calls; a feature that cannot be asked for is in none of them.

    Faces alone take a second Face call: no detection model has every attribute. Thumbnails are
    not planned, they are a picture and no part of an analysis. What `analyze` answers takes two
    calls where only a part of it may be asked for in another language.
    """
    wanted = features & available(services) - {Feature.THUMBNAIL}
    told_by_40 = ONLY_40 | BOTH_40 if api is Api.V40 else ONLY_40
    if language != ENGLISH:  # 4.0 describes in English only
        told_by_40 -= SPEAKING
    if not services.captions_40:
        told_by_40 -= CAPTIONS_40
    forty = wanted & told_by_40
    calls = [Call(Operation.ANALYZE_40, forty)] if forty else []
    rest = wanted - forty
    faces = frozenset({Feature.FACES})
    if services.face and wanted >= faces:
        calls.append(Call(Operation.FACE_DETECT, faces))
        if wanted == faces:
            calls.append(Call(Operation.FACE_DETECT_01, faces))
        rest -= faces
    calls += [Call(_ALONE[one], frozenset({one})) for one in sorted(rest & set(_ALONE))]
    visual = rest & VISUAL
    spoken = visual if language == ENGLISH else visual & SPEAKING
    return (*calls, *_visual_call(spoken, language), *_visual_call(visual - spoken, ENGLISH))


def _visual_call(visual: frozenset[Feature], language: str) -> tuple[Call, ...]:
    """Return the one call that answers all of `visual`, or none where that is empty."""
    if not visual:
        return ()
    only = next(iter(visual)) if len(visual) == 1 else None
    operation = _SCOPED.get(only, Operation.ANALYZE) if only else Operation.ANALYZE
    return (Call(operation, visual, language),)
