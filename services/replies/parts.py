"""The pieces of an answer, each the one source of what is shown and of what is read aloud."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from services.replies.escaping import ELLIPSIS, cut, escaped

BETWEEN_CELLS = " · "


class Style(StrEnum):
    """How a part is shown."""

    LABEL = "label"
    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"
    VERBATIM = "verbatim"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words; with a `url`, which is always one that Glimpse built, they are a link."""

    text: str
    url: str = ""
    bold: bool = False

    @property
    def plain(self) -> str:
        """What it is in plain text: a link's address follows its words."""
        return f"{self.text} {self.url}" if self.url else self.text


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an answer; `group` is the number of the image it speaks of, from 1, or 0."""

    style: Style
    runs: tuple[Run, ...]
    group: int = 0

    @classmethod
    def of(cls, style: Style, text: str, group: int = 0) -> Self:
        """Return a part that has no link."""
        return cls(style, (Run(text),), group)

    @property
    def text(self) -> str:
        """The whole part in plain text, not escaped."""
        return "".join(run.plain for run in self.runs)

    def clipped(self, limit: int) -> Self | None:
        """Return what `limit` characters hold once escaped; an address is whole or left out."""
        if len(escaped(self.text)) <= limit:
            return self
        room, kept = limit - len(ELLIPSIS), []
        for run in self.runs:
            size = len(escaped(run.plain))
            if size > room:
                text = ELLIPSIS if run.url else cut(run.text, room + len(ELLIPSIS))
                kept.append(replace(run, text=text, url=""))
                break
            kept.append(run)
            room -= size
        return replace(self, runs=tuple(kept)) if limit > 0 else None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of them the heads; no cell is empty. `more` rows were left out."""

    rows: tuple[tuple[str, ...], ...]
    group: int = 0
    more: int = 0

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows, with a last one on how many more there are."""
        if not self.more:
            return self.rows
        rest = [ELLIPSIS] * (len(self.rows[0]) - 2)
        return (*self.rows, (ELLIPSIS, f"and {self.more} more", *rest))

    @property
    def text(self) -> str:
        """A line for each row, not escaped."""
        return "\n".join(BETWEEN_CELLS.join(row) for row in self.shown)

    def clipped(self, limit: int) -> Self | None:
        """Return the first rows, as many as `limit` characters hold once escaped; None for none."""
        shorter = (self.shortened(count) for count in range(len(self.rows) - 1, 0, -1))
        return next((one for one in shorter if len(escaped(one.text)) <= limit), None)

    def shortened(self, most: int) -> Self:
        """Return at most the first `most` rows below the heads."""
        left_out = max(len(self.rows) - 1 - most, 0)
        return replace(self, rows=self.rows[: 1 + most], more=self.more + left_out)


Piece = Part | Table


def as_text(pieces: Iterable[Piece]) -> str:
    """Return the whole answer for the top-level ``text``, escaped."""
    return "\n".join(escaped(piece.text) for piece in pieces)
