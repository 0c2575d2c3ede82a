"""Words that several rooms must choose alike: where something is, and what is only a guess."""

from services.vision import Box

HEDGED_BELOW = 0.5
"""A sentence of which the engine is less sure is told as a guess: it is rather wrong than right."""

_ROWS = ("top", "middle", "bottom")
_COLUMNS = ("left", "middle", "right")


def place_of(box: Box, width: float, height: float) -> str:
    """Return such as ``at the top left`` or ``in the middle`` for the centre of `box`.

    `width` and `height` are the picture's; each side is divided into thirds.
    """
    row = _ROWS[_third(box.top + box.height / 2, height)]
    column = _COLUMNS[_third(box.left + box.width / 2, width)]
    if row == column:
        return "in the middle"
    if row == "middle":
        return f"on the {column}"
    return f"at the {row}" if column == "middle" else f"at the {row} {column}"


def hedged(sentence: str, confidence: float | None) -> str:
    """Return `sentence`, which may be empty, as a guess where the engine says it is unsure."""
    unsure = confidence is not None and confidence < HEDGED_BELOW
    return f"Perhaps: {sentence}" if sentence and unsure else sentence


def _third(position: float, whole: float) -> int:
    return min(max(int(3 * position / whole), 0), 2) if whole > 0 else 1
