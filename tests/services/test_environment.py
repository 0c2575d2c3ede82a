"""One variable at a time: what is wrong is a sentence, never an exception."""

from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.environment import Reader, is_web_address
from services.vision import Feature


class Loudness(StrEnum):
    LOUD = "loud"
    LOW = "low"


def test_a_value_is_read_without_blanks_and_an_empty_one_is_none() -> None:
    reader = Reader({"NAME": "  Ada ", "EMPTY": " "})
    assert (reader.text("NAME"), reader.text("EMPTY", "x"), reader.text("NONE")) == ("Ada", "x", "")


def test_a_choice_is_read_in_any_case_and_a_wrong_one_names_what_there_is() -> None:
    reader = Reader({"A": "LOW", "B": "silent"})
    assert reader.choice("A", Loudness, Loudness.LOUD) is Loudness.LOW
    assert reader.choice("B", Loudness, Loudness.LOW) is Loudness.LOW
    assert reader.problems == ["B is none of low, loud."]


def test_features_are_a_list_and_unknown_ones_are_named() -> None:
    reader = Reader({"F": "Text, smell,,faces"})
    assert reader.features("F", frozenset()) == {Feature.TEXT, Feature.FACES}
    assert "unknown features: smell." in reader.problems[0]
    assert reader.features("NONE", frozenset({Feature.TAGS})) == {Feature.TAGS}


@pytest.mark.parametrize(
    ("rate", "good"),
    [("20/60s", True), ("10/s", True), ("1 / 5 min", True), ("0/s", False), ("often", False)],
)
def test_a_rate_is_calls_per_time(rate: str, good: bool) -> None:
    reader = Reader({"RATE": rate})
    reader.rate("RATE", "1/s")
    assert (reader.problems == []) is good


@pytest.mark.parametrize(
    ("port", "read"), [("1", 1), ("65535", 65535), ("0", 9), ("65536", 9), ("\u0663", 9), ("-1", 9)]
)
def test_a_port_is_a_number_that_there_is(port: str, read: int) -> None:
    assert Reader({"PORT": port}).port("PORT", 9) == read


def test_a_folder_is_there(tmp_path: Path) -> None:
    reader = Reader({"DIR": str(tmp_path), "HOME_DIR": "~"})
    assert reader.folder("DIR") == tmp_path
    assert reader.folder("HOME_DIR") == Path.home()
    assert reader.problems == []


@pytest.mark.parametrize("value", ["~nobody-of-that-name", "x" * 300, "a\0b", "no/such/folder"])
def test_what_is_no_folder_is_a_problem(value: str) -> None:
    reader = Reader({"DIR": value})
    assert reader.folder("DIR") is None
    assert reader.problems == ["DIR is not a folder."]


@given(st.text(max_size=300))
def test_any_value_of_any_kind_is_read_or_is_a_problem(value: str) -> None:
    reader = Reader({"X": value})
    reader.folder("X")
    reader.url("X")
    reader.database("X", "")
    reader.token("X", "xoxb-", "Y")
    assert all(problem.startswith("X ") for problem in reader.problems)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://slack.com/api/", True),
        ("http://127.0.0.1:8765/api/", True),
        ("http://localhost:1/", True),
        ("http://[::1]:80/", True),
        ("http://slack.com/api/", False),
        ("http://127.0.0.1.evil.example/", False),
        ("ftp://127.0.0.1/", False),
        ("https://", False),
        ("https://[::1", False),
        ("slack.com", False),
    ],
)
def test_only_https_or_loopback_is_a_web_address(address: str, good: bool) -> None:
    assert is_web_address(address) is good
