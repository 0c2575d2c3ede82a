"""Confidence is compared with how often it is right."""

import pytest

from bench.calibration import Told, banded, calibration_error, curve, is_right
from bench.pages.lines import Written


@pytest.mark.parametrize(
    ("said", "cut", "right"),
    [
        ("a book of maps", False, True),
        ("abook ofmaps", False, True),
        ("a bock of maps", False, False),
        ("book of maps", False, False),
        ("ook of maps", True, True),
        ("a book o", True, True),
        ("cok of maps", True, False),
        ("", True, False),
    ],
)
def test_a_cut_line_is_right_without_what_the_edge_took(said: str, cut: bool, right: bool) -> None:
    assert is_right(said, Written("a book of maps", 10.0, cut)) is right


def test_half_right_is_told_with_half_the_confidence() -> None:
    half = [Told(0.6, right=True), Told(0.6, right=False)]
    assert calibration_error(half) == pytest.approx(0.1)
    assert calibration_error([Told(0.99, right=False)]) == pytest.approx(0.99)


def test_every_line_is_in_one_band() -> None:
    lines = [Told(confidence, right=True) for confidence in (0.0, 0.3, 0.5, 0.99, 1.0)]
    assert [one for band in banded(lines) for one in band] == lines


def test_a_curve_has_a_row_for_each_band_with_lines() -> None:
    table = curve("here", [Told(0.6, right=True), Told(0.7, right=False), Told(0.99, right=True)])
    head, *rows = table.split("\n")
    assert head.split() == ["here", "lines", "told", "right"]
    assert [row.split()[1:] for row in rows] == [
        ["0.50", "2", "0.65", "0.50"],
        ["0.98", "1", "0.99", "1.00"],
    ]
