"""Lines and words as Read and Image Analysis 4.0 give them: polygons that need no turning."""

from collections.abc import Iterable, Iterator
from statistics import fmean

from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.reading import Record
from services.vision import Point, Polygon, TextLine, Word

_STYLES = {"handwriting": "handwriting", "other": "print"}


def read_line(record: Record, frame: Frame) -> TextLine:
    """Read a line whose corners are eight numbers, ``boundingBox`` (Read 3.2)."""
    words = tuple(
        Word(word.text("text"), word.score("confidence", 1.0), _eight(word, frame))
        for word in record.children("words")
    )
    return _line(record.text("text"), _eight(record, frame), words, _style(record))


def polygon_line(record: Record, frame: Frame) -> TextLine:
    """Read a line whose corners are points, ``boundingPolygon`` (Image Analysis 4.0)."""
    words = tuple(
        Word(word.text("text"), word.score("confidence", 1.0), _points(word, frame))
        for word in record.children("words")
    )
    return _line(record.text("text"), _points(record, frame), words, None)


def _line(text: str, polygon: Polygon, words: tuple[Word, ...], style: str | None) -> TextLine:
    """Return a line as certain as its words are on the whole."""
    certainty = fmean(word.confidence or 0 for word in words) if words else 1.0
    return TextLine(text, round(certainty, 4), polygon, words, style)


def _eight(record: Record, frame: Frame) -> Polygon:
    numbers = record.numbers("boundingBox")
    if len(numbers) != 8:
        raise UnexpectedAnswer(detail=f"a bounding box of {len(numbers)} numbers")
    return frame.polygon(list(_pairs(numbers)))


def _pairs(numbers: Iterable[float]) -> Iterator[Point]:
    rest = iter(numbers)
    return zip(rest, rest, strict=True)


def _points(record: Record, frame: Frame) -> Polygon:
    corners = record.children("boundingPolygon")
    return frame.polygon([(one.number("x"), one.number("y")) for one in corners])


def _style(record: Record) -> str | None:
    """Return ``handwriting`` or ``print``, None where the service tells neither."""
    if not record.has("appearance") or not record.child("appearance").has("style"):
        return None
    return _STYLES.get(record.child("appearance").child("style").text("name", "").lower())
