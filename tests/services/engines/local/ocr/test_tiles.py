"""Long pictures are looked at in pieces: nothing is lost at a seam, nothing is seen twice."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from services.engines.local.ocr.tiles import find_lines, pieces

SHORT = 400


def finder(pixels: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
    """Find white rectangles, one for each level of grey, as far as this piece shows them."""
    found = []
    for level in np.unique(pixels[pixels > 0]):
        ys, xs = np.nonzero(pixels[:, :, 0] == level)
        left, top, right, bottom = xs.min(), ys.min(), xs.max() + 1, ys.max() + 1
        found.append(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float))
    return found


def boxes(quads: list[NDArray[np.float64]]) -> list[tuple[float, ...]]:
    """Return (left, top, right, bottom) of each, from top to bottom."""
    found = [(*quad.min(axis=0).tolist(), *quad.max(axis=0).tolist()) for quad in quads]
    return sorted(found, key=lambda box: box[1])


@given(
    start=st.integers(0, 3700),
    length=st.integers(20, 3900),
    height=st.integers(14, 40),
    is_tall=st.booleans(),
)
def test_a_line_anywhere_is_found_once_and_whole(
    start: int, length: int, height: int, is_tall: bool
) -> None:
    """In a tall picture the seam runs along the line, in a wide one across it."""
    length = min(length, 390 if is_tall else 4000 - start)
    size = (4000, SHORT) if is_tall else (SHORT, 4000)
    box = (
        (5, start, 5 + length, start + height)
        if is_tall
        else (start, 9, start + length, 9 + height)
    )
    pixels = np.zeros((*size, 3), np.uint8)
    pixels[box[1] : box[3], box[0] : box[2]] = 7
    (found,) = boxes(find_lines(finder, pixels))
    assert found == pytest.approx(box, abs=height / 4)


@pytest.mark.parametrize("size", [(4000, SHORT), (SHORT, 4000), (1000, SHORT)])
def test_every_piece_is_looked_at_and_none_is_long(size: tuple[int, int]) -> None:
    shapes: list[tuple[int, ...]] = []

    def looking(pixels: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
        shapes.append(pixels.shape[:2])
        return []

    find_lines(looking, np.zeros((*size, 3), np.uint8))
    assert {min(shape) for shape in shapes} == {SHORT}
    assert max(max(shape) for shape in shapes) <= 1280
    assert sum(max(shape) for shape in shapes) >= max(size)


def test_neighbours_stay_apart_across_a_seam() -> None:
    pixels = np.zeros((4000, SHORT, 3), np.uint8)
    rows = [(20, top, 380, top + 24) for top in range(10, 3900, 30)]
    for number, (left, top, right, bottom) in enumerate(rows):
        pixels[top:bottom, left:right] = number + 1
    for found, row in zip(boxes(find_lines(finder, pixels)), rows, strict=True):
        assert found == pytest.approx(row, abs=6)


@pytest.mark.parametrize("long", [1, 999, 1000, 1001, 1280, 5000, 100_000, 1_000_000])
@pytest.mark.parametrize("short", [1, 300, 400, 4000])
def test_pieces_cover_everything_and_are_few(long: int, short: int) -> None:
    parts = pieces(long, short)
    assert parts[0][0] == 0 and parts[-1][1] == long
    assert all(start < stop for start, stop in parts)
    assert all(after[0] < before[1] for before, after in pairwise(parts))
    assert len(parts) <= 16


def test_a_picture_that_is_not_long_is_one_piece() -> None:
    assert pieces(1000, 400) == [(0, 1000)]
