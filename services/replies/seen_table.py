"""Tags and objects as a table, where a single image was looked at."""

from services.replies.parts import Table
from services.replies.phrases import name_of, sureness, whereabouts
from services.vision import Analysis

HEADS = ("What", "Name", "Where", "How sure")
NOTHING = "—"
FEWEST, MOST = 3, 60
"""Rows below which a sentence reads better, and those beyond which nobody reads on."""


def seen_table(analysis: Analysis, group: int) -> Table | None:
    """Return the objects, then the tags; None where sentences are better.

    Where the engine says of none how sure it is, there is no column for it.
    """
    rows = [
        ("Object", name_of(one.name), whereabouts(one.box, analysis), sureness(one.confidence))
        for one in analysis.objects or ()
    ]
    rows += [
        ("Tag", name_of(one.name), "", sureness(one.confidence)) for one in analysis.tags or ()
    ]
    if len(rows) < FEWEST:
        return None
    columns = len(HEADS) if any(sure for *_, sure in rows) else len(HEADS) - 1
    filled = (tuple(cell or NOTHING for cell in row[:columns]) for row in rows)
    return Table((HEADS[:columns], *filled), group).shortened(MOST)
