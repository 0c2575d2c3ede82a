"""When the networks' shares are enough to tell something."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from services.engines.local.scenes.impression import impression
from services.engines.local.scenes.networks import ClassNetwork
from services.engines.local.scenes.places import NAMES
from services.vision import Tag

Floats = NDArray[np.float32]


def scenes(**shares: float) -> Floats:
    """Return shares of scenes; two underscores are a slash."""
    found = np.zeros(len(NAMES), np.float32)
    for name, share in shares.items():
        found[NAMES.index(name.replace("__", "/"))] = share
    return found


@pytest.fixture(scope="session")
def labels(class_network: ClassNetwork) -> tuple[str, ...]:
    return class_network.labels


@pytest.fixture
def things(labels: tuple[str, ...]) -> Floats:
    return np.zeros(len(labels), np.float32)


def close(tag: Tag | None, name: str, share: float) -> bool:
    return tag is not None and tag.name == name and tag.confidence == pytest.approx(share)


def test_scenes_that_mean_the_same_are_added(labels: tuple[str, ...], things: Floats) -> None:
    seen = impression(scenes(mansion=0.3, palace=0.3, castle=0.2, lawn=0.2), things, labels)
    assert close(seen.scene, "building", 0.8)
    assert close(seen.around, "outdoors", 1.0)
    assert seen.thing is None


def test_what_is_shared_among_many_families_is_not_told(
    labels: tuple[str, ...], things: Floats
) -> None:
    seen = impression(scenes(mansion=0.4, ocean=0.3, kitchen=0.3), things, labels)
    assert (seen.scene, seen.around) == (None, None)


@pytest.mark.parametrize(("share", "told"), [(0.85, False), (0.95, True)])
def test_a_room_needs_more(
    labels: tuple[str, ...], things: Floats, share: float, told: bool
) -> None:
    seen = impression(scenes(kitchen=share, ocean=1 - share), things, labels)
    assert (seen.scene is not None) == told


def test_a_grey_picture_has_no_sky(labels: tuple[str, ...], things: Floats) -> None:
    assert impression(scenes(sky=1), things, labels).scene
    assert impression(scenes(sky=1), things, labels, grey=True).scene is None


def test_likes_are_added_and_a_name_says_more_than_a_kind(
    labels: tuple[str, ...], things: Floats
) -> None:
    for breed in ("pug", "boxer", "beagle"):
        things[labels.index(breed)] = 0.3
    assert close(impression(scenes(), things, labels).thing, "dog", 0.9)
    things[:] = 0
    things[labels.index("macaw")] = 0.8
    assert close(impression(scenes(), things, labels).thing, "parrot", 0.8)


def test_animals_of_which_no_breed_is_seen_are_doubted(
    labels: tuple[str, ...], things: Floats
) -> None:
    things[labels.index("fox squirrel")] = 0.9
    things[labels.index("lynx")] = 0.06
    doubted = impression(scenes(), things, labels).doubted
    assert doubted == {"bird", "dog", "bear", "elephant", "zebra"}


def test_either_network_is_enough_for_a_scene(labels: tuple[str, ...], things: Floats) -> None:
    things[labels.index("lakeside")] = 0.9
    seen = impression(scenes(river=0.2), things, labels)
    assert close(seen.scene, "water", 0.9)
    assert seen.thing is None


def test_a_page_on_a_screen_is_known(labels: tuple[str, ...], things: Floats) -> None:
    things[labels.index("web site")] = 0.6
    assert impression(scenes(), things, labels).on_screen == pytest.approx(0.6)


def test_tags_are_words_that_are_rather_right_the_surest_first(
    labels: tuple[str, ...], things: Floats
) -> None:
    things[labels.index("tabby")] = 0.55
    seen = impression(scenes(church__outdoor=0.6, tower=0.3, sky=0.1), things, labels)
    assert [tag.name for tag in seen.tags] == ["outdoors", "building", "church", "cat"]


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 3))
def test_whatever_the_shares_are_what_is_told_has_enough(
    labels: tuple[str, ...], seed: int, sharpness: float
) -> None:
    random = np.random.default_rng(seed)

    def shares(count: int) -> Floats:
        powers = np.exp(random.standard_normal(count) / sharpness).astype(np.float32)
        made: Floats = powers / powers.sum()
        return made

    seen = impression(shares(len(NAMES)), shares(len(labels)), labels)
    for tag, least in ((seen.thing, 0.75), (seen.scene, 0.65), (seen.around, 0.95)):
        assert tag is None or (tag.confidence is not None and least <= tag.confidence <= 1.001)
    assert all(tag.confidence is not None and tag.confidence >= 0.5 for tag in seen.tags)


def test_around_an_animal_that_fills_the_picture_no_single_scene_is_told(
    labels: tuple[str, ...], things: Floats
) -> None:
    office = scenes(veterinarians_office=0.97, kitchen=0.03)
    alone = impression(office, things, labels)
    assert "veterinarians office" in {tag.name for tag in alone.tags}
    things[labels.index("tabby")] = 0.9
    seen = impression(office, things, labels)
    assert {tag.name for tag in seen.tags} >= {"cat", "indoors"}
    assert "veterinarians office" not in {tag.name for tag in seen.tags}


def test_labels_of_one_sort_are_added_where_none_is_certain(
    labels: tuple[str, ...], things: Floats
) -> None:
    for tool in ("hammer", "hatchet"):
        things[labels.index(tool)] = 0.4
    seen = impression(scenes(), things, labels)
    assert close(seen.broad_thing, "tool", 0.8)
    assert seen.thing is None


def test_the_narrowest_sort_that_is_certain_is_told(
    labels: tuple[str, ...], things: Floats
) -> None:
    things[labels.index("fig")] = 0.4
    things[labels.index("Granny Smith")] = 0.3
    things[labels.index("burrito")] = 0.2
    assert close(impression(scenes(), things, labels).broad_thing, "fruit", 0.7)
    things[labels.index("fig")] = 0.2
    assert close(impression(scenes(), things, labels).broad_thing, "food", 0.7)


def test_nothing_is_a_boat_where_there_is_no_water(labels: tuple[str, ...], things: Floats) -> None:
    for boat in ("liner", "container ship"):
        things[labels.index(boat)] = 0.35
    assert impression(scenes(plaza=0.9), things, labels).broad_thing is None
    seen = impression(scenes(harbor=0.5), things, labels)
    assert close(seen.broad_thing, "boat or ship", 0.7)


def test_families_of_nature_are_a_landscape_if_there_is_land(
    labels: tuple[str, ...], things: Floats
) -> None:
    mixed = scenes(mountain=0.3, pasture=0.3, river=0.3)
    assert impression(mixed, things, labels).broad_scene is None, "wood seen closely is as mixed"
    things[labels.index("alp")] = 0.2
    seen = impression(mixed, things, labels)
    assert seen.scene is None
    assert close(seen.broad_scene, "landscape", 0.9)


def test_a_street_among_houses_is_buildings(labels: tuple[str, ...], things: Floats) -> None:
    seen = impression(scenes(plaza=0.3, house=0.3, street=0.3), things, labels)
    assert seen.scene is None
    assert close(seen.broad_scene, "buildings", 0.9)


def test_two_networks_that_see_the_same_confirm_each_other(
    labels: tuple[str, ...], things: Floats
) -> None:
    things[labels.index("castle")] = 0.5
    assert close(impression(scenes(castle=0.5), things, labels).scene, "building", 0.75)
    things[labels.index("castle")] = 0.3
    assert impression(scenes(castle=0.5), things, labels).scene is None
