"""The JSON of text: lines keep their order, their corners and their words."""

import json
from typing import Any

import pytest

from services.jobs.records import from_json, to_json
from services.vision import (
    Box,
    Polygon,
    PrintedLine,
    PrintedRegion,
    PrintedText,
    PrintedWord,
    Text,
    TextLine,
    Word,
)

CORNERS: Polygon = ((0, 0), (9, 1), (9, 5), (0, 4))
AT = [[0, 0], [9, 1], [9, 5], [0, 4]]
BOX = Box(1, 2, 3, 4)
BOXED = {"left": 1, "top": 2, "width": 3, "height": 4}


def written(record: object) -> Any:
    """Return what a program reads in the JSON of `record`."""
    return json.loads(json.dumps(to_json(record)))


def test_lines_are_written_in_reading_order_with_their_corners() -> None:
    word = Word("Meet", 0.8, CORNERS)
    lines = (TextLine("Meet me", 0.9, CORNERS, (word,), "handwriting"), TextLine("now", 0.7, None))
    plain = {
        "lines": [
            {
                "text": "Meet me",
                "confidence": 0.9,
                "polygon": AT,
                "words": [{"text": "Meet", "confidence": 0.8, "polygon": AT}],
                "style": "handwriting",
            },
            {"text": "now", "confidence": 0.7},
        ]
    }
    assert written(Text(lines)) == plain
    assert from_json(plain, Text) == Text(lines)


@pytest.mark.parametrize(("angle", "told"), [(-14.0, {"angle_degrees": -14.0}), (None, {})])
def test_printed_text_has_regions_lines_and_words(
    angle: float | None, told: dict[str, float]
) -> None:
    word = PrintedWord("ONE", BOX, CORNERS)
    line = PrintedLine("ONE TWO", BOX, CORNERS, (word,))
    text = PrintedText("en", "Up", angle, (PrintedRegion(BOX, CORNERS, (line,)),))
    place: dict[str, Any] = {"box": BOXED, "polygon": AT}
    lines = [{"text": "ONE TWO", **place, "words": [{"text": "ONE", **place}]}]
    regions = [{**place, "lines": lines}]
    plain = {"language": "en", "orientation": "Up", **told, "regions": regions}
    assert written(text) == plain
    assert from_json(plain, PrintedText) == text
    assert from_json({"angle_degrees": None, **plain}, PrintedText) == text
