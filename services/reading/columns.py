"""Where a page has columns: bands of lines with a gutter, each side of which is read by itself.

A table has gutters too, and is read row by row. What tells them apart: the rows of a table stand
level on both sides, its cells begin with a capital or a digit and are of any length; the columns
of running text are filled to their edge, and their lines go on with small letters. Lists side by
side, such as the channels beside a chat, do not stand level.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from services.reading.cells import Cell
from services.reading.rows import levels_of, rows_of

LEAST_GUTTER = 0.9
"""Times the usual height of a line; a blank between words is a third of that."""
MOST_LINES = 1000
"""Lines; of more, no columns are looked for: each place of a gutter costs a look at every line."""
LEAST_LINES = 3
"""Lines on a side of a gutter; of two nobody can tell a column from a row."""
LEVEL = 0.3
"""Times the height by which the middles of two cells of a row may differ."""
ROWS_OF_A_TABLE = 0.75
"""The share of lines with a neighbour at their level, from which on the two sides are rows."""
STEADY_ROWS = 0.6
"""The same where the steps to the neighbours are steady: a heading may stand on one side alone."""
STEADY = 0.08
"""Times the height by which neighbours of a row differ in their steps up or down, on the median.

Of lists that stand level by chance they differ by about 0.15.
"""
FILLED = 0.7
"""The share of its column's width that a line of running text takes on the mean."""
GOES_ON = 0.25
"""The share of lines that begin with a small letter, in running text."""
WORDS_OF_RUNNING_TEXT = 2.5
"""On the mean for a line."""


@dataclass(frozen=True, slots=True)
class Split:
    """A band of lines with columns in it, and what stands above and below the band."""

    above: list[Cell]
    columns: tuple[list[Cell], list[Cell]]
    below: list[Cell]


def split(cells: Sequence[Cell]) -> Split | None:
    """Return the largest band with a gutter that divides columns; None where there is none.

    A band is made of whole rows. A row with a cell that crosses the gutter, such as a heading,
    ends it.
    """
    if not 2 * LEAST_LINES <= len(cells) <= MOST_LINES:
        return None
    rows = rows_of(cells)
    best: tuple[int, Split] | None = None
    near = median(cell.height for cell in cells) / 2
    # Lines that begin at about the same place make one try.
    for x, *_ in levels_of((cell.left for cell in cells), near)[1:]:
        for start, end in _bands(rows, x):
            band = _joined(rows[start:end])
            if best is None or len(band) > best[0]:
                left = [cell for cell in band if cell.left < x]
                right = [cell for cell in band if cell.left >= x]
                if are_columns(left, right):
                    found = Split(_joined(rows[:start]), (left, right), _joined(rows[end:]))
                    best = len(band), found
    return best[1] if best else None


def _bands(rows: Sequence[Sequence[Cell]], x: float) -> list[tuple[int, int]]:
    """Return the runs of `rows` in which no cell crosses `x`, each as start and end."""
    runs, start = [], 0
    for number, row in enumerate(rows):
        if any(cell.left < x < cell.right for cell in row):
            runs.append((start, number))
            start = number + 1
    return [(first, last) for first, last in [*runs, (start, len(rows))] if last > first]


def _joined(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    return [cell for row in rows for cell in row]


def are_columns(left: Sequence[Cell], right: Sequence[Cell]) -> bool:
    """Tell whether two sides of a gutter are read one after the other."""
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    gutter = min(cell.left for cell in right) - max(cell.right for cell in left)
    if gutter < LEAST_GUTTER * median(cell.height for cell in (*left, *right)):
        return False
    return not are_rows(left, right) or (_is_running(left) and _is_running(right))


def are_rows(left: Sequence[Cell], right: Sequence[Cell]) -> bool:
    """Tell whether the lines on both sides of a gutter stand level."""
    fewer, more = sorted((left, right), key=len)
    others = sorted(more, key=lambda cell: cell.middle)
    middles, steps = [cell.middle for cell in others], []
    for cell in fewer:
        at = bisect_left(middles, cell.middle)
        near = min(others[max(at - 1, 0) : at + 1], key=lambda one: abs(one.middle - cell.middle))
        step = (near.middle - cell.middle) / min(near.height, cell.height)
        if abs(step) < LEVEL:
            steps.append(step)
    if len(steps) < STEADY_ROWS * len(fewer):
        return False
    usual = median(steps)
    steady = median(abs(step - usual) for step in steps) <= STEADY
    return steady or 2 * len(steps) >= ROWS_OF_A_TABLE * (len(left) + len(right))


def _is_running(side: Sequence[Cell]) -> bool:
    """Tell whether a side is running text, in one column or in several."""
    gutter = LEAST_GUTTER * median(cell.height for cell in side)
    columns: list[list[Cell]] = []
    edge = 0.0
    for cell in sorted(side, key=lambda cell: cell.left):
        if not columns or cell.left - edge >= gutter:
            columns.append([])
            edge = cell.right
        columns[-1].append(cell)
        edge = max(edge, cell.right)
    return all(map(is_running_text, columns))


def is_running_text(cells: Sequence[Cell]) -> bool:
    """Tell whether lines below each other are one text, broken where the column ends."""
    texts = [cell.line.text for cell in cells]
    if len(texts) < LEAST_LINES:
        return False
    column = max(cell.right for cell in cells) - min(cell.left for cell in cells)
    filled = mean(cell.width / max(column, 1.0) for cell in cells)
    has_case = any(text.lower() != text.upper() for text in texts)
    goes_on = mean(text[:1].islower() for text in texts[1:]) >= GOES_ON
    words = mean(len(text.split()) for text in texts) >= WORDS_OF_RUNNING_TEXT
    return filled >= FILLED and (goes_on and words if has_case else True)
