"""The words for the picture as a whole, and for where things are."""

import pytest

from services.engines.local.captions.scenery import believed, place_of_things, specified, subject_of
from services.engines.local.captions.things import Thing
from services.engines.local.scenes.broad import broad_words
from services.engines.local.scenes.classes import spoken_words
from services.engines.local.scenes.impression import Impression
from services.engines.local.scenes.places import FAMILIES
from services.vision import Box, Tag

PERSON = Thing("person", (Box(0, 0, 10, 10),), 0.9)
BIRD = Thing("bird", (Box(0, 0, 10, 10), Box(20, 0, 10, 10)), 0.9)
CUP = Thing("cup", (Box(0, 0, 10, 10),), 0.9)
INDOORS, OUTDOORS = Tag("indoors", 0.96), Tag("outdoors", 0.98)


@pytest.mark.parametrize("word", [*FAMILIES, *spoken_words(), *broad_words()])
def test_every_word_makes_a_phrase(word: str) -> None:
    found = subject_of(Impression(thing=Tag(word, 0.8)))
    assert found is not None and found[0].endswith(word) and found[1] == 0.8


def test_the_less_certain_of_thing_and_place_counts() -> None:
    seen = Impression(thing=Tag("lion", 0.9), scene=Tag("mountains", 0.7))
    assert subject_of(seen) == ("a lion in the mountains", 0.7)


def test_a_broad_word_is_told_where_nothing_narrower_is_known() -> None:
    seen = Impression(broad_thing=Tag("fruit", 0.8), broad_scene=Tag("landscape", 0.9))
    assert subject_of(seen) == ("fruit", 0.8)
    assert subject_of(Impression(broad_scene=Tag("landscape", 0.9))) == ("a landscape", 0.9)
    known = Impression(scene=Tag("water", 0.7), broad_thing=Tag("animal", 0.8))
    assert subject_of(known) == ("water", 0.7)


def test_a_thing_is_not_placed_at_a_building() -> None:
    seen = Impression(thing=Tag("church", 0.9), scene=Tag("building", 0.7))
    assert subject_of(seen) == ("a church", 0.9)
    assert place_of_things(seen, [PERSON], 0.2) is None


def test_nothing_certain_is_no_subject_and_no_place() -> None:
    assert subject_of(Impression()) is None
    assert place_of_things(Impression(), [PERSON], 0.2) is None


@pytest.mark.parametrize(
    ("seen", "thing", "share", "place"),
    [
        (Impression(around=OUTDOORS), PERSON, 0.9, ("outdoors", 0.98)),
        (Impression(around=OUTDOORS), CUP, 0.1, ("outdoors", 0.98)),
        (Impression(around=INDOORS), PERSON, 0.1, ("indoors", 0.96)),
        (Impression(around=INDOORS), PERSON, 0.5, None),
        (Impression(around=INDOORS), CUP, 0.1, None),
        (Impression(scene=Tag("room", 0.95), around=INDOORS), PERSON, 0.1, ("in a room", 0.95)),
        (Impression(scene=Tag("room", 0.95), around=INDOORS), PERSON, 0.5, None),
        (
            Impression(scene=Tag("water", 0.7), around=OUTDOORS),
            CUP,
            0.9,
            ("in or by the water", 0.7),
        ),
    ],
)
def test_a_wall_behind_a_face_is_no_room(
    seen: Impression, thing: Thing, share: float, place: tuple[str, float] | None
) -> None:
    assert place_of_things(seen, [thing], share) == place


def test_an_animal_that_the_network_doubts_is_not_believed_unless_it_is_small() -> None:
    doubt = Impression(doubted=frozenset({"bird", "cat"}))
    assert believed([BIRD, PERSON], doubt, 20, 20) == (PERSON,)
    assert believed([BIRD, PERSON], doubt, 200, 200) == (BIRD, PERSON)
    assert believed([BIRD, PERSON], Impression(), 20, 20) == (BIRD, PERSON)


def test_the_only_birds_are_called_by_their_name() -> None:
    seen = Impression(thing=Tag("penguin", 0.8))
    (found,) = specified([BIRD], seen)
    assert (found.name, found.boxes, found.confidence) == ("penguin", BIRD.boxes, 0.8)
    assert specified([BIRD, CUP], seen) == (BIRD, CUP)
    assert specified([CUP], seen) == (CUP,)
    assert specified([BIRD], Impression()) == (BIRD,)
