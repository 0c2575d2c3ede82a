"""Words that several rooms must choose alike: where something is, and what is only a guess."""

from types import MappingProxyType

from services.vision import Box, CodeKind

HEDGED_BELOW = 0.5
"""A sentence of which the engine is less sure is told as a guess: it is rather wrong than right."""

_CODES = MappingProxyType(
    {
        CodeKind.QR: "QR code",
        CodeKind.MICRO_QR: "Micro QR code",
        CodeKind.DATA_MATRIX: "Data Matrix code",
        CodeKind.AZTEC: "Aztec code",
        CodeKind.PDF417: "PDF417 code",
        CodeKind.EAN_13: "EAN-13 bar code",
        CodeKind.EAN_8: "EAN-8 bar code",
        CodeKind.UPC_A: "UPC-A bar code",
        CodeKind.UPC_E: "UPC-E bar code",
        CodeKind.CODE_128: "Code 128 bar code",
        CodeKind.CODE_39: "Code 39 bar code",
        CodeKind.ITF: "ITF bar code",
        CodeKind.OTHER: "Code of a rarer kind",
    }
)

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


def name_of_code(kind: CodeKind) -> str:
    """Return such as ``QR code``."""
    return _CODES[kind]


def hedged(sentence: str, confidence: float | None) -> str:
    """Return `sentence`, which may be empty, as a guess where the engine says it is unsure."""
    unsure = confidence is not None and confidence < HEDGED_BELOW
    return f"Perhaps: {sentence}" if sentence and unsure else sentence


def _third(position: float, whole: float) -> int:
    return min(max(int(3 * position / whole), 0), 2) if whole > 0 else 1
