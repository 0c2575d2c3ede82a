"""Computer Vision 3.2: analyze, its scoped kin, the domain models and the area of interest."""

from dataclasses import replace

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import (
    AzureError,
    FeatureClosed,
    KeyRefused,
    RequestRefused,
    ServiceFailed,
)
from services.engines.azure.parts import Errand, Part, part_of, read_features
from services.engines.azure.planner import Operation
from services.engines.azure.prepare import VISION
from services.engines.azure.records import Record
from services.engines.azure.visual import READERS, celebrities_in, landmarks_in
from services.vision import Analysis, AreaOfInterest, Feature

BASE = "/vision/v3.2"
CANDIDATES = "3"
"""Sentences to choose from, where only the caption is asked for; the service may find fewer."""

NEEDS_APPROVAL = "Celebrity recognition needs Microsoft's approval."
MAY_NEED_APPROVAL = (
    "Azure named no celebrity; without Microsoft's approval it may name none in any image."
)

_VISUAL_FEATURES = {
    Feature.CAPTION: "Description",
    Feature.TAGS: "Tags",
    Feature.OBJECTS: "Objects",
    Feature.BRANDS: "Brands",
    Feature.CATEGORIES: "Categories",
    Feature.COLORS: "Color",
    Feature.ADULT: "Adult",
    Feature.IMAGE_TYPE: "ImageType",
    Feature.FACES: "Faces",
    Feature.LANDMARKS: "Categories",
    Feature.CELEBRITIES: "Categories",
}
"""Details hang on categories, so whoever wants them asks for both."""

_DETAILS = {Feature.CELEBRITIES: "Celebrities", Feature.LANDMARKS: "Landmarks"}


def analyze_32(vision: AzureClient, errand: Errand) -> Part:
    """Ask for everything at once; what cannot be had must not cost the rest.

    Celebrities are Limited Access, and what an unapproved key is told is nowhere documented. So
    a refusal of a call with details is answered by asking again with fewer of them.

    Raises:
        AzureError: nothing was answered.
    """
    asked = errand.call.features
    failures: dict[Feature, AzureError] = {}
    # Celebrities first, which few keys may have; landmarks are open to all of them.
    for detail in (Feature.CELEBRITIES, Feature.LANDMARKS):
        if detail not in asked or asked == {detail}:
            continue
        try:
            part = _analyze(vision, errand, asked)
        except AzureError as error:
            famous = detail is Feature.CELEBRITIES
            mended_without = isinstance(error, RequestRefused | FeatureClosed | ServiceFailed)
            if not mended_without and not (famous and isinstance(error, KeyRefused)):
                raise
            failures[detail] = _denial(error) if famous else error
            asked -= {detail}
        else:
            return replace(part, failures={**part.failures, **failures})
    part = _analyze(vision, errand, asked)
    return replace(part, failures={**part.failures, **failures})


def ask_scoped(vision: AzureClient, errand: Errand) -> Part:
    """Ask ``describe``, ``tag`` or ``detect``, whose answers are those parts of analyze's.

    Raises:
        AzureError: there was no answer.
    """
    path, query = {
        Operation.DESCRIBE: ("/describe", {"maxCandidates": CANDIDATES} | _language(errand)),
        Operation.TAG: ("/tag", _language(errand)),
        Operation.DETECT: ("/detect", {}),
    }[errand.call.operation]
    image = errand.images.meeting(VISION)
    answer = errand.post(vision, BASE + path, query, image)
    return read_features(answer, image.frame, errand.call.features, READERS)


def ask_domain_model(vision: AzureClient, errand: Errand) -> Part:
    """Ask the model of landmarks or of celebrities alone.

    Raises:
        AzureError: there was no answer.
    """
    (feature,) = errand.call.features
    image, famous = errand.images.meeting(VISION), feature is Feature.CELEBRITIES
    frame = image.frame

    def named(value: object) -> Analysis:
        found = Record.of(value).child("result").listed(feature.value)
        if famous:
            return replace(frame.analysis(), celebrities=celebrities_in(found, frame))
        return replace(frame.analysis(), landmarks=landmarks_in(found))

    path = f"{BASE}/models/{feature.value}/analyze"
    try:
        answer = errand.post(vision, path, _language(errand), image, gated=famous)
    except AzureError as error:
        raise _denial(error) if famous else error from error
    return part_of(_doubted(answer.parsed(named)), answer)


def ask_area_of_interest(vision: AzureClient, errand: Errand) -> Part:
    """Ask for the part that matters most.

    Raises:
        AzureError: there was no answer.
    """
    image = errand.images.meeting(VISION)
    frame = image.frame

    def cropped(value: object) -> Analysis:
        box = frame.xywh(Record.of(value).child("areaOfInterest"))
        return replace(frame.analysis(), area_of_interest=AreaOfInterest(box))

    answer = errand.post(vision, f"{BASE}/areaOfInterest", {}, image)
    return part_of(answer.parsed(cropped), answer)


def names_of_models(value: object) -> tuple[str, ...]:
    """Return the names in the answer of ``GET models``."""
    return tuple(one.text("name") for one in Record.of(value).listed("models"))


def _analyze(vision: AzureClient, errand: Errand, asked: frozenset[Feature]) -> Part:
    features = dict.fromkeys(_VISUAL_FEATURES[one] for one in sorted(asked))
    details = [name for feature, name in _DETAILS.items() if feature in asked]
    query = {"visualFeatures": ",".join(features)} | _language(errand)
    if details:
        query["details"] = ",".join(details)
    gated = Feature.CELEBRITIES in asked
    image = errand.images.meeting(VISION)
    answer = errand.post(vision, f"{BASE}/analyze", query, image, gated=gated)
    part = read_features(answer, image.frame, asked, READERS)
    return replace(part, found=_doubted(part.found))


def _language(errand: Errand) -> dict[str, str]:
    return {"language": errand.call.language}


def _doubted(analysis: Analysis) -> Analysis:
    """Return `analysis`, with a note where no celebrity may only mean that none may be named."""
    if analysis.celebrities == ():
        return replace(analysis, notes=(*analysis.notes, MAY_NEED_APPROVAL))
    return analysis


def _denial(error: AzureError) -> AzureError:
    """Return the error that says why celebrities are not named: in any manner, approval."""
    if isinstance(error, RequestRefused | FeatureClosed) or error.refusal.status == 403:
        return FeatureClosed(NEEDS_APPROVAL, refusal=error.refusal)
    return error
