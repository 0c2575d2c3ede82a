from collections.abc import Callable
from typing import Any

import pytest

from doubles.azure_looking import look
from doubles.azure_service import AzureService
from doubles.azure_service.geometry import level, turn
from doubles.azure_service.scene import Line, Scene
from doubles.telling import polygon_of
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.records import Record
from services.engines.azure.text import line_of_numbers, line_of_points
from services.pictures.opening import Picture
from services.vision import TextLine

FRAME = Frame(width=400, height=200, sent_width=200, sent_height=100, scale_x=0.5, scale_y=0.5)
NUMBERS = [10, 20, 30, 20, 30, 25, 10, 25]
CORNERS = ((20, 40), (60, 40), (60, 50), (20, 50))


def by_numbers(line: dict[str, Any]) -> TextLine:
    def placed(record: dict[str, Any]) -> dict[str, Any]:
        return {"boundingBox": NUMBERS} | record

    words = [placed(word) for word in line.get("words", [])]
    return line_of_numbers(Record(placed(line | {"words": words})), FRAME)


def by_points(line: dict[str, Any]) -> TextLine:
    points = [{"x": x, "y": y} for x, y in zip(NUMBERS[::2], NUMBERS[1::2], strict=True)]
    words = [{"boundingPolygon": points} | word for word in line.get("words", [])]
    return line_of_points(Record({"boundingPolygon": points} | line | {"words": words}), FRAME)


BOTH = pytest.mark.parametrize("line_of", [by_numbers, by_points])
LineOf = Callable[[dict[str, Any]], TextLine]


def test_lines_words_and_hands(engine: AzureEngine, picture: Picture) -> None:
    text = look(engine, picture, "text").text
    assert text is not None
    assert [(line.text, line.style) for line in text.lines] == [
        ("GLIMPSE COFFEE", "print"),
        ("open until late", "handwriting"),
        ("Calle Mayor 12", "print"),
    ]
    line = text.lines[0]
    assert [word.text for word in line.words] == ["GLIMPSE", "COFFEE"]
    assert line.confidence == line.words[0].confidence == 0.987


def test_polygons_of_tilted_text_need_no_turning(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    area = (0.3, 0.4, 0.4, 0.1)
    azure.sees(Scene(lines=(Line("tilted", area),), turned=30))
    text = look(engine, picture, "text").text
    assert text is not None
    (line,) = text.lines
    true = turn(level(area, (512, 512)), 30, (512, 512))
    for seen, right in zip(polygon_of(line), true, strict=True):
        assert seen == pytest.approx(right, abs=0.6)


@BOTH
def test_corners_come_back_in_pixels_of_the_picture(line_of: LineOf) -> None:
    line = line_of({"text": "a b", "words": [{"text": "a"}, {"text": "b"}]})
    assert line.polygon == line.words[0].polygon == line.words[1].polygon == CORNERS
    assert (line.text, [word.text for word in line.words]) == ("a b", ["a", "b"])


@BOTH
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([0.5, 0.9], 0.7),
        ([0.9, None], 0.9),
        ([1, 0, 0], 0.3333),
        ([0.0], 0.0),
        ([None, None], None),
        ([], None),
    ],
)
def test_a_line_is_as_certain_as_its_words_on_the_whole_where_they_say(
    line_of: LineOf, words: list[float | None], line: float | None
) -> None:
    said = [{"text": "a", "confidence": one} for one in words]
    found = line_of({"text": "a", "words": said})
    assert found.confidence == line
    assert [word.confidence for word in found.words] == words


@pytest.mark.parametrize(
    ("appearance", "style"),
    [
        ({"style": {"name": "handwriting", "confidence": 0.9}}, "handwriting"),
        ({"style": {"name": "Other"}}, "print"),
        ({"style": {"name": "calligraphy"}}, None),
        ({"style": None}, None),
        (None, None),
    ],
)
def test_by_which_hand_is_told_where_read_tells(
    appearance: dict[str, Any] | None, style: str | None
) -> None:
    assert by_numbers({"text": "a", "appearance": appearance}).style == style


@pytest.mark.parametrize("count", [0, 6, 7, 9, 10])
def test_a_place_that_is_none_is_no_answer(count: int) -> None:
    with pytest.raises(UnexpectedAnswer, match=f"{count} numbers"):
        by_numbers({"text": "a", "boundingBox": [1.0] * count})
    points = [{"x": 1, "y": 1}] * count
    with pytest.raises(UnexpectedAnswer, match="a polygon of"):
        by_points({"text": "a", "boundingPolygon": points})
