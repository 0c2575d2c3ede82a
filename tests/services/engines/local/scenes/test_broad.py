"""Broad words, and the labels and scenes that each stands for."""

from services.engines.local.scenes import broad
from services.engines.local.scenes.networks import ClassNetwork
from services.engines.local.scenes.places import INDOORS, NAMES


def test_every_broad_word_has_labels_of_the_real_network(class_network: ClassNetwork) -> None:
    labels = class_network.labels
    things = broad.things(labels)
    assert {*things, *broad.SCENES} == set(broad.broad_words())
    assert {labels[number] for number in things["ball"]} >= {"tennis ball", "soccer ball"}
    assert {labels[number] for number in broad.land(labels)["land"]} >= {"alp", "seashore"}
    assert len(things["animal"]) == 398, "all that live come first in ImageNet's order"


def test_the_narrower_words_come_first(class_network: ClassNetwork) -> None:
    things = broad.things(class_network.labels)
    order = list(things)
    assert order.index("fruit") < order.index("food")
    assert order.index("chair") < order.index("furniture")
    assert order[-1] == "animal"


def test_what_is_landscape_or_built_is_outdoors_and_only_water_in_a_town_is_both() -> None:
    landscape, buildings = (broad.SCENES[word] for word in (broad.LANDSCAPE, broad.BUILDINGS))
    assert {NAMES[number] for number in landscape & buildings} == {"canal/urban", "harbor"}
    inside = {NAMES[number] for number in landscape | buildings if INDOORS[number]}
    assert inside == {
        "florist_shop/indoor",
        "greenhouse/indoor",
        "swimming_hole",
        "train_station/platform",
        "youth_hostel",
    }, "what Places365 counts as indoors and people would not, or what is all plants"
