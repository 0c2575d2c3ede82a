"""What is told of a line is how often such a line is right."""

import numpy as np
import pytest

from services.engines.local.ocr.models import Reading
from services.engines.local.ocr.trust import CUT, LOOK_ALIKE, as_sure_as_the_least, confidence_told


def told(text: str, *confidences: float, left: float = 40, right: float = 140) -> float:
    quad = np.array([[left, 10], [right, 10], [right, 30], [left, 30]], np.float64)
    mean = sum(confidences) / len(confidences)
    return confidence_told(Reading(text, mean, (), confidences), quad, 200)


def test_a_line_is_as_sure_as_its_least_sure_character() -> None:
    assert told("ready", 0.99, 0.99, 0.61, 0.99, 0.99) == 0.61
    assert told("ready", 0.99, 0.99, 0.99, 0.99, 0.99) == 0.99


@pytest.mark.parametrize(("left", "right"), [(0, 100), (1, 90), (110, 200)])
def test_what_the_edge_may_have_cut_is_not_almost_certain(left: float, right: float) -> None:
    assert told("harbour", 1.0, left=left, right=right) == CUT < 0.9
    assert told("harbour", 0.3, left=left, right=right) == 0.3


@pytest.mark.parametrize("text", ["0xB8", "OxDEAD", "C:\\logs\\Il1", "see a1b2", "x|l"])
def test_look_alikes_are_not_almost_certain(text: str) -> None:
    assert as_sure_as_the_least((1.0, 0.99), text) == LOOK_ALIKE < 0.9


@pytest.mark.parametrize(
    "text", ["Illness", "1,204.50", "on Thursday, 17:30", "and/or", "https://a", "Q4", "日本語"]
)
def test_words_and_numbers_are(text: str) -> None:
    assert as_sure_as_the_least((1.0, 0.99), text) == 0.99
