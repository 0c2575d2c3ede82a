"""Block Kit's table: rows of cells, one table to a message.

Source: docs.slack.dev/reference/block-kit/blocks/table-block.
"""

from typing import Any

from playground.rules.rich_text import check_rich_text
from playground.rules.texts import (
    Problems,
    check_booleans,
    check_keys,
    check_string,
    kind_of,
    problem,
)
from playground.workspace.model import Json

MOST_ROWS = 100
MOST_CELLS = 20


def check_table(block: Json, at: str) -> Problems:
    """Check a table's rows, cells and columns."""
    rows = block["rows"]
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        yield problem(f"must be a list of 1 to {MOST_ROWS} rows", f"{at}/rows")
        return
    for r, row in enumerate(rows):
        here = f"{at}/rows/{r}"
        if not isinstance(row, list) or not 1 <= len(row) <= MOST_CELLS:
            yield problem(f"must be a list of 1 to {MOST_CELLS} cells", here)
            continue
        for c, cell in enumerate(row):
            place, kind = f"{here}/{c}", kind_of(cell)
            if kind == "rich_text":
                yield from check_rich_text(cell, place)
            elif kind == "raw_text":
                yield from check_keys(cell, {"text"}, set(), place)
                yield from check_string(cell.get("text"), 3000, f"{place}/text")
            else:
                yield problem(f"unsupported cell type: {kind}", place)
    if "column_settings" in block:
        yield from _columns(block["column_settings"], f"{at}/column_settings")


def _columns(value: Any, at: str) -> Problems:
    if not isinstance(value, list) or len(value) > MOST_CELLS:
        yield problem(f"must be a list of up to {MOST_CELLS} settings", at)
        return
    for index, column in enumerate(value):
        here = f"{at}/{index}"
        if column is None:
            continue
        yield from check_keys(column, set(), {"align", "is_wrapped"}, here)
        if isinstance(column, dict):
            yield from check_booleans(column, ("is_wrapped",), here)
            if column.get("align", "left") not in ("left", "center", "right"):
                yield problem("must be left, center or right", f"{here}/align")
