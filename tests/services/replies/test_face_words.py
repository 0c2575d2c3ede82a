from math import nan

from doubles.catalogue import BOX, seeing
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
