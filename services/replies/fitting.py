"""An answer cut to what one message holds, the recognised text first."""

from collections.abc import Sequence

from services.replies.escaping import escaped
from services.replies.parts import Piece, Style, Table

MOST_TEXT = 4000
"""Characters of the top-level ``text``, escaped: what people read and notifications show."""

LEAST_VERBATIM = 120
"""Characters of each image's text that are shown however much else there is: a line or two."""

MOST_TABLE = 1600
"""Characters of a table, escaped: more than half of the message is left for text."""


def fitted(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with the recognised text cut so that all of it stays within `MOST_TEXT`."""
    shorter = [one for one in map(_table_cut, pieces) if one]
    verbatim = sum(map(is_verbatim, shorter))
    fixed = sum(len(escaped(one.text)) + 1 for one in shorter if not is_verbatim(one))
    room, kept = MOST_TEXT - fixed, list[Piece]()
    for piece in shorter:
        if is_verbatim(piece):
            share = max(room // verbatim - 1, LEAST_VERBATIM)
            piece = piece.clipped(share) or piece
            room, verbatim = room - len(escaped(piece.text)) - 1, verbatim - 1
        kept.append(piece)
    return _within(kept)


def is_verbatim(piece: Piece) -> bool:
    """Say whether a piece is recognised text."""
    return not isinstance(piece, Table) and piece.style is Style.VERBATIM


def _table_cut(piece: Piece) -> Piece | None:
    return piece.clipped(MOST_TABLE) if isinstance(piece, Table) else piece


def _within(pieces: Sequence[Piece]) -> list[Piece]:
    """Return as many `pieces` as `MOST_TEXT` holds, the last cut; the first always is there."""
    room, kept = MOST_TEXT, list[Piece]()
    for piece in pieces:
        cut = piece.clipped(room)
        if cut is None:
            break
        kept.append(cut)
        room -= len(escaped(cut.text)) + 1
    return kept
