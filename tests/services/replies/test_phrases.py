"""How sure, where, and links to maps."""

from math import inf, nan

import pytest

from services.replies.phrases import map_url, percent, sureness


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
