"""Lines that stand level make a row; rows become plain text, with the indentation of code."""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from statistics import median

from services.reading.cells import Cell
from services.vision import TextLine

OVERLAP = 0.5
"""The share of the lower one's height by which two cells of a row stand beside each other."""
CELLS_APART = "  "
"""Between the cells of a row: more than a blank between words."""
TELLING_LETTERS = 4
"""Letters of a line from which on its length tells how wide one is."""
TELLING_PAIRS = 6
MOST_COMPARED = 60
"""Lines; of more, the pairs would take longer than they tell."""
APART = 1.9
"""Times the usual distance of rows from which on an empty line stands between two."""
SAME_LEVEL = 0.75
"""Times a letter's width; a line's box begins up to half a letter beside its first one."""
OFF_BY = 0.25
"""The share of a step of 2 or 4 blanks by which a level may miss it."""
UNITS = ((4, 1.0), (2, 1.0), (2, 0.93), (2, 1.07), (2, 0.87), (2, 1.13))
"""Blanks of a step, and by what a letter's width may be wrong: in small print by an eighth."""
LEAST_ROWS = 3
MOST_LEVELS = 0.6
"""Levels for each row; more are no levels. Nested code of seven lines may have four."""


def rows_of(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Return the rows from top to bottom, each from left to right."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: cell.middle):
        for row in reversed(rows[-2:]):
            near = min(row, key=lambda other: abs(other.left - cell.left))
            shared = min(cell.bottom, near.bottom) - max(cell.top, near.top)
            level = shared > OVERLAP * min(cell.height, near.height)
            # Less than a pixel of overlap is none: boxes are found a little too wide.
            apart = all(min(cell.right, one.right) - max(cell.left, one.left) <= 1 for one in row)
            if level and apart:
                row.append(cell)
                break
        else:
            rows.append([cell])
    return [sorted(row, key=lambda cell: cell.left) for row in rows]


def plain_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return each row as a line: its cells apart, indented by blanks as it stands."""
    middles = [row[0].middle for row in rows]
    usual = median([after - before for before, after in pairwise(middles)] or [0.0])
    said: list[str] = []
    for number, (row, blanks) in enumerate(zip(rows, indentation(rows), strict=True)):
        if number and middles[number] - middles[number - 1] > APART * usual:
            said.append("")
        said.append(" " * blanks + CELLS_APART.join(on_one_line(cell.line) for cell in row))
    return said


def on_one_line(line: TextLine) -> str:
    """Return what a line says, with single blanks."""
    return " ".join(line.text.split())


def indentation(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return by how many blanks each row is indented.

    Rows that begin about where others do stand on one level. Where nearly every row has a level
    of its own, as in a poster whose lines are centred, nothing is indented, unless the levels are
    steps of 2 or 4 letters from that of the first row, as in a few lines of code.
    """
    width = letter_width([cell for row in rows for cell in row])
    lefts = [row[0].left for row in rows]
    levels = [median(group) for group in levels_of(lefts, SAME_LEVEL * width)]
    nearest = [min(range(len(levels)), key=lambda at: abs(levels[at] - left)) for left in lefts]
    steps = [(level - levels[0]) / width for level in levels]
    unit, scale = next(
        (
            (unit, scale)
            for unit, scale in UNITS
            if all(abs(math.remainder(step / scale, unit)) <= OFF_BY * unit for step in steps)
        ),
        (1, 1.0),
    )
    like_code = unit > 1 and nearest[0] == 0 and len(levels) < len(rows)
    if len(rows) < LEAST_ROWS or (len(levels) > MOST_LEVELS * len(rows) and not like_code):
        return [0] * len(rows)
    return [unit * round(steps[at] / scale / unit) for at in nearest]


def levels_of(lefts: Iterable[float], tolerance: float) -> list[list[float]]:
    """Return the groups of left edges that are about the same, each and all from left to right."""
    groups: list[list[float]] = []
    for left in sorted(lefts):
        if groups and left - median(groups[-1]) <= tolerance:
            groups[-1].append(left)
        else:
            groups.append([left])
    return groups


def letter_width(cells: Sequence[Cell]) -> float:
    """Return how wide a letter is on the median.

    From differences between lines where there are enough, since a line's box is a little longer
    than its letters.
    """
    long = [cell for cell in cells if len(cell.line.text) >= TELLING_LETTERS]
    widths = [
        (one.width - other.width) / (len(one.line.text) - len(other.line.text))
        for one, other in combinations(long[:MOST_COMPARED], 2)
        if abs(len(one.line.text) - len(other.line.text)) >= TELLING_LETTERS
    ]
    if len(widths) < TELLING_PAIRS:
        widths = [cell.width / max(len(cell.line.text), 1) for cell in cells]
    return max(median(widths or [1.0]), 1.0)
