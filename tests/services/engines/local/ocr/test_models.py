"""The two networks by themselves: where lines are found, and what crops say, each in its place."""

import logging

import fontpkg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from services.engines.local.ocr.models import LINE_HEIGHT, LONGEST_SIDE, Reading, TextModels

Pixels = NDArray[np.uint8]


def drawn(text: str, size: tuple[int, int], at: tuple[int, int], pixels: int) -> Pixels:
    image = Image.new("RGB", size, "white")
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), pixels)
    ImageDraw.Draw(image).text(at, text, font=font, fill="black")
    return np.asarray(image)


def crop_of(text: str) -> Pixels:
    """Return `text` as a line: `LINE_HEIGHT` high and as wide as it comes."""
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), 32)
    return drawn(text, (round(font.getlength(text)) + 16, LINE_HEIGHT), (8, 2), 32)


@pytest.mark.parametrize("times", [1, 3])
def test_a_line_is_found_where_it_is_also_in_a_picture_that_is_made_smaller(
    text_models: TextModels, times: int
) -> None:
    size = (900 * times, 300 * times)
    assert (max(size) > LONGEST_SIDE) is (times == 3)
    pixels = drawn("Where is this line", size, (200 * times, 100 * times), 30 * times)
    ys, xs = np.nonzero(pixels[:, :, 0] < 128)
    (quad,) = text_models.find_quads(pixels)
    ink = np.array([[xs.min(), ys.min()], [xs.max(), ys.max()]]) / times
    found = np.array([quad.min(axis=0), quad.max(axis=0)]) / times
    assert np.abs(found - ink).max() < 14
    assert quad[0].sum() == min(quad.sum(axis=1))  # clockwise from the top left
    assert quad[1][0] > quad[0][0] and quad[2][1] > quad[1][1]


@pytest.mark.parametrize("size", [(220, 40), (30, 24), (600, 20), (14, 300)])
def test_nothing_is_found_outside_a_small_picture(
    text_models: TextModels, size: tuple[int, int]
) -> None:
    for quad in text_models.find_quads(drawn("WWWWWWWWWWWW", size, (-8, -4), 30)):
        assert quad.min() >= 0
        assert quad[:, 0].max() <= size[0] and quad[:, 1].max() <= size[1]
        assert np.ptp(quad, axis=0).min() >= 3


def test_where_nothing_is_written_nothing_is_found(text_models: TextModels) -> None:
    assert text_models.find_quads(np.full((120, 200, 3), 255, np.uint8)) == []
    assert text_models.read_crops([]) == []


def test_each_crop_has_its_own_reading_whatever_batch_it_was_in(text_models: TextModels) -> None:
    """Long and short ones mixed: batches are made by width, and more than one is needed."""
    texts = [
        "A line that is rather long and goes on and on and on",
        "7",
        "between the two",
        "Another line that is as long as the first, or longer",
        "B2",
        "and yet another one that needs a batch of its own here",
        "between",
    ]
    readings = text_models.read_crops([crop_of(text) for text in texts])
    assert ["".join(one.text.split()) for one in readings] == ["".join(t.split()) for t in texts]


def test_a_reading_says_where_each_letter_is_and_how_sure_it_is(text_models: TextModels) -> None:
    (reading,) = text_models.read_crops([crop_of("ab cd efgh")])
    letters = len("abcdefgh")
    assert reading.text == "ab cd efgh"
    assert len(reading.columns) == len(reading.confidences) == letters
    assert list(reading.columns) == sorted(reading.columns)
    assert 0 < reading.columns[0] < 0.15 and 0.85 < reading.columns[-1] <= 1
    gaps = np.diff(reading.columns)
    assert set(np.argsort(gaps)[-2:].tolist()) == {1, 3}  # the widest are where the spaces are
    assert all(0.8 < sure <= 1 for sure in (reading.confidence, *reading.confidences))


@pytest.mark.parametrize(
    ("text", "has_letters"),
    [("abc", True), ("東", True), ("- 7 -", True), ("});", False), ("", False)],
)
def test_digits_and_letters_of_any_script_are_letters(text: str, has_letters: bool) -> None:
    assert Reading(text).has_letters is has_letters


@pytest.mark.usefixtures("text_models")
def test_its_log_goes_where_everybody_elses_goes(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("RapidOCR")
    log.warning("a detail")
    log.error("something to know")
    assert [record.message for record in caplog.records] == ["something to know"]
    assert log.handlers == []
