"""The tree of errors: each is one of ours, is in the picture, and has a sentence to show."""

import inspect
import re

import pytest

from services import errors
from services.errors import GlimpseError, SettingsError

OURS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__
]


def test_the_picture_of_the_tree_is_the_tree() -> None:
    depths = {
        found[2]: len(found[1]) // 4
        for found in re.finditer(r"^    ([ │├└─]*)(\w+)", errors.__doc__ or "", re.M)
        if found[2] in vars(errors)
    }
    assert depths == {kind.__name__: len(kind.__mro__) - 4 for kind in OURS}


@pytest.mark.parametrize("kind", [kind for kind in OURS if kind is not SettingsError])
def test_an_error_shows_its_sentence_and_keeps_the_detail_for_the_log(
    kind: type[GlimpseError],
) -> None:
    plain, told = kind(detail="HTTP 500"), kind("The dog ate it.", detail="HTTP 500")
    assert plain.sentence == kind.sentence and plain.sentence.endswith(".")
    assert str(plain) == f"{kind.sentence} (HTTP 500)"
    assert (told.sentence, told.detail) == ("The dog ate it.", "HTTP 500")
    assert str(kind("The dog ate it.")) == "The dog ate it."
    assert "500" not in told.sentence


def test_every_problem_of_the_settings_is_told_at_once() -> None:
    error = SettingsError(("A is missing.", "B is wrong."))
    assert error.problems == ("A is missing.", "B is wrong.")
    assert error.sentence.splitlines()[1:] == ["- A is missing.", "- B is wrong."]
