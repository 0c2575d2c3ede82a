from math import nan

import pytest

from doubles.catalogue import BOX, seeing
from services.replies.face_words import faces_in
from services.replies.words import described
from services.vision import Box, Face, Tag


def test_what_is_known_of_a_face_is_told_where_it_is_worth_it() -> None:
    plain = Face(
        BOX, 0.9, glasses="no glasses", mask="no mask", blur="low", exposure="good exposure"
    )
    full = Face(
        BOX,
        glasses="sunglasses",
        mask="face mask",
        accessories=(Tag("sunglasses", 0.9), Tag("headwear", 0.9)),
        occlusion={"mouth": True, "eye": False},
        blur="high",
        exposure="under exposure",
        noise="high",
    )
    assert described(seeing(faces=(plain, full))) == (
        "2 faces: 1 at the top left (almost certain, 90 %); 2 at the top left, sunglasses, "
        "face mask, headwear, mouth covered, blurred, underexposed, noisy.",
    )


def test_a_place_that_is_none_is_somewhere() -> None:
    assert described(seeing(faces=(Face(Box(nan, 0, 9, 9)),))) == ("One face somewhere.",)


@pytest.mark.parametrize(
    ("faces", "said"),
    [
        ((), "No face found."),
        ((Face(BOX, 0.9),), "One face at the top left (almost certain, 90 %)."),
        (
            (Face(BOX), Face(Box(270, 170, 30, 30))),
            "2 faces: 1 at the top left; 2 at the bottom right.",
        ),
    ],
)
def test_faces_are_counted_and_numbered_as_in_the_copy(faces: tuple[Face, ...], said: str) -> None:
    assert faces_in(seeing(faces=faces)) == said


def test_ten_faces_are_told_and_the_others_counted() -> None:
    said = faces_in(seeing(faces=(Face(BOX),) * 13))
    assert said.startswith("13 faces: 1 at the top left; 2 ")
    assert said.endswith("; 10 at the top left; and 3 more.")


def test_faces_that_were_not_looked_for_are_not_told() -> None:
    assert faces_in(seeing()) == ""
