"""QR codes, bar codes and their like. What one holds was written by a stranger: it is hostile."""

from dataclasses import dataclass
from enum import StrEnum

from services.vision.geometry import Polygon


class CodeKind(StrEnum):
    """The symbology of a code; `OTHER` is one that can be read and has no name here."""

    QR = "qr"
    MICRO_QR = "micro_qr"
    DATA_MATRIX = "data_matrix"
    AZTEC = "aztec"
    PDF417 = "pdf417"
    EAN_13 = "ean_13"
    EAN_8 = "ean_8"
    UPC_A = "upc_a"
    UPC_E = "upc_e"
    CODE_128 = "code_128"
    CODE_39 = "code_39"
    ITF = "itf"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Code:
    """One code and what it holds.

    `text` is in full, whatever it is; bytes that are no text stand in it as ``<NUL>``, ``<U+9F>``.
    `polygon` has the code's own corners, from its own top left.
    """

    kind: CodeKind
    text: str
    polygon: Polygon
