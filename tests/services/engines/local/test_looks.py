"""Looks are taken where they are needed and in time; a model is made once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.engines.local.looks import Looks, Once
from services.errors import EngineError
from services.vision import Feature

BOTH = frozenset({Feature.FACES, Feature.TEXT})


def test_it_is_made_once_for_all_threads() -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "model"

    once = Once(make)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: once.get(), range(8))) == {"model"}
    assert made == [1]


def test_a_failure_to_make_it_is_tried_again() -> None:
    tries = iter([EngineError("Not today."), None])

    def make() -> str:
        if (problem := next(tries)) is not None:
            raise problem
        return "model"

    once = Once(make)
    with pytest.raises(EngineError):
        once.get()
    assert once.get() == "model"


def test_only_what_is_needed_is_looked_at() -> None:
    looks = Looks(BOTH, lambda: False)
    assert looks.at(Feature.COLORS, lambda: pytest.fail("nobody asked")) is None
    assert looks.at(Feature.FACES, lambda: 3) == 3
    assert looks.failed == {}


def test_what_fails_or_comes_too_late_is_noted_with_a_sentence() -> None:
    over = iter([False, True])
    looks = Looks(BOTH, lambda: next(over))

    def blind() -> int:
        raise EngineError("No eyes.")

    assert looks.at(Feature.FACES, blind) is None
    assert looks.at(Feature.TEXT, lambda: 3) is None
    assert looks.failed == {
        Feature.FACES: "No eyes.",
        Feature.TEXT: "There was not enough time to look for text.",
    }
