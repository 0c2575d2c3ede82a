from math import inf, nan

import pytest

from services.vision import Box
from services.vision.wording import hedged, place_of


@pytest.mark.parametrize(
    ("left", "top", "place"),
    [
        (0, 0, "at the top left"),
        (45, 0, "at the top"),
        (90, 0, "at the top right"),
        (0, 45, "on the left"),
        (45, 45, "in the middle"),
        (90, 45, "on the right"),
        (0, 90, "at the bottom left"),
        (45, 90, "at the bottom"),
        (90, 90, "at the bottom right"),
    ],
)
def test_places(left: float, top: float, place: str) -> None:
    assert place_of(Box(left, top, 10, 10), 100, 100) == place


@pytest.mark.parametrize(
    ("box", "place"),
    [
        (Box(-500, -500, 10, 10), "at the top left"),
        (Box(500, 500, 10, 10), "at the bottom right"),
        (Box(0, 0, 100, 10), "at the top"),
        (Box(33, 33, 0, 0), "at the top left"),
        (Box(34, 34, 0, 0), "in the middle"),
    ],
    ids=["before the picture", "behind it", "wide", "just in the first third", "just out of it"],
)
def test_the_centre_says_where_a_box_is(box: Box, place: str) -> None:
    assert place_of(box, 100, 100) == place


def test_sides_are_divided_each_for_itself() -> None:
    assert place_of(Box(150, 0, 0, 0), 400, 10) == "at the top"
    assert place_of(Box(150, 0, 0, 0), 160, 10) == "at the top right"


def test_a_picture_without_size_has_a_middle_only() -> None:
    assert place_of(Box(0, 0, 9, 9), 0, 0) == "in the middle"


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (0.0, "Perhaps: a dog"),
        (0.49, "Perhaps: a dog"),
        (0.5, "a dog"),
        (1.0, "a dog"),
        (None, "a dog"),
        (nan, "a dog"),
        (-inf, "Perhaps: a dog"),
    ],
)
def test_only_an_engine_that_says_it_is_unsure_guesses(confidence: float | None, said: str) -> None:
    assert hedged("a dog", confidence) == said


def test_nothing_is_no_guess() -> None:
    assert hedged("", 0.1) == ""
