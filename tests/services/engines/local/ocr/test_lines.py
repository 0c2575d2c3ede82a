"""The geometry of lines: turns, crops, words and reading order, on quadrilaterals of any shape."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from doubles.telling import confidence_of, polygon_of
from services.engines.local.ocr.lines import (
    crop,
    extent,
    tightened,
    turned,
    words_of,
)
from services.engines.local.ocr.models import LINE_HEIGHT, Reading

lengths = st.integers(4, 300)
shares = st.floats(0, 1)


def rectangle(left: float, top: float, width: float, height: float) -> NDArray[np.float64]:
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=float)


def upright(text: str, columns: list[float]) -> Reading:
    return Reading(text, 0.9, tuple(columns), (0.9,) * len(columns))


@given(width=lengths, height=lengths, quarters=st.integers(0, 3))
def test_a_turn_changes_only_where_the_corners_start(
    width: int, height: int, quarters: int
) -> None:
    quad = rectangle(10, 20, width, height)
    own = turned(quad, quarters)
    assert extent(own) == ((width, height) if quarters % 2 == 0 else (height, width))
    assert {tuple(corner) for corner in own} == {tuple(corner) for corner in quad}


@pytest.mark.parametrize("quarters", range(4))
def test_a_crop_stands_upright(quarters: int) -> None:
    """The line's first half is dark; in the crop it is always the left one."""
    page = np.full((100, 200, 3), 255, np.uint8)
    page[40:60, 50:90] = 0
    pixels = np.ascontiguousarray(np.rot90(page, -quarters))
    corners = rectangle(50, 40, 80, 20)
    for _ in range(quarters):
        height = 100 if _ % 2 == 0 else 200
        corners = np.stack([height - corners[:, 1], corners[:, 0]], axis=1)
    line = crop(pixels, corners)
    assert line.shape == (LINE_HEIGHT, 4 * LINE_HEIGHT, 3)
    half = line.shape[1] // 2
    assert line[5:-5, 5 : half - 5].max() < 30 and line[5:-5, half + 5 : -5].min() > 225


@given(width=st.integers(3, 4000), height=st.integers(3, 300), squeeze=st.floats(0.5, 1))
def test_a_crop_is_never_too_large_to_read(width: int, height: int, squeeze: float) -> None:
    line = crop(np.zeros((300, 4000, 3), np.uint8), rectangle(0, 0, width, height), squeeze)
    assert line.shape[0] == LINE_HEIGHT
    assert 1 <= line.shape[1] <= 100 * LINE_HEIGHT


def test_a_closer_cut_takes_the_same_from_both_edges() -> None:
    assert tightened(rectangle(0, 10, 80, 20), 0.1).tolist() == rectangle(0, 12, 80, 16).tolist()


@given(
    text=st.text(st.characters(categories=["L", "N", "P", "S"]) | st.just(" "), max_size=30),
    columns=st.lists(shares, max_size=30).map(sorted),
)
def test_words_lie_in_their_line_whatever_was_read(text: str, columns: list[float]) -> None:
    text = " ".join(text.split())
    words = words_of(rectangle(10, 20, 200, 30), upright(text, columns))
    assert [word.text for word in words] in (text.split(), [])
    for word in words:
        assert all(10 <= x <= 210 and 20 <= y <= 50 for x, y in polygon_of(word))
        assert polygon_of(word)[0][0] <= polygon_of(word)[1][0]
        assert 0 <= confidence_of(word) <= 1


def test_words_are_where_their_letters_are() -> None:
    left, right = words_of(rectangle(0, 0, 100, 10), upright("ab cd", [0.1, 0.2, 0.7, 0.8]))
    assert [corner[0] for corner in polygon_of(left)[:2]] == pytest.approx([5, 25])
    assert [corner[0] for corner in polygon_of(right)[:2]] == pytest.approx([65, 85])


def test_a_word_is_as_sure_as_the_least_sure_of_its_own_letters() -> None:
    quad, columns = rectangle(0, 0, 100, 10), (0.1, 0.2, 0.6, 0.7, 0.8)
    first, second = words_of(quad, Reading("ab cde", 0.9, columns, (0.9, 0.7, 0.6, 0.5, 0.1)))
    assert (first.confidence, second.confidence) == (0.7, 0.1)


def test_a_word_whose_letters_say_nothing_is_as_sure_as_its_line() -> None:
    words = words_of(rectangle(0, 0, 100, 10), Reading("ab cd", 0.9, (0.1, 0.2, 0.7, 0.8)))
    assert [word.confidence for word in words] == [0.9, 0.9]
