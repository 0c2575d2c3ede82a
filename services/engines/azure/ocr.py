"""Computer Vision 3.2 ``/ocr``: printed text in regions, lines and words."""

import math
from dataclasses import dataclass, replace
from functools import partial

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import RequestRefused, UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.languages import printed_language
from services.engines.azure.parts import Errand, Part, part_of
from services.engines.azure.prepare import OCR
from services.engines.azure.records import Record, number
from services.engines.azure.turning import Turn, turn_of
from services.vision import (
    Analysis,
    Box,
    Polygon,
    PrintedLine,
    PrintedRegion,
    PrintedText,
    PrintedWord,
)

PATH = "/vision/v3.2/ocr"


def read_printed_text(vision: AzureClient, errand: Errand) -> Part:
    """Return printed text, every box turned back to where the text is seen.

    Raises:
        RequestRefused: the language asked for is none that ``/ocr`` reads.
        AzureError: there was no answer.
    """
    language = printed_language(errand.options.ocr_language)
    if language is None:
        raise RequestRefused("Azure does not read printed text in the language asked for.")
    image = errand.images.meeting(OCR)
    turning = "true" if errand.options.detect_orientation else "false"
    query = {"language": language, "detectOrientation": turning}
    answer = errand.post(vision, PATH, query, image)
    return part_of(answer.parsed(partial(_printed_text_in, image.frame)), answer)


def _printed_text_in(frame: Frame, value: object) -> Analysis:
    body = Record.of(value)
    angle = body.number("textAngle") if body.has("textAngle") else None
    orientation = body.text("orientation", "NotDetected")
    regions = list(body.listed("regions"))
    lines = (line for region in regions for line in region.children("lines"))
    words = [[_box(word) for word in line.children("words")] for line in lines]
    centre = (frame.sent_width / 2, frame.sent_height / 2)
    page = _Page(frame, turn_of(angle or 0.0, orientation, words, centre))
    found = PrintedText(
        language=body.text("language", ""),
        orientation=orientation,
        angle_degrees=None if angle is None else math.degrees(angle),
        regions=tuple(page.region(one) for one in regions),
    )
    return replace(frame.analysis(), printed_text=found)


@dataclass(frozen=True, slots=True)
class _Page:
    """Puts boxes in their place in the picture."""

    frame: Frame
    turn: Turn

    def region(self, record: Record) -> PrintedRegion:
        lines = tuple(self.line(line) for line in record.children("lines"))
        return PrintedRegion(*self.place(record), lines)

    def line(self, record: Record) -> PrintedLine:
        words = tuple(self.word(word) for word in record.children("words"))
        return PrintedLine(" ".join(word.text for word in words), *self.place(record), words)

    def word(self, record: Record) -> PrintedWord:
        return PrintedWord(record.text("text"), *self.place(record))

    def place(self, record: Record) -> tuple[Box, Polygon]:
        polygon = self.frame.polygon(self.turn.corners(_box(record)))
        return Box.around(polygon), polygon


def _box(record: Record) -> Box:
    """Return the box of a record as it stands: a string of four numbers with commas."""
    parts = record.text("boundingBox").split(",")
    try:
        values = [number(float(part), "boundingBox") for part in parts]
    except ValueError as error:
        raise UnexpectedAnswer(detail="a bounding box without numbers") from error
    if len(values) != 4:
        raise UnexpectedAnswer(detail=f"a bounding box of {len(values)} numbers")
    return Box(*values)
