"""Lines and words as Read and Image Analysis 4.0 give them: polygons that need no turning."""

from collections.abc import Callable
from statistics import fmean

from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.records import Record
from services.vision import Polygon, TextLine, Word

_STYLES = {"handwriting": "handwriting", "other": "print"}
"""Only Read 3.2 tells; a line that it does not call handwriting, it calls other."""


def line_of_numbers(record: Record, frame: Frame) -> TextLine:
    """Read a line whose corners are eight numbers, ``boundingBox`` (Read 3.2)."""
    return _line(record, frame, _eight_numbers)


def line_of_points(record: Record, frame: Frame) -> TextLine:
    """Read a line whose corners are points, ``boundingPolygon`` (Image Analysis 4.0)."""
    return _line(record, frame, _four_points)


def _line(record: Record, frame: Frame, corners: Callable[[Record, Frame], Polygon]) -> TextLine:
    """Return a line as certain as its words are on the whole; no service says it of the line."""
    words = tuple(
        Word(word.text("text"), word.confidence(), corners(word, frame))
        for word in record.children("words")
    )
    told = [word.confidence for word in words if word.confidence is not None]
    certainty = round(fmean(told), 4) if told else None
    style = record.optional("appearance").optional("style").text("name", "").lower()
    polygon = corners(record, frame)
    return TextLine(record.text("text"), certainty, polygon, words, _STYLES.get(style))


def _eight_numbers(record: Record, frame: Frame) -> Polygon:
    numbers = record.numbers("boundingBox")
    if len(numbers) != 8:
        raise UnexpectedAnswer(detail=f"a bounding box of {len(numbers)} numbers")
    return frame.polygon(list(zip(numbers[::2], numbers[1::2], strict=True)))


def _four_points(record: Record, frame: Frame) -> Polygon:
    corners = record.children("boundingPolygon")
    return frame.polygon([(one.number("x"), one.number("y")) for one in corners])
