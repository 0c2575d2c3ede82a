"""A closer look is taken where letters are small, nowhere else, and nothing is told twice."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from services.engines.local.ocr.closer import find_closer, too_low
from services.engines.local.ocr.models import LONGEST_SIDE

Quad = NDArray[np.float64]

WORD = (200, 100, 260, 112)
"""Where six letters stand, 8 px wide and 12 high each."""


def page(width: int = 640, height: int = 400) -> NDArray[np.uint8]:
    image = Image.new("RGB", (width, height), "white")
    for left in range(WORD[0], WORD[2], 10):
        ImageDraw.Draw(image).rectangle((left, WORD[1], left + 7, WORD[3] - 1), fill="black")
    return np.asarray(image)


def quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)


def ink(pixels: NDArray[np.uint8]) -> list[Quad]:
    """Return one box around all that is dark, as a detector that misses nothing would."""
    ys, xs = np.nonzero(pixels[:, :, 0] < 128)
    return [quad(xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)] if len(xs) else []


def not_over() -> bool:
    return False


def test_what_the_first_look_missed_is_found_where_it_stands() -> None:
    sizes: list[tuple[int, ...]] = []

    def find(pixels: NDArray[np.uint8]) -> list[Quad]:
        sizes.append(pixels.shape[:2])
        return ink(pixels)

    (found,) = find_closer(find, page(), [], [], not_over)
    assert found == pytest.approx(quad(200, 100, 258, 112), abs=2)
    ((height, width),) = sizes
    assert 60 < width < 200 and 40 < height < 100, "only its surroundings are enlarged"


def test_where_every_letter_is_in_a_line_nobody_looks_again() -> None:
    def find(_: NDArray[np.uint8]) -> list[Quad]:
        raise AssertionError

    assert find_closer(find, page(), [quad(195, 95, 262, 116)], [], not_over) == []
    assert find_closer(find, np.full((300, 300, 3), 255, np.uint8), [], [], not_over) == []


def test_a_line_that_is_known_is_not_told_again() -> None:
    whole = quad(150, 90, 300, 130)
    ruled = page().copy()
    ruled[300:312, 400:408] = 0

    def find(pixels: NDArray[np.uint8]) -> list[Quad]:
        return [*ink(pixels), *ink(pixels)]

    (found,) = find_closer(find, ruled, [whole], [], not_over)
    assert found == pytest.approx(quad(400, 300, 408, 312), abs=2)


def test_lines_too_low_for_the_first_look_give_way_to_what_is_seen_closer() -> None:
    """In a picture three times too large for one look the line was seen, but in two pieces."""
    large = page(3 * LONGEST_SIDE, 2 * LONGEST_SIDE)
    pieces = [quad(198, 98, 230, 114), quad(236, 98, 262, 114)]
    (found,) = find_closer(ink, large, [], pieces, not_over)
    assert found == pytest.approx(quad(200, 100, 258, 112), abs=3)


def test_lines_too_low_stay_where_a_closer_look_finds_nothing() -> None:
    large = page(3 * LONGEST_SIDE, 2 * LONGEST_SIDE)
    line = quad(198, 98, 262, 114)
    assert find_closer(lambda _: [], large, [], [line], not_over) == [line]


def test_when_the_time_is_over_nobody_looks_again() -> None:
    assert find_closer(ink, page(), [], [], lambda: True) == []


def test_a_large_place_is_enlarged_less_and_seen_in_tiles() -> None:
    crowded = np.full((2000, 2600, 3), 255, np.uint8)
    for top in range(40, 1960, 40):
        crowded[top : top + 9, 40:2560:14] = crowded[top : top + 9, 46:2560:14] = 0
    sizes: list[tuple[int, ...]] = []

    def find(pixels: NDArray[np.uint8]) -> list[Quad]:
        sizes.append(pixels.shape[:2])
        return []

    find_closer(find, crowded, [], [], not_over)
    assert 2 <= len(sizes) <= 9
    assert max(max(size) for size in sizes) <= LONGEST_SIDE


def test_lines_are_too_low_where_the_picture_is_made_much_smaller() -> None:
    lines = [quad(0, top, 400, top + 20) for top in range(0, 90, 30)]
    higher = quad(0, 100, 400, 150)
    assert too_low([*lines, higher], 2160, 3840).tolist() == [True] * 3 + [True]
    assert too_low([lines[0], higher, higher, higher], 2160, 3840).tolist() == [True] + [False] * 3
    assert too_low(lines, 720, 1280).tolist() == [False] * 3
    assert too_low([], 720, 1280).tolist() == []
