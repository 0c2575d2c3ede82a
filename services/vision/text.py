"""Text that was read. A `polygon` that is None: the engine does not say where it stands."""

from dataclasses import dataclass

from services.vision.geometry import Box, Polygon


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word."""

    text: str
    confidence: float | None
    polygon: Polygon | None


@dataclass(frozen=True, slots=True)
class TextLine:
    """One recognised line; `words` is empty when the engine does not tell words apart."""

    text: str
    confidence: float | None
    polygon: Polygon | None
    words: tuple[Word, ...] = ()
    style: str | None = None
    """``handwriting`` or ``print``, where the engine tells."""


@dataclass(frozen=True, slots=True)
class Text:
    """All recognised text in reading order.

    `plain` is the text as it stands in the picture: the cells of a row on one line with two or
    more blanks between them, columns one after the other, code indented. `unread` tells that there
    is writing beside the `lines` that the engine cannot read; a note of the analysis says so.
    """

    lines: tuple[TextLine, ...]
    plain: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word of printed text; `polygon` is turned as the text is, `box` is upright around it."""

    text: str
    box: Box
    polygon: Polygon


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of printed text."""

    text: str
    box: Box
    polygon: Polygon
    words: tuple[PrintedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRegion:
    """Lines that stand together, such as a column."""

    box: Box
    polygon: Polygon
    lines: tuple[PrintedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The older OCR's answer; `angle_degrees` is clockwise, None where it was not sure."""

    language: str
    orientation: str
    angle_degrees: float | None
    regions: tuple[PrintedRegion, ...]
