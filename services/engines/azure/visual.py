"""What Computer Vision 3.2 says of a picture: its JSON into the vocabulary."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from services.engines.azure.frame import Frame
from services.engines.azure.parts import Reader
from services.engines.azure.records import Record
from services.vision import (
    Adult,
    Analysis,
    Caption,
    Category,
    Celebrity,
    Colors,
    DetectedObject,
    Face,
    Feature,
    ImageType,
    Landmark,
    Tag,
)

Sure = TypeVar("Sure", Caption, Landmark, Tag)

NO_WORDS = "Azure found no words for this image."


def read_caption(body: Record, frame: Frame) -> Analysis:
    """Read ``description``: the best caption first, the others as candidates."""
    said = body.child("description").listed("captions")
    captions = surest_first(Caption(one.text("text"), one.confidence()) for one in said)
    if not captions:
        return replace(frame.analysis(), skipped={Feature.CAPTION: NO_WORDS})
    best, *others = captions
    return replace(frame.analysis(), caption=replace(best, candidates=tuple(others)))


def read_tags(body: Record, frame: Frame) -> Analysis:
    """Read ``tags``."""
    found = tuple(Tag(one.text("name"), one.confidence()) for one in body.listed("tags"))
    return replace(frame.analysis(), tags=found)


def read_objects(body: Record, frame: Frame) -> Analysis:
    """Read ``objects``; what broader kind each belongs to is left aside."""
    found = tuple(
        DetectedObject(one.text("object"), one.confidence(), frame.xywh(one.child("rectangle")))
        for one in body.listed("objects")
    )
    return replace(frame.analysis(), objects=found)


def read_brands(body: Record, frame: Frame) -> Analysis:
    """Read ``brands``."""
    found = tuple(
        DetectedObject(one.text("name"), one.confidence(), frame.xywh(one.child("rectangle")))
        for one in body.listed("brands")
    )
    return replace(frame.analysis(), brands=found)


def read_categories(body: Record, frame: Frame) -> Analysis:
    """Read ``categories``."""
    found = tuple(
        Category(one.text("name"), one.score("score")) for one in body.listed("categories")
    )
    return replace(frame.analysis(), categories=found)


def read_colors(body: Record, frame: Frame) -> Analysis:
    """Read ``color``, which spells its flag ``isBWImg``, ``isBwImg`` or both."""
    color = body.child("color")
    colors = Colors(
        foreground=color.text("dominantColorForeground").lower(),
        background=color.text("dominantColorBackground").lower(),
        dominant=tuple(name.lower() for name in color.texts("dominantColors")),
        accent=color.text("accentColor", "").lower(),
        black_and_white=color.flag("isBWImg", "isBwImg", default=False),
    )
    return replace(frame.analysis(), colors=colors)


def read_adult(body: Record, frame: Frame) -> Analysis:
    """Read ``adult``; older answers say nothing of gore."""
    said = body.child("adult")
    adult = Adult(
        is_adult=said.flag("isAdultContent"),
        is_racy=said.flag("isRacyContent"),
        is_gory=said.flag("isGoryContent", default=False),
        adult_score=said.score("adultScore"),
        racy_score=said.score("racyScore"),
        gore_score=said.score("goreScore", 0.0),
    )
    return replace(frame.analysis(), adult=adult)


def read_image_type(body: Record, frame: Frame) -> Analysis:
    """Read ``imageType``."""
    said = body.child("imageType")
    kind = ImageType(int(said.number("clipArtType")), int(said.number("lineDrawingType")))
    return replace(frame.analysis(), image_type=kind)


def read_places_of_faces(body: Record, frame: Frame) -> Analysis:
    """Read ``faces``, of which only the places: age and gender are closed, and never shown."""
    found = tuple(Face(frame.rectangle(one.child("faceRectangle"))) for one in body.listed("faces"))
    return replace(frame.analysis(), faces=found)


def read_landmarks(body: Record, frame: Frame) -> Analysis:
    """Read the landmarks in the details of every category, each once."""
    return replace(frame.analysis(), landmarks=landmarks_in(_details(body, "landmarks")))


def read_celebrities(body: Record, frame: Frame) -> Analysis:
    """Read the celebrities in the details of every category, each once."""
    found = celebrities_in(_details(body, "celebrities"), frame)
    return replace(frame.analysis(), celebrities=found)


def landmarks_in(records: Iterable[Record]) -> tuple[Landmark, ...]:
    """Return landmarks, the most certain first, each name once."""
    by_name: dict[str, Landmark] = {}
    for one in surest_first(Landmark(one.text("name"), one.confidence()) for one in records):
        by_name.setdefault(one.name, one)
    return tuple(by_name.values())


def celebrities_in(records: Iterable[Record], frame: Frame) -> tuple[Celebrity, ...]:
    """Return celebrities, each name and place once."""
    found = (
        Celebrity(
            one.text("name"),
            one.confidence(),
            frame.rectangle(one.child("faceRectangle")) if one.has("faceRectangle") else None,
        )
        for one in records
    )
    return tuple({(one.name, one.box): one for one in found}.values())


def surest_first(found: Iterable[Sure]) -> list[Sure]:
    """Return `found` by confidence; what has none stands last, and equals as they came."""
    return sorted(found, key=lambda one: one.confidence or 0.0, reverse=True)


def _details(body: Record, name: str) -> Iterable[Record]:
    for category in body.listed("categories"):
        yield from category.optional("detail").children(name)


READERS: dict[Feature, Reader] = {
    Feature.CAPTION: read_caption,
    Feature.TAGS: read_tags,
    Feature.OBJECTS: read_objects,
    Feature.BRANDS: read_brands,
    Feature.CATEGORIES: read_categories,
    Feature.COLORS: read_colors,
    Feature.ADULT: read_adult,
    Feature.IMAGE_TYPE: read_image_type,
    Feature.FACES: read_places_of_faces,
    Feature.LANDMARKS: read_landmarks,
    Feature.CELEBRITIES: read_celebrities,
}
"""One reader for each feature that `analyze` answers."""
