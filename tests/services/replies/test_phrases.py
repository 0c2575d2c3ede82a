"""How sure, where, and links to maps."""

from math import inf, nan

import pytest

from doubles.catalogue import seeing
from services.replies.phrases import (
    LONGEST_NAME,
    MAP,
    SCALE,
    listed,
    map_url,
    name_of,
    named,
    percent,
    scale,
    sureness,
    whereabouts,
    with_sureness,
)
from services.vision import Box, Tag


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "almost certain, 100 %"),
        (0.93, "almost certain, 93 %"),
        (0.895, "almost certain, 90 %"),
        (0.894, "very likely, 89 %"),
        (0.75, "very likely, 75 %"),
        (0.5, "likely, 50 %"),
        (0.25, "possible, 25 %"),
        (0.24, "a guess, 24 %"),
        (0, "a guess, 0 %"),
        (7.0, "almost certain, 100 %"),
        (-1.0, "a guess, 0 %"),
        (nan, ""),
        (inf, ""),
        (None, ""),
    ],
)
def test_how_sure_is_told_in_words_that_agree_with_the_per_cent(
    confidence: float | None, words: str
) -> None:
    assert sureness(confidence) == words


def test_a_score_that_is_no_number_is_not_told() -> None:
    assert (percent(nan), percent(0.5)) == ("", "50 %")


@pytest.mark.parametrize("name", ["", "\u202e", "大" * 80])
def test_no_map_of_a_name_that_is_none_or_endless(name: str) -> None:
    assert map_url(name) == ""


@pytest.mark.parametrize(
    ("text", "confidence", "said"),
    [
        ("a dog", 0.93, "a dog (almost certain, 93 %)"),
        ("", 0.5, " (likely, 50 %)"),
        ("a dog", None, "a dog"),
        ("a dog", nan, "a dog"),
    ],
)
def test_how_sure_stands_in_brackets_where_it_is_said(
    text: str, confidence: float | None, said: str
) -> None:
    assert with_sureness(text, confidence) == said


def test_the_scale_that_is_explained_is_the_one_that_is_used() -> None:
    for least, word in SCALE[:-1]:
        assert sureness(least / 100) == f"{word}, {least} %"
        assert f"{word} from {least} %" in scale()
    assert scale().endswith("a guess below that.")


@pytest.mark.parametrize(
    ("box", "where"),
    [
        (Box(0, 0, 30, 20), "at the top left"),
        (Box(290, 190, 500, 500), "at the bottom right"),
        (Box(-50, 90, 60, 20), "on the left"),
        (Box(nan, 0, 9, 9), "somewhere"),
        (Box(0, 0, inf, 9), "at the top"),
        (Box(0, 0, 9, nan), "somewhere"),
    ],
)
def test_a_place_is_told_of_what_lies_in_the_picture(box: Box, where: str) -> None:
    assert whereabouts(box, seeing()) == where


def test_names_are_one_line_and_not_endless() -> None:
    assert name_of(" a\n\u202edog\t ") == "a dog"
    assert len(name_of("x" * 500)) == LONGEST_NAME
    assert name_of("x" * 500).endswith("x…")


def test_a_list_names_ten_and_counts_the_others() -> None:
    assert listed("Tags", []) == listed("Tags", ["", ""]) == ""
    assert listed("Tags", ["dog", "", "car"]) == "Tags: dog; car."
    ten = [str(n) for n in range(10)]
    assert listed("Tags", ten) == f"Tags: {'; '.join(ten)}."
    assert listed("Tags", [*ten, "x", "y"]) == f"Tags: {'; '.join(ten)}; and 2 more."


def test_nothing_found_is_told_and_nothing_asked_is_not() -> None:
    assert named("Tags", (), "No tag is certain.") == "No tag is certain."
    assert named("Tags", None, "No tag is certain.") == ""
    found = (Tag("dog", 0.9), Tag("sky", None))
    assert named("Tags", found) == "Tags: dog (almost certain, 90 %); sky."


def test_a_map_is_a_query_for_the_name_and_nothing_else() -> None:
    assert map_url("Café & Bar/?#") == f"{MAP}Caf%C3%A9%20%26%20Bar%2F%3F%23"
