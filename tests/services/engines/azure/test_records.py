import json
import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.records import LARGEST, Record, parse

ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
READS: list[Callable[[Record], object]] = [
    lambda record: record.text("name"),
    lambda record: record.number("name"),
    lambda record: record.score("name"),
    lambda record: record.confidence(),
    lambda record: record.flag("name", "confidence"),
    lambda record: record.child("name").values,
    lambda record: record.optional("name").values,
    lambda record: [one.values for one in record.children("name")],
    lambda record: [one.values for one in record.listed("name")],
    lambda record: record.items("name"),
    lambda record: record.texts("name"),
    lambda record: record.numbers("name"),
]


@settings(deadline=None)
@given(ODD)
def test_whatever_stands_there_it_is_read_or_refused(value: object) -> None:
    """What is read can be written again as JSON, which knows neither NaN nor half letters."""
    for read in READS:
        try:
            told = read(Record({"name": value, "confidence": value}))
        except UnexpectedAnswer:
            continue
        if isinstance(told, str | float):
            json.dumps(told, allow_nan=False, ensure_ascii=False).encode()
        if isinstance(told, float):
            assert abs(told) <= LARGEST


@settings(deadline=None)
@given(ODD)
def test_what_was_written_is_parsed(value: object) -> None:
    body = json.dumps(value).encode()
    assert json.dumps(parse(body)).encode() == body


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"a": ', b"\xff\xfe\x00", b"[" * 200_000, b"1" * 10_000], ids=len
)
def test_what_is_no_json_is_told_without_a_word_of_it(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswer) as raised:
        parse(body)
    assert "no JSON: " in str(raised.value) and len(str(raised.value)) < 100


def test_where_it_is_wrong_is_told() -> None:
    body = Record.of({"faces": [{"box": {}}, {"box": {"left": "x"}}]})
    second = list(body.listed("faces"))[1]
    with pytest.raises(UnexpectedAnswer, match=r"faces\[1\]\.box\.left is not a number"):
        second.child("box").number("left")
    with pytest.raises(UnexpectedAnswer, match="the answer is not an object"):
        Record.of([])


def test_what_is_missing_is_only_missing_where_it_must_be_there() -> None:
    record = Record({"null": None})
    for name in ("null", "nowhere"):
        assert not record.has(name)
        assert record.text(name, "a default") == "a default"
        assert record.number(name, 3.0) == 3.0
        assert record.flag(name, default=True) is True
        assert record.optional(name).values == {}
        assert list(record.children(name)) == [] == record.items(name)
        assert record.texts(name) == () == record.numbers(name)
        for read in (record.text, record.number, record.flag, record.child, record.listed):
            with pytest.raises(UnexpectedAnswer, match=name):
                read(name)


def test_what_is_optional_is_still_an_object() -> None:
    assert Record({"style": {"name": "other"}}).optional("style").text("name") == "other"
    with pytest.raises(UnexpectedAnswer, match="style is not an object"):
        Record({"style": []}).optional("style")


@pytest.mark.parametrize(("said", "score"), [(0.5, 0.5), (1.2, 1.0), (-3, 0.0), (1, 1.0)])
def test_a_score_is_forced_into_its_bounds(said: float, score: float) -> None:
    assert Record({"score": said}).score("score") == score
    assert Record({"confidence": said}).confidence() == score


def test_a_confidence_that_is_not_given_is_none_and_zero_is_zero() -> None:
    assert Record({}).confidence() is Record({"confidence": None}).confidence() is None
    assert Record({"confidence": 0}).confidence() == 0.0


@pytest.mark.parametrize("value", [True, "1", math.nan, math.inf, 2e9, 10**400])
def test_what_only_looks_like_a_number_is_none(value: object) -> None:
    with pytest.raises(UnexpectedAnswer):
        Record({"x": value}).number("x")
    with pytest.raises(UnexpectedAnswer):
        Record({"x": [value]}).numbers("x")


def test_the_first_spelling_of_a_flag_that_is_there_counts() -> None:
    assert Record({"isBwImg": True}).flag("isBWImg", "isBwImg") is True
    assert Record({"isBWImg": False, "isBwImg": True}).flag("isBWImg", "isBwImg") is False
    with pytest.raises(UnexpectedAnswer, match="isBwImg is not true or false"):
        Record({"isBwImg": 1}).flag("isBWImg", "isBwImg", default=False)


def test_half_a_letter_is_replaced() -> None:
    assert Record({"a": "x\ud800"}).text("a") == "x?"
    assert Record({"a": ["x\ud800"]}).texts("a") == ("x?",)
