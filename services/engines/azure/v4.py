"""Image Analysis 4.0: captions, tags, objects, people, text and crops in one synchronous call."""

from collections.abc import Iterator
from dataclasses import replace

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import RegionLacks
from services.engines.azure.frame import Frame
from services.engines.azure.parts import Errand, Part, Reader, read_features
from services.engines.azure.planner import CAPTIONS_40
from services.engines.azure.prepare import VISION_40
from services.engines.azure.records import Record
from services.engines.azure.text import line_of_points
from services.engines.azure.visual import NO_WORDS, surest_first
from services.reading.order import in_reading_order
from services.vision import (
    Analysis,
    Box,
    Caption,
    DenseCaption,
    DetectedObject,
    Feature,
    Person,
    SmartCrop,
    Tag,
)

PATH = "/computervision/imageanalysis:analyze"
VERSION = "2024-02-01"
"""The newest that is generally available; the previews are gone since 31 March 2025."""

PERSON_AT_LEAST = 0.5
"""The service lists people down to 0.0017, most of them none; who has no number is kept."""

RATIOS = (0.75, 1.8)
"""The least and the most that a smart crop may be asked for, width over height."""

_NAMES = {
    Feature.CAPTION: "caption",
    Feature.DENSE_CAPTIONS: "denseCaptions",
    Feature.TAGS: "tags",
    Feature.OBJECTS: "objects",
    Feature.PEOPLE: "people",
    Feature.TEXT: "read",
    Feature.SMART_CROPS: "smartCrops",
}


def analyze_40(vision: AzureClient, errand: Errand) -> Part:
    """Ask for everything in one call; where the region has no captions, for the rest.

    Captions say "person", never "man" or "woman": gender is not guessed anywhere in Glimpse.

    Raises:
        AzureError: nothing was answered, for another reason than that.
    """
    asked = errand.call.features
    try:
        return _analyze(vision, errand, asked)
    except RegionLacks as error:
        if not asked & CAPTIONS_40:
            raise
        failures = dict.fromkeys(asked & CAPTIONS_40, error)
    rest = asked - CAPTIONS_40
    blank = errand.images.meeting(VISION_40).frame.analysis()
    part = _analyze(vision, errand, rest) if rest else Part(blank)
    return replace(part, failures={**part.failures, **failures})


def _analyze(vision: AzureClient, errand: Errand, asked: frozenset[Feature]) -> Part:
    query = {
        "api-version": VERSION,
        "features": ",".join(_NAMES[feature] for feature in sorted(asked)),
    }
    if asked & CAPTIONS_40:
        query["gender-neutral-caption"] = "true"
    ratios = errand.options.aspect_ratios
    if Feature.SMART_CROPS in asked and ratios:
        query["smartcrops-aspect-ratios"] = ",".join(f"{ratio:g}" for ratio in ratios)
    image = errand.images.meeting(VISION_40)
    answer = errand.post(vision, PATH, query, image)
    return read_features(answer, image.frame, asked, _READERS)


def _read_caption(body: Record, frame: Frame) -> Analysis:
    said = body.child("captionResult")
    if not said.text("text"):
        return replace(frame.analysis(), skipped={Feature.CAPTION: NO_WORDS})
    return replace(frame.analysis(), caption=Caption(said.text("text"), said.confidence()))


def _read_dense_captions(body: Record, frame: Frame) -> Analysis:
    found = tuple(
        DenseCaption(one.text("text"), one.confidence(), _box(one, frame))
        for one in _values(body, "denseCaptionsResult")
    )
    return replace(frame.analysis(), dense_captions=found)


def _read_tags(body: Record, frame: Frame) -> Analysis:
    found = tuple(_tag(one) for one in _values(body, "tagsResult"))
    return replace(frame.analysis(), tags=found)


def _read_objects(body: Record, frame: Frame) -> Analysis:
    """Read objects; each has one tag, and is what its surest tag says."""
    found = []
    for one in _values(body, "objectsResult"):
        tags = surest_first(map(_tag, one.listed("tags")))
        found += [DetectedObject(tag.name, tag.confidence, _box(one, frame)) for tag in tags[:1]]
    return replace(frame.analysis(), objects=tuple(found))


def _read_people(body: Record, frame: Frame) -> Analysis:
    people = (Person(one.confidence(), _box(one, frame)) for one in _values(body, "peopleResult"))
    likely = tuple(
        one for one in people if one.confidence is None or one.confidence >= PERSON_AT_LEAST
    )
    return replace(frame.analysis(), people=likely)


def _read_text(body: Record, frame: Frame) -> Analysis:
    blocks = body.child("readResult").listed("blocks")
    lines = tuple(
        line_of_points(line, frame) for block in blocks for line in block.children("lines")
    )
    return replace(frame.analysis(), text=in_reading_order(lines))


def _read_smart_crops(body: Record, frame: Frame) -> Analysis:
    found = tuple(
        SmartCrop(one.number("aspectRatio"), _box(one, frame))
        for one in _values(body, "smartCropsResult")
    )
    return replace(frame.analysis(), smart_crops=found)


def _values(body: Record, name: str) -> Iterator[Record]:
    return body.child(name).listed("values")


def _tag(record: Record) -> Tag:
    return Tag(record.text("name"), record.confidence())


def _box(record: Record, frame: Frame) -> Box:
    return frame.xywh(record.child("boundingBox"))


_READERS: dict[Feature, Reader] = {
    Feature.CAPTION: _read_caption,
    Feature.DENSE_CAPTIONS: _read_dense_captions,
    Feature.TAGS: _read_tags,
    Feature.OBJECTS: _read_objects,
    Feature.PEOPLE: _read_people,
    Feature.TEXT: _read_text,
    Feature.SMART_CROPS: _read_smart_crops,
}
