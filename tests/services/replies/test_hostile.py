"""Values that came back from Slack: what Glimpse can have made, and everything else."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import hostile as attacks
from services.errors import RequestError
from services.replies import hostile
from services.vision import Feature

GOOD: list[tuple[Callable[[Any], str], list[str]]] = [
    (hostile.channel, ["C0123ABCD", "D1", "G0123ABCDEF"]),
    (hostile.timestamp, ["1732104000.000100", "1.0"]),
    (hostile.address, ["https://images.example/a.png?x=1&y=2#z"]),
    (hostile.language, ["en", "es-MX", "zh-Hant-TW", "pt_BR", "gsw"]),
]
BAD: list[tuple[Callable[[Any], str], list[object]]] = [
    (hostile.channel, ["", "U0123ABCD", "C", "c0123abcd", "C0123ABCD\n", "C" + "0" * 31, 7, None]),
    (hostile.timestamp, ["", "now", "1732104000", "1732104000.000100\n", ".1", 1732104000.0001]),
    (hostile.address, ["", "http://a.example/", "https://", "https://a b", "https://a/<x>", b"x"]),
    (hostile.language, ["", "e", "english", "en-", "en-a", "<!channel>", ["en"]]),
]


@pytest.mark.parametrize(("check", "value"), [(one, value) for one, all_ in GOOD for value in all_])
def test_what_glimpse_makes_is_let_through_as_it_is(
    check: Callable[[Any], str], value: str
) -> None:
    assert check(value) == value


@pytest.mark.parametrize(("check", "value"), [(one, value) for one, all_ in BAD for value in all_])
def test_anything_else_is_refused(check: Callable[[Any], str], value: object) -> None:
    with pytest.raises(RequestError) as refused:
        check(value)
    assert refused.value.sentence == "Glimpse does not understand this button or form."


@given(st.sampled_from([one for one, _ in GOOD]), attacks.texts)
def test_nothing_that_is_let_through_is_markup(check: Callable[[Any], str], text: str) -> None:
    try:
        kept = check(text)
    except RequestError:
        return
    assert not set(kept) & set("<> \n\r\t\x00\u202e")


def test_objects_and_lists_are_what_they_are() -> None:
    assert hostile.mapping({"a": 1}) == {"a": 1}
    assert hostile.sequence([1]) == [1]
    assert hostile.sequence((1,)) == (1,)
    for value in (None, "text", 7, b"x"):
        with pytest.raises(RequestError):
            hostile.mapping(value)
        with pytest.raises(RequestError):
            hostile.sequence(value)
    with pytest.raises(RequestError):
        hostile.mapping([])
    with pytest.raises(RequestError):
        hostile.sequence({})


def test_a_message_has_at_most_ten_files() -> None:
    ten = [f"F{n}" for n in range(10)]
    assert hostile.file_ids(ten) == tuple(ten)
    assert hostile.file_ids([]) == ()
    for values in ([*ten, "F10"], ["F1", "C1"], [None], ["F1\n"], ["../F1"]):
        with pytest.raises(RequestError):
            hostile.file_ids(values)


def test_features_are_known_ones_each_once_in_their_order() -> None:
    assert hostile.features(["text", "caption", "text"]) == (Feature.TEXT, Feature.CAPTION)
    strange: list[object] = ["everything", None, [], {}, "Caption"]
    for value in strange:
        with pytest.raises(RequestError):
            hostile.features([value])
