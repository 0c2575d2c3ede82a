"""The comparison of times takes turns, and enlarges pictures to the size it names."""

import time

import numpy as np
import pytest

from bench.ratios import Pixels, compared, enlarged
from doubles.drawings import encode, photograph
from doubles.scripted_engine import ScriptedEngine
from services.pictures.opening import Picture, open_picture


@pytest.mark.parametrize("megapixels", [2, 12])
def test_pictures_are_enlarged_in_their_own_shape(megapixels: int) -> None:
    coffee = open_picture(encode(photograph("coffee"), "PNG"))
    large = enlarged(coffee, megapixels)
    assert (large.width, large.height) == large.image.size
    assert large.width * large.height == pytest.approx(megapixels * 1e6, rel=0.01)
    assert large.width / large.height == pytest.approx(coffee.width / coffee.height, rel=0.01)


def test_they_take_turns_at_the_same_pixels_and_the_first_turn_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    coffee = open_picture(encode(photograph("coffee"), "PNG"))
    now, seen = [0.0], list[Pixels]()
    slow, fast = [9.0, 3.0, 5.0, 4.0], [9.0, 1.0, 1.0, 2.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])

    def look(_picture: Picture) -> None:
        now[0] += slow.pop(0)

    def read(pixels: Pixels) -> None:
        now[0] += fast.pop(0)
        seen.append(pixels)

    engine = ScriptedEngine(before=look)
    assert compared(engine, read, coffee, rounds=3) == (4.0, 1.0)
    assert {features for _, features, _ in engine.asked} == {engine.features}
    assert np.array_equal(seen[0][:, :, ::-1], np.asarray(coffee.image)), "blue comes first"
