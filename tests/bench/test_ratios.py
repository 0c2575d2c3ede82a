"""The comparison of times takes turns, and enlarges pictures to the size it names."""

import time

import numpy as np
import pytest

from bench.ratios import Pixels, compared, enlarged, medians
from doubles.drawings import encode, photograph
from doubles.scripted_engine import ScriptedEngine
from services.pictures.opening import open_picture


@pytest.mark.parametrize("megapixels", [2, 12])
def test_pictures_are_enlarged_in_their_own_shape(megapixels: int) -> None:
    coffee = open_picture(encode(photograph("coffee"), "PNG"))
    large = enlarged(coffee, megapixels)
    assert (large.width, large.height) == large.image.size
    assert large.width * large.height == pytest.approx(megapixels * 1e6, rel=0.01)
    assert large.width / large.height == pytest.approx(coffee.width / coffee.height, rel=0.01)


def test_works_take_turns_and_the_first_one_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, done = [0.0], list[str]()
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])

    def work(name: str, seconds: list[float]) -> None:
        done.append(name)
        now[0] += seconds.pop(0)

    slow, fast = [9.0, 3.0, 5.0, 4.0], [9.0, 1.0, 1.0, 2.0]
    taken = medians(lambda: work("slow", slow), lambda: work("fast", fast), rounds=3)
    assert taken == [4.0, 1.0]
    assert done == ["slow", "fast"] * 4


def test_the_engine_looks_for_everything_and_the_other_gets_its_channels_as_opencv_has() -> None:
    coffee = open_picture(encode(photograph("coffee"), "PNG"))
    engine, seen = ScriptedEngine(), list[Pixels]()
    own, other = compared(engine, seen.append, coffee, rounds=1)
    assert own > 0 and other >= 0
    assert {features for _, features, _ in engine.asked} == {engine.features}
    assert len(seen) == 2
    assert np.array_equal(seen[0][:, :, ::-1], np.asarray(coffee.image))
