"""From the lines an engine found, in any order, to a text as people read it."""

from collections.abc import Sequence

from services.reading.cells import Cell, cells_of, has_place
from services.reading.columns import split
from services.reading.rows import on_one_line, plain_lines, rows_of
from services.vision import Text, TextLine


def in_reading_order(lines: Sequence[TextLine]) -> Text:
    """Return the text of `lines`: in order, and plain, as it stands in the picture.

    Columns are read one after the other; the cells of a row stand on one line, two blanks apart;
    code is indented. Lines without a place keep their order, after those that have one.
    """
    ordered: list[TextLine] = []
    said: list[str] = []
    for rows in _blocks(cells_of(lines)):
        ordered += [cell.line for row in rows for cell in row]
        said += [*([""] if said else []), *plain_lines(rows)]
    placeless = [line for line in lines if not has_place(line)]
    said += map(on_one_line, placeless)
    return Text((*ordered, *placeless), plain="\n".join(said))


def _blocks(cells: list[Cell]) -> list[list[list[Cell]]]:
    """Return the rows of each block, in the order in which the blocks are read."""
    if not cells:
        return []
    found = split(cells)
    if found is None:
        return [rows_of(cells)]
    left, right = found.columns
    parts = (found.above, left, right, found.below)
    return [block for part in parts for block in _blocks(part)]
