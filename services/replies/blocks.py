"""The pieces of an answer as Block Kit blocks.

Everything that may come out of a picture or a file name goes into ``rich_text``, ``raw_text`` or
``plain_text``, which Slack does not read for mentions, links or formatting.
"""

from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby
from typing import Any

from services.replies.parts import Part, Piece, Style, Table
from services.replies.reply import Block


class Holder(StrEnum):
    """Which block holds a piece."""

    CONTEXT = "context"
    RICH_TEXT = "rich_text"
    TABLE = "table"


def as_blocks(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Return the blocks in the order of the pieces, one ``rich_text`` an image."""
    blocks: list[Block] = []
    for (holder, _), run in groupby(pieces, key=lambda piece: (_holder(piece), piece.group)):
        together = list(run)
        parts = [piece for piece in together if isinstance(piece, Part)]
        if holder is Holder.TABLE:
            blocks += [_table(piece) for piece in together if isinstance(piece, Table)]
        elif holder is Holder.CONTEXT:
            elements = [plain_text(part.text) for part in parts]
            blocks.append({"type": "context", "elements": elements})
        else:
            blocks.append(rich_text(parts))
    return tuple(blocks)


def rich_text(parts: Iterable[Part]) -> Block:
    """Return one ``rich_text`` block; items that stand together become a list."""
    elements: list[dict[str, Any]] = []
    for style, run in groupby(parts, key=lambda part: part.style):
        found = [_element(part) for part in run]
        if style is Style.ITEM:
            found = [{"type": "rich_text_list", "style": "bullet", "elements": found}]
        elements += found
    return {"type": "rich_text", "elements": elements}


def plain_text(text: str) -> dict[str, Any]:
    """Return `text` as an object that is shown as it is."""
    return {"type": "plain_text", "text": text, "emoji": False}


def _holder(piece: Piece) -> Holder:
    if isinstance(piece, Table):
        return Holder.TABLE
    return Holder.CONTEXT if piece.style in {Style.LABEL, Style.NOTE} else Holder.RICH_TEXT


def _table(table: Table) -> Block:
    rows = [[{"type": "raw_text", "text": cell} for cell in row] for row in table.shown]
    columns = [{"align": "left", "is_wrapped": True} for _ in table.rows[0]]
    return {"type": "table", "rows": rows, "column_settings": columns}


def _element(part: Part) -> dict[str, Any]:
    """Return the part as an element of ``rich_text``; an empty run would be refused."""
    elements: list[dict[str, Any]] = []
    for run in part.runs:
        if run.text:
            element: dict[str, Any] = {"type": "text", "text": run.text}
            if run.url:
                element |= {"type": "link", "url": run.url}
            if run.bold or part.style is Style.HEADING:
                element["style"] = {"bold": True}
            elements.append(element)
    kind = "preformatted" if part.style is Style.VERBATIM else "section"
    return {"type": f"rich_text_{kind}", "elements": elements}
