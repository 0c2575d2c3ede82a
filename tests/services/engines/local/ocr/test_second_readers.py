"""The recognisers of other scripts: a real one, whose letters have other names."""

from collections.abc import Callable
from pathlib import Path

import fontpkg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from doubles.recognizers import in_cyrillic, write_recognizer
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.orientation import Line
from services.engines.local.ocr.second_readers import Recognizers, is_good

Pixels = NDArray[np.uint8]

SAID = "Meet me at the harbour"


@pytest.fixture(scope="module")
def recognizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recognizer(tmp_path_factory.mktemp("models") / "eslav.onnx")


@pytest.fixture
def page() -> tuple[Pixels, Line]:
    """Return a line in letters that the first recogniser is said not to know."""
    image = Image.new("RGB", (460, 100), "white")
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), 30)
    ImageDraw.Draw(image).text((40, 30), SAID, font=font, fill="black")
    left, top, right, bottom = font.getbbox(SAID)
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return np.asarray(image), Line(np.add(corners, [40.0, 30.0]), 0, Reading("."))


def finding(**files: Path) -> Callable[[], dict[str, Path]]:
    return lambda: files


def test_a_line_is_read_in_its_script_with_its_words(
    recognizer: Path, page: tuple[Pixels, Line]
) -> None:
    pixels, line = page
    for script in (Script.CYRILLIC, None):
        read = Recognizers(finding(eslav=recognizer)).read(pixels, [line], script)
        assert [one.text for one in read.lines] == [in_cyrillic(SAID)]
        assert [word.text for word in read.lines[0].words] == in_cyrillic(SAID).split()
        assert read.left == ()


def test_a_line_upside_down_is_turned(recognizer: Path, page: tuple[Pixels, Line]) -> None:
    pixels, line = page
    upside_down = np.ascontiguousarray(pixels[::-1, ::-1])
    quad = np.array([460, 100]) - line.quad
    wrongly = Line(np.roll(quad, -2, axis=0), 0, Reading("."))
    read = Recognizers(finding(eslav=recognizer)).read(upside_down, [wrongly], None)
    assert [one.text for one in read.lines] == [in_cyrillic(SAID)]


@pytest.mark.parametrize(("name", "script"), [("el", None), ("eslav", Script.THAI)])
def test_letters_of_another_script_are_not_believed(
    recognizer: Path, page: tuple[Pixels, Line], name: str, script: Script | None
) -> None:
    pixels, line = page
    read = Recognizers(finding(**{name: recognizer})).read(pixels, [line], script)
    assert read.lines == () and read.left == (line,)


def test_without_any_or_with_a_broken_one_the_line_is_left(
    tmp_path: Path, page: tuple[Pixels, Line]
) -> None:
    pixels, line = page
    (tmp_path / "broken.onnx").write_bytes(b"no model")
    for files in ({}, {"eslav": tmp_path / "broken.onnx"}):
        assert Recognizers(finding(**files)).read(pixels, [line], None).left == (line,)


@pytest.mark.parametrize(
    ("text", "confidence", "good"),
    [
        ("Библиотека", 0.97, True),
        ("Библиотека", 0.8, False),
        ("Bibliotheka", 0.97, False),
        ("Ж", 0.97, False),
        ("", 0.97, False),
    ],
)
def test_a_reading_is_good_if_sure_in_its_script_and_long_enough(
    text: str, confidence: float, good: bool
) -> None:
    quad = np.array([[0, 0], [200, 0], [200, 30], [0, 30]], float)
    reading = Reading(text, confidence, tuple(range(len(text))))
    assert is_good(Line(quad, 0, reading), Script.CYRILLIC) is good
