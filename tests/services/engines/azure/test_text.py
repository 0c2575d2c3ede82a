import pytest

from doubles.azure_looking import look
from doubles.azure_service import AzureService
from doubles.azure_service.geometry import level, turn
from doubles.azure_service.scene import Line, Scene
from services.engines.azure.engine import AzureEngine
from services.pictures.opening import Picture


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
    assert line.polygon is not None
    for seen, right in zip(
        line.polygon, turn(level(area, (512, 512)), 30, (512, 512)), strict=True
    ):
        assert seen == pytest.approx(right, abs=0.6)
