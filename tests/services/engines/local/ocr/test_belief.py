"""What is told as writing is sure, and no thing that looks like a letter."""

import numpy as np
import pytest

from services.engines.local.ocr.belief import believable, closing_braces, is_a_thing
from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.orientation import Line

PICTURE = 400.0 * 300.0


def line(text: str, confidence: float, width: float, height: float) -> Line:
    corners = [[0, 0], [width, 0], [width, height], [0, height]]
    columns = tuple(0.5 for sign in text if not sign.isspace())
    return Line(np.array(corners, np.float64), 0, Reading(text, confidence, columns))


@pytest.mark.parametrize(
    ("text", "width", "height", "thing"),
    [
        ("8", 300, 200, True),
        ("8", 60, 100, False),
        ("\u4e09", 100, 80, True),
        ("\u4e09", 40, 40, False),
        ("\u51fa\u53e3", 160, 80, False),
        ("SALE TODAY", 390, 200, False),
        ("", 390, 200, True),
        ("", 390, 40, False),
    ],
)
def test_a_thing_fills_too_much_for_a_sign(
    text: str, width: float, height: float, thing: bool
) -> None:
    assert is_a_thing(line(text, 0.99, width, height), PICTURE) is thing


def test_a_pane_that_reads_weakly_as_a_sign_is_a_thing() -> None:
    assert is_a_thing(line("1", 0.28, 60, 40), PICTURE)
    assert not is_a_thing(line("1", 0.28, 200, 40), PICTURE), "a line in unknown letters"


def test_only_what_is_sure_is_believed_and_short_signs_must_be_surer() -> None:
    said = [
        line("harbour", 0.8, 100, 20),
        line("harbor", 0.7, 100, 20),
        line("OK", 0.96, 30, 20),
        line("K", 0.9, 20, 20),
        line("", 0.99, 100, 20),
    ]
    assert [one.reading.text for one in believable(said, PICTURE)] == ["harbour", "OK"]


def test_a_sign_is_believed_beside_writing_of_its_size() -> None:
    star, brace, word = (line(one, 0.99, 30, 20) for one in ("*", "});", "word"))
    assert believable([star], PICTURE) == []
    assert believable([star, brace, word], PICTURE) == [star, brace, word]
    assert believable([line("*", 0.99, 90, 90), word], PICTURE) == [word]


def test_a_weak_sign_is_a_brace_where_one_is_open() -> None:
    opening = [line("while (true) {", 0.99, 200, 20), line("if (x) {", 0.99, 120, 20)]
    alike = [line("3", 0.9, 16, 20), line("}", 0.4, 16, 20)]
    found = believable([*opening, *alike], PICTURE)
    assert [one.reading.text for one in found] == ["while (true) {", "if (x) {", "}", "}"]
    assert all(one.reading.confidence < 0.9 for one in found[2:])


@pytest.mark.parametrize("opening", ["while (true)", "a {b}", "{"])
def test_more_weak_signs_than_open_braces_are_none(opening: str) -> None:
    sure = [line(opening, 0.99, 200, 20)]
    alike = [line("3", 0.9, 16, 20), line("}", 0.4, 16, 20)]
    assert closing_braces([*sure, *alike], sure) == []
    assert closing_braces(sure, sure) == []
