"""The parts a 3.2 answer is built of, each made from the scene."""

from collections.abc import Sequence

from doubles.azure_service.geometry import Size, rectangle, xywh
from doubles.azure_service.model import Json
from doubles.azure_service.scene import Region, Scene, Tag, Thing


def categories(
    scene: Scene, size: Size, language: str, celebrities: bool, landmarks: bool
) -> list[Json]:
    """Return the categories; details hang on those that can have them."""
    found: list[Json] = []
    for category in scene.categories:
        told: Json = {"name": scene.said_in(language, category.name), "score": category.score}
        detail: Json = {}
        if celebrities and category.name.startswith("people_"):
            detail["celebrities"] = known_people(scene.celebrities, size)
        if landmarks and category.name.startswith(("outdoor_", "building_")):
            detail["landmarks"] = known_places(scene, language)
        found.append(told | ({"detail": detail} if detail else {}))
    return found


def known_people(people: Sequence[Region], size: Size) -> list[Json]:
    return [
        {
            "name": person.text,
            "confidence": person.confidence,
            "faceRectangle": rectangle(person.area, size),
        }
        for person in people
    ]


def known_places(scene: Scene, language: str) -> list[Json]:
    return [
        {"name": scene.said_in(language, place.name), "confidence": place.confidence}
        for place in scene.landmarks
    ]


def tags(scene: Scene, language: str) -> list[Json]:
    return [
        {"name": scene.said_in(language, tag.name), "confidence": tag.confidence}
        | ({"hint": tag.hint} if tag.hint else {})
        for tag in scene.tags
    ]


def description(
    scene: Scene, language: str, exclude: Sequence[str] = (), candidates: int = 1
) -> Json:
    """Return the best captions that mention nothing of what is excluded."""
    captions = [c for c in scene.captions if c.mentions not in exclude or c.mentions is None]
    return {
        "tags": [scene.said_in(language, tag) for tag in scene.description_tags],
        "captions": [
            {"text": scene.said_in(language, caption.text), "confidence": caption.confidence}
            for caption in captions[:candidates]
        ],
    }


def objects(scene: Scene, size: Size) -> list[Json]:
    return [_thing(thing, size) for thing in scene.objects]


def _thing(thing: Thing, size: Size) -> Json:
    told: Json = {
        "rectangle": xywh(thing.area, size),
        "object": thing.name,
        "confidence": thing.confidence,
    }
    parent = _parent(thing.parents)
    return told | ({"parent": parent} if parent else {})


def _parent(parents: Sequence[Tag]) -> Json:
    if not parents:
        return {}
    told: Json = {"object": parents[0].name, "confidence": parents[0].confidence}
    further = _parent(parents[1:])
    return told | ({"parent": further} if further else {})


def brands(scene: Scene, size: Size) -> list[Json]:
    return [
        {"name": b.text, "confidence": b.confidence, "rectangle": xywh(b.area, size)}
        for b in scene.brands
    ]


def faces(scene: Scene, size: Size) -> list[Json]:
    """Return the faces, with age and gender only where the scene has kept them."""
    found: list[Json] = []
    for face in scene.faces:
        told: Json = {} if face.age is None else {"age": face.age}
        told |= {} if face.gender is None else {"gender": face.gender}
        found.append(told | {"faceRectangle": rectangle(face.area, size)})
    return found


def color(scene: Scene) -> Json:
    """Return the colours; the black-and-white flag goes out in both spellings."""
    seen = scene.colors
    return {
        "dominantColorForeground": seen.foreground,
        "dominantColorBackground": seen.background,
        "dominantColors": list(seen.dominant),
        "accentColor": seen.accent,
        "isBwImg": seen.black_and_white,
        "isBWImg": seen.black_and_white,
    }


def adult(scene: Scene) -> Json:
    seen = scene.adult
    return {
        "isAdultContent": seen.is_adult,
        "isRacyContent": seen.is_racy,
        "isGoryContent": seen.is_gory,
        "adultScore": seen.adult_score,
        "racyScore": seen.racy_score,
        "goreScore": seen.gore_score,
    }


def image_type(scene: Scene) -> Json:
    return {"clipArtType": scene.clip_art, "lineDrawingType": scene.line_drawing}
