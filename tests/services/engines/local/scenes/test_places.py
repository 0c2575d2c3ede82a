"""The names of scenes, and what they have in common."""

from itertools import combinations

from services.engines.local.scenes.places import FAMILIES, INDOORS, NAMES


def test_there_are_as_many_names_as_the_network_has_outputs_in_their_order() -> None:
    assert len(NAMES) == len(set(NAMES)) == len(INDOORS) == 365
    assert list(NAMES) == sorted(NAMES, key=lambda name: (name[0], NAMES.index(name)))
    assert (NAMES[0], NAMES[-1]) == ("airfield", "zen_garden")


def test_what_is_indoors_is_marked() -> None:
    inside = {name for name, indoors in zip(NAMES, INDOORS, strict=True) if indoors}
    assert {"kitchen", "church/indoor", "airplane_cabin"} <= inside
    assert inside.isdisjoint({"street", "church/outdoor", "ocean"})


def test_no_scene_is_in_two_families() -> None:
    assert all(one.isdisjoint(other) for one, other in combinations(FAMILIES.values(), 2))
    assert NAMES.index("castle") in FAMILIES["building"]


def test_a_room_is_indoors() -> None:
    assert all(INDOORS[number] for number in FAMILIES["room"])
