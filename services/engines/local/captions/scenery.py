"""Words for the picture as a whole: what it is of, and where that is."""

from collections.abc import Sequence
from dataclasses import replace

from services.engines.local.captions.phrases import article
from services.engines.local.captions.things import PERSON, Thing
from services.engines.local.scenes.impression import Impression
from services.vision import Tag

LARGE = 0.35
"""The share from which on a thing hides so much that the network sees the thing, not the room."""

ANIMAL_SHARE = 0.1
"""The share of the picture from which on the network is sure to look at an animal."""

_OF = {
    "plants": "plants",
    "water": "water",
    "mountains": "mountains",
    "sky": "the sky",
    "fruit": "fruit",
    "food": "food",
    "furniture": "furniture",
    "buildings": "buildings",
}
"""What is not counted; everything else gets an article."""
_WHERE = {
    "plants": "among plants",
    "water": "in or by the water",
    "street or road": "on a street or road",
    "mountains": "in the mountains",
    "sky": "against the sky",
    "room": "in a room",
}
"""A building has none: what is told may be in it, on it or before it."""
_SPECIAL = {
    "parrot": "bird",
    "penguin": "bird",
    "owl": "bird",
    "swan": "bird",
    "duck": "bird",
    "flamingo": "bird",
    "peacock": "bird",
    "polar bear": "bear",
    "giant panda": "bear",
}
"""Names that say more than the detector's."""


def subject_of(impression: Impression) -> tuple[str, float] | None:
    """Return such as ``a lion among plants`` or ``a building``, and how sure it is, 0 to 1."""
    thing, scene = impression.thing, impression.scene
    main = thing or scene or impression.broad_thing or impression.broad_scene
    if main is None:
        return None
    phrase = _OF.get(main.name) or f"{article(main.name)} {main.name}"
    sure = _sure(main)
    if thing and scene and scene.name in _WHERE:
        return f"{phrase} {_WHERE[scene.name]}", min(sure, _sure(scene))
    return phrase, sure


def place_of_things(
    impression: Impression, things: Sequence[Thing], share: float
) -> tuple[str, float] | None:
    """Return such as ``on a street or road`` for `things`, of which the largest takes `share`.

    What is before a plain wall is indoors to the network, so this is told of people only, and only
    where there is room around them.
    """
    scene, around = impression.scene, impression.around
    inside = share < LARGE and any(thing.name == PERSON for thing in things)
    if scene and scene.name in _WHERE and (scene.name != "room" or inside):
        return _WHERE[scene.name], _sure(scene)
    if around and (around.name == "outdoors" or inside):
        return around.name, _sure(around)
    return None


def believed(
    things: Sequence[Thing], impression: Impression, width: int, height: int
) -> tuple[Thing, ...]:
    """Return `things` without the animals that fill the picture and that the network doubts.

    What the detector has no name for - a squirrel, a hedgehog - is a bird or a bear to it. What is
    small, the network does not see.
    """
    seen = ANIMAL_SHARE * width * height
    return tuple(
        thing
        for thing in things
        if thing.name not in impression.doubted or max(box.area for box in thing.boxes) < seen
    )


def specified(things: Sequence[Thing], impression: Impression) -> tuple[Thing, ...]:
    """Return `things` with the only name among them made special, where it can be: a parrot."""
    seen = impression.thing
    if seen and len(things) == 1 and _SPECIAL.get(seen.name) == things[0].name:
        sure = min(things[0].confidence, _sure(seen))
        return (replace(things[0], name=seen.name, confidence=sure),)
    return tuple(things)


def _sure(tag: Tag) -> float:
    return tag.confidence or 0.0
