"""Which way lines are read, with a page of bars for text and a reader that sees their dark ends.

Every line of text is a bar whose first half is dark: whoever gets it upright sees dark on the left.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.orientation import Line, read_lines

Pixels = NDArray[np.uint8]
Quad = NDArray[np.float64]

WIDTH, HEIGHT = 600, 400
LONG = [(40, 30, 300, 30), (40, 90, 240, 30), (40, 150, 330, 30)]
SHORT = (40, 220, 40, 30)


@dataclass
class BarReader:
    """Reads bars; how sure it is depends on how a bar is turned, and counts what it is given."""

    upright: float = 0.99
    over: float = 0.6
    over_when_short: float = 0.6
    aside: float = 0.3
    text: str = "lines of text"
    looks: int = 0

    def __call__(self, crops: list[Pixels]) -> list[Reading]:
        self.looks += len(crops)
        return [self._reading(crop) for crop in crops]

    def _reading(self, crop: Pixels) -> Reading:
        middle = crop.shape[1] // 2
        lighter = float(crop[:, middle:].mean()) - float(crop[:, :middle].mean())
        over = self.over if middle > 1.5 * crop.shape[0] else self.over_when_short
        sure = self.upright if lighter > 50 else over if lighter < -50 else self.aside
        letters = len(self.text.replace(" ", ""))
        return Reading(self.text, sure, (0.5,) * letters, (sure,) * letters)


def corners(left: float, top: float, width: float, height: float) -> Quad:
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=float)


def page(
    boxes: list[tuple[int, int, int, int]], quarters: int = 0
) -> tuple[Pixels, list[Quad], list[Quad]]:
    """Return a page turned clockwise, its lines as they are found, and as their text has them."""
    pixels = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for left, top, width, height in boxes:
        pixels[top : top + height, left : left + width] = 200
        pixels[top : top + height, left : left + width // 2] = 20
    own = [corners(*box) for box in boxes]
    for turn in range(quarters):
        height = HEIGHT if turn % 2 == 0 else WIDTH
        own = [np.stack([height - quad[:, 1], quad[:, 0]], axis=1) for quad in own]
    found = [corners(*quad.min(axis=0), *np.ptp(quad, axis=0)) for quad in own]
    return np.ascontiguousarray(np.rot90(pixels, -quarters)), found, own


@pytest.mark.parametrize("quarters", range(4))
def test_each_line_starts_at_the_texts_own_top_left_and_the_page_is_turned_as_they_are(
    quarters: int,
) -> None:
    pixels, found, own = page([*LONG, SHORT], quarters)
    lines, turn = read_lines(BarReader(), pixels, found)
    assert turn == quarters
    assert [line.quarters for line in lines] == [quarters] * 4
    assert [line.quad.tolist() for line in lines] == [quad.tolist() for quad in own]
    assert [line.reading.confidence for line in lines] == [0.99] * 4


@pytest.mark.parametrize(("quarters", "looks"), [(0, 1), (1, 1), (2, 2), (3, 2)])
def test_long_lines_cost_one_look_and_turned_over_two(quarters: int, looks: int) -> None:
    pixels, found, _ = page(LONG, quarters)
    reader = BarReader()
    read_lines(reader, pixels, found)
    assert reader.looks == looks * len(LONG)


def test_short_lines_are_first_read_as_most_of_the_long_ones_run() -> None:
    pixels, found, _ = page([*LONG, SHORT], quarters=1)
    reader = BarReader()
    read_lines(reader, pixels, found)
    assert reader.looks == len(LONG) + 1


def test_a_sign_that_reads_well_either_way_stands_as_its_page_does() -> None:
    """A 7 upside down is a perfect L: read well at first, and still read the page's way."""
    pixels, found, _ = page([*LONG, SHORT], quarters=2)
    reader = BarReader(over_when_short=0.97)
    lines, turn = read_lines(reader, pixels, found)
    assert (turn, lines[-1].quarters) == (2, 2)
    assert reader.looks == 2 * len(found)


def test_a_short_line_may_lean_further_towards_the_page_than_a_long_one() -> None:
    """Three lines lie, a fourth is upside down among them, and so is a sign."""
    pixels, found, _ = page([*LONG, (40, 220, 200, 30), (40, 280, 40, 30)])
    pixels[220:250, 40:240] = pixels[220:250, 40:240][:, ::-1]
    pixels[280:310, 40:80] = pixels[280:310, 40:80][:, ::-1]
    lines, turn = read_lines(BarReader(over=0.75, over_when_short=0.75), pixels, found)
    assert turn == 0
    assert [line.quarters for line in lines] == [0, 0, 0, 2, 0]


def test_an_upright_line_among_standing_ones_is_read_its_own_way() -> None:
    pixels, found, _ = page(LONG, quarters=1)
    pixels[560:590, 100:200] = 200
    pixels[560:590, 100:150] = 20
    lines, turn = read_lines(BarReader(), pixels, [*found, corners(100, 560, 100, 30)])
    assert turn == 1
    assert [line.quarters for line in lines] == [1, 1, 1, 0]


def test_what_stays_weak_is_read_closer_and_the_better_reading_counts() -> None:
    """Dark rows of a neighbour reach in at the top and bottom; without them the bar reads well."""
    pixels, found, _ = page(LONG[:1])
    pixels[26:34, 40:340] = 255
    pixels[56:64, 40:340] = 255

    def wary(crops: list[Pixels]) -> list[Reading]:
        """Is sure only of a crop that is not white at its edges."""
        edges = [min(float(crop[0].mean()), float(crop[-1].mean())) for crop in crops]
        return [Reading("bar", 0.7 if edge > 240 else 0.9, (0.5,) * 3) for edge in edges]

    (line,), _ = read_lines(wary, pixels, found)
    assert line.reading.confidence == 0.9
    assert line.quad.tolist() == found[0].tolist()


def test_a_closer_reading_that_is_worse_is_forgotten() -> None:
    confidences = iter([0.8, 0.5, 0.7])

    def tiring(crops: list[Pixels]) -> list[Reading]:
        return [Reading("bar", next(confidences), (0.5,) * 3) for _ in crops]

    pixels, found, _ = page(LONG[:1])
    (line,), _ = read_lines(tiring, pixels, found)
    assert (line.quarters, line.reading.confidence) == (0, 0.8)


def test_wide_lines_are_read_narrower_and_others_as_they_are() -> None:
    widths: list[int] = []

    def measuring(crops: list[Pixels]) -> list[Reading]:
        widths.extend(crop.shape[1] for crop in crops)
        return [Reading("bar", 0.99, (0.5,) * 3)] * len(crops)

    pixels, found, _ = page([(40, 30, 300, 30), (40, 90, 240, 30)])
    read_lines(measuring, pixels, found)
    assert widths == [round(0.8 * 10 * 48), 8 * 48]


def test_a_page_without_lines_is_upright() -> None:
    assert read_lines(BarReader(), np.zeros((9, 9, 3), np.uint8), []) == ([], 0)


@pytest.mark.parametrize(
    ("reading", "weight"),
    [
        (Reading("word", 1.0, (0.1, 0.3, 0.6, 0.8)), 100),
        (Reading("OK", 1.0, (0.2, 0.7)), 10),
        (Reading("word", 0.5, (0.1, 0.3, 0.6, 0.8)), 100 / 256),
    ],
)
def test_only_what_is_long_and_sure_says_much_about_the_page(
    reading: Reading, weight: float
) -> None:
    assert Line(corners(0, 0, 100, 20), 0, reading).weight == pytest.approx(weight)
