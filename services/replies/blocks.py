"""Parts of an answer as Block Kit blocks, and the same parts as one text.

Everything that may come out of a picture or a file name goes into ``rich_text``, whose elements
Slack does not read for mentions, links or formatting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from services.replies.escaping import escaped
from services.replies.reply import Block


class Style(StrEnum):
    """How a part is shown."""

    LABEL = "label"
    HEADING = "heading"
    SENTENCE = "sentence"
    VERBATIM = "verbatim"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an answer; `group` is the number of the image it speaks of, from 1, or 0."""

    style: Style
    text: str
    group: int = 0


def as_text(parts: Iterable[Part]) -> str:
    """Return the whole answer for the top-level ``text``, escaped."""
    return "\n".join(escaped(part.text) for part in parts)


def as_blocks(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return the blocks: the label first, one ``rich_text`` an image, the notes last."""
    together = groupby(parts, key=lambda part: (_in_context(part), part.group))
    runs = [(in_context, list(run)) for (in_context, _), run in together]
    return tuple(_context(run) if in_context else _rich_text(run) for in_context, run in runs)


def _in_context(part: Part) -> bool:
    return part.style in {Style.LABEL, Style.NOTE}


def _context(parts: Iterable[Part]) -> Block:
    elements = [{"type": "plain_text", "text": part.text, "emoji": False} for part in parts]
    return {"type": "context", "elements": elements}


def _rich_text(parts: Iterable[Part]) -> Block:
    return {"type": "rich_text", "elements": [_element(part) for part in parts]}


def _element(part: Part) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "text", "text": part.text}
    if part.style is Style.HEADING:
        text["style"] = {"bold": True}
    kind = "preformatted" if part.style is Style.VERBATIM else "section"
    return {"type": f"rich_text_{kind}", "elements": [text]}
