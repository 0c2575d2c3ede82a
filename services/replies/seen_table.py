"""Tags and objects as a table, where a single image was looked at."""

from services.replies.parts import Table
from services.replies.phrases import name_of, place, sureness
from services.vision import Analysis

HEADS = ("What", "Name", "Where", "How sure")
NOTHING = "—"
FEWEST, MOST = 3, 60
"""Rows below which a sentence reads better, and those beyond which nobody reads on."""


def seen_table(analysis: Analysis, group: int) -> Table | None:
    """Return the objects, then the tags; None where sentences are better."""
    rows = [*_objects(analysis), *_tags(analysis)]
    if len(rows) < FEWEST:
        return None
    return Table((HEADS, *rows), group).shortened(MOST)


def _objects(analysis: Analysis) -> list[tuple[str, ...]]:
    return [
        (
            "Object",
            name_of(one.name) or NOTHING,
            place(one.box, analysis),
            sureness(one.confidence) or NOTHING,
        )
        for one in analysis.objects or ()
    ]


def _tags(analysis: Analysis) -> list[tuple[str, ...]]:
    return [
        ("Tag", name_of(one.name) or NOTHING, NOTHING, sureness(one.confidence) or NOTHING)
        for one in analysis.tags or ()
    ]
