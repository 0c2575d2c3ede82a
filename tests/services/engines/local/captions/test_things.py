"""People, faces and other things by name: who is the same person, and who is one more."""

import pytest

from services.engines.local.captions.things import (
    UNSAID_CONFIDENCE,
    Thing,
    confidence_of,
    named_things,
)
from services.vision import Box, DetectedObject, Face

WIDTH, HEIGHT = 900, 600


def thing(name: str, box: Box, confidence: float = 0.9) -> DetectedObject:
    return DetectedObject(name, confidence, box)


def face(box: Box, confidence: float | None = 0.9) -> Face:
    return Face(box, confidence)


def named(*seen: DetectedObject | Face) -> tuple[Thing, ...]:
    objects = [one for one in seen if isinstance(one, DetectedObject)]
    faces = [one for one in seen if isinstance(one, Face)]
    return named_things(objects, faces, WIDTH, HEIGHT)


def test_things_are_grouped_by_name_people_first_and_the_least_sure_counts() -> None:
    cup, dog, person = Box(0, 0, 50, 50), Box(100, 0, 80, 80), Box(300, 0, 200, 500)
    other_cup = Box(600, 0, 50, 50)
    seen = [thing("cup", cup, 0.8), thing("dog", dog), thing("person", person, 0.95)]
    assert named(*seen, thing("cup", other_cup, 0.65)) == (
        Thing("person", (person,), 0.95),
        Thing("cup", (cup, other_cup), 0.65),
        Thing("dog", (dog,), 0.9),
    )
    assert named() == ()


def test_a_face_in_a_body_is_that_person_and_adds_nothing() -> None:
    body = Box(200, 50, 500, 550)
    assert named(thing("person", body), face(Box(400, 100, 120, 120), 0.99)) == (
        Thing("person", (body,), 0.9),
    )


def test_a_face_beside_every_body_is_one_more_person_with_a_guessed_body() -> None:
    body = Box(0, 50, 300, 550)
    (people,) = named(thing("person", body), face(Box(600, 90, 40, 50), 0.85))
    assert people == Thing("person", (body, Box(560, 65, 120, 200)), 0.85)


@pytest.mark.parametrize(
    ("at", "body"),
    [
        (Box(0, 0, 100, 100), Box(0, 0, 200, 350)),
        (Box(850, 550, 40, 40), Box(810, 530, 90, 70)),
        (Box(880, 10, 20, 20), Box(860, 0, 40, 80)),
    ],
)
def test_a_guessed_body_stays_inside_the_picture(at: Box, body: Box) -> None:
    (person,) = named(face(at))
    assert person.boxes == (body,)


def test_a_face_on_the_edge_of_a_body_belongs_to_it() -> None:
    edge = face(Box(190, 90, 20, 20))
    assert len(named(thing("person", Box(200, 100, 100, 300)), edge)[0].boxes) == 1
    assert len(named(thing("person", Box(201, 100, 100, 300)), edge)[0].boxes) == 2


def test_each_face_takes_the_smallest_body_that_is_free() -> None:
    parent, child = Box(100, 0, 700, 600), Box(150, 250, 250, 350)
    child_face, parent_face = face(Box(230, 280, 80, 80)), face(Box(420, 40, 120, 120))
    seen = [thing("person", parent), thing("person", child)]
    (people,) = named(*seen, parent_face, child_face)
    assert people.boxes == (parent, child)
    (people,) = named(*seen, parent_face, child_face, face(Box(600, 60, 150, 150)))
    assert people.boxes == (parent, child, Box(450, 0, 450, 585))


def test_a_face_is_only_ever_a_person() -> None:
    dog = Box(0, 0, 400, 400)
    assert [one.name for one in named(thing("dog", dog), face(Box(100, 100, 50, 50)))] == [
        "person",
        "dog",
    ]


def test_a_sighting_without_confidence_counts_as_found_at_the_threshold() -> None:
    assert confidence_of(face(Box(0, 0, 9, 9), None)) == UNSAID_CONFIDENCE == 0.8
    assert confidence_of(face(Box(0, 0, 9, 9), 0.0)) == 0.0
    assert named(face(Box(380, 150, 140, 140), None))[0].confidence == 0.8
