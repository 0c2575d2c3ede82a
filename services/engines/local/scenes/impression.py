"""What is certain of a picture as a whole: the rule, with nothing of the networks in it.

Both networks give each of their labels a share of 1. A label alone is seldom certain - a manor is
a mansion, a library or a palace - so the shares of labels that mean the same to people are added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.engines.local.scenes import broad
from services.engines.local.scenes.classes import animals, words
from services.engines.local.scenes.places import FAMILIES, INDOORS, NAMES
from services.vision import Tag

Floats = NDArray[np.float32]

ENOUGH = 0.65
"""The share from which on a family of scenes is told."""
ENOUGH_FOR_A_THING = 0.75
"""The same for things: their network is sure of something in any picture."""
ENOUGH_FOR_A_ROOM = 0.9
"""Anything before a plain wall is in a room, as far as the network can tell."""
ENOUGH_FOR_A_BROAD_WORD = 0.65
"""The same for what covers many labels: gravel and the moon are an animal with half of them, a
meter is a clock with 0.6."""
LEAST_WATER = 0.3
"""The share of water without which nothing is a boat: a stadium from above looks like a liner."""
ENOUGH_FOR_A_LANDSCAPE, ENOUGH_LAND = 0.75, 0.1
"""The shares of its scenes, and of what only a landscape has: wood seen closely has the first."""
ENOUGH_FOR_BUILDINGS = 0.85
"""The same for buildings and streets."""
CONFIRMED = 0.4
"""The share from which on two networks that say the same confirm each other."""
ENOUGH_AROUND = 0.95
"""The share of all scenes indoors, or outdoors, from which on this is told."""
DOUBTED = 0.05
"""The share of all its breeds below which an animal that fills the picture is another one."""
WORTH_A_TAG = 0.5
"""A tag is one word among many, with its share beside it: it need only be rather right."""

_SCREEN = "web site"
"""ImageNet's label for what is photographed off a screen."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What the picture shows as a whole, as far as it is certain.

    `thing` is what fills it, `scene` the family of scenes it belongs to; `broad_thing` and
    `broad_scene` say less, for where these are unknown. `around` is ``indoors`` or ``outdoors``;
    `on_screen` is how much it looks like a page on a screen, 0 to 1; `doubted` are animals that
    are nowhere, whatever a detector says; `tags` are words that are rather right, the surest first.
    """

    thing: Tag | None = None
    scene: Tag | None = None
    broad_thing: Tag | None = None
    broad_scene: Tag | None = None
    around: Tag | None = None
    on_screen: float = 0.0
    doubted: frozenset[str] = frozenset()
    tags: tuple[Tag, ...] = ()


def impression(
    scene: Floats, thing: Floats, labels: Sequence[str], *, grey: bool = False
) -> Impression:
    """Judge the shares of 365 scenes, and those of the things in `labels`.

    In a `grey` picture the sky is never told: any soft grey looks like it.
    """
    families = _shares(scene, FAMILIES)
    if grey:
        families["sky"] = 0.0
    kinds, names = (_shares(thing, outputs) for outputs in words(labels))
    for family in families.keys() & kinds.keys():  # either network is enough
        one, other = families[family], kinds.pop(family)
        both = min(one, other) >= CONFIRMED
        families[family] = 1 - (1 - one) * (1 - other) if both else max(one, other)
    outside = float(scene[~np.array(INDOORS)].sum())
    around = {"outdoors": outside, "indoors": 1 - outside}
    rooms = {"room": families["room"]} if families["room"] >= ENOUGH_FOR_A_ROOM else {"room": 0.0}
    tags: dict[str, float] = {}
    # Such as "church" for "church/outdoor".
    spoken = (name.partition("/")[0].replace("_", " ") for name in NAMES)
    scenes = {name: float(share) for name, share in zip(spoken, scene, strict=True)}
    if any(kinds.get(animal, 0.0) >= ENOUGH_FOR_A_THING for animal in animals(labels)):
        scenes = {}  # it fills the picture: a cat alone is a veterinarian's office, with 0.97
    for shares in (scenes, around, families, kinds, names):
        for word, share in shares.items():
            if share >= WORTH_A_TAG:
                tags[word] = max(share, tags.get(word, 0.0))
    return Impression(
        thing=_best(names, ENOUGH_FOR_A_THING) or _best(kinds, ENOUGH_FOR_A_THING),
        scene=_best(families | rooms, ENOUGH),
        broad_thing=_broad_thing(_shares(thing, broad.things(labels)), families["water"]),
        broad_scene=_broad_scene(scene, _shares(thing, broad.land(labels))["land"]),
        around=_best(around, ENOUGH_AROUND),
        on_screen=float(thing[labels.index(_SCREEN)]),
        doubted=frozenset(
            name for name, share in _shares(thing, animals(labels)).items() if share < DOUBTED
        ),
        tags=tuple(Tag(word, tags[word]) for word in sorted(tags, key=lambda word: -tags[word])),
    )


def _broad_thing(shares: Mapping[str, float], water: float) -> Tag | None:
    """Return the first word that is certain: the narrower ones come first."""
    if water < LEAST_WATER:
        shares = {word: share for word, share in shares.items() if word != broad.BOAT}
    likely = (Tag(word, share) for word, share in shares.items())
    return next((tag for tag in likely if (tag.confidence or 0) >= ENOUGH_FOR_A_BROAD_WORD), None)


def _broad_scene(scene: Floats, land: float) -> Tag | None:
    shares = _shares(scene, broad.SCENES)
    if land >= ENOUGH_LAND and shares[broad.LANDSCAPE] >= ENOUGH_FOR_A_LANDSCAPE:
        return Tag(broad.LANDSCAPE, shares[broad.LANDSCAPE])
    if shares[broad.BUILDINGS] >= ENOUGH_FOR_BUILDINGS:
        return Tag(broad.BUILDINGS, shares[broad.BUILDINGS])
    return None


def _shares(
    scores: Floats, outputs: Mapping[str, Sequence[int] | frozenset[int]]
) -> dict[str, float]:
    return {word: float(scores[list(numbers)].sum()) for word, numbers in outputs.items()}


def _best(shares: Mapping[str, float], enough: float) -> Tag | None:
    word = max(shares, key=lambda word: shares[word])
    return Tag(word, shares[word]) if shares[word] >= enough else None
