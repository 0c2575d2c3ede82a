import json
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import catalogue, hostile
from services.errors import RequestError
from services.replies.buttons import (
    MOST_VALUE,
    Action,
    Reference,
    answer_buttons,
    language_in,
    reference_in,
)
from services.replies.reply import Block
from services.vision import Feature

REFERENCE = catalogue.REFERENCE

ids = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=11)
references = st.builds(
    Reference,
    channel=st.just("") | ids.map("C".__add__),
    message_ts=st.just("") | st.from_regex(r"[0-9]{10}\.[0-9]{6}", fullmatch=True),
    files=st.lists(ids.map("F".__add__), max_size=10).map(tuple),
    url=st.just("") | st.from_regex(r"https://[^\s<>\x00-\x1f\x7f]{1,200}", fullmatch=True),
    features=st.lists(st.sampled_from(Feature), unique=True).map(tuple),
    language=st.sampled_from(["", "en", "es-MX", "zh-Hant", "pt_BR"]),
)


STATES = ("shareable", "deletable", "has_text", "has_faces", "has_copy", "holds_back_codes")


def buttons(
    reference: Reference = REFERENCE, *, state: Mapping[str, bool] = {}, **more: bool
) -> Block | None:
    none = dict.fromkeys(STATES, False)
    return answer_buttons(reference, **{**none, **state, **more})


def offered(block: Block | None) -> list[str]:
    return [element["action_id"] for element in block["elements"]] if block else []


@given(references)
def test_a_reference_comes_back_as_it_was_and_needs_no_escaping(reference: Reference) -> None:
    value = reference.encode()
    assert Reference.decode(value) == reference
    assert len(value) <= MOST_VALUE
    assert not set(value) & set("&<>\n")


nested = st.recursive(
    hostile.texts | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from("cmfudlx"), inside, max_size=7)
    ),
    max_leaves=8,
)


@given(nested | nested.map(json.dumps))
def test_what_is_no_reference_is_refused_and_what_is_is_harmless(value: Any) -> None:
    try:
        reference = Reference.decode(value)
    except RequestError:
        return
    assert Reference.decode(reference.encode()) == reference
    assert not set(reference.encode()) & set("&<>\n\x00\u202e")


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "",
        "{",
        "[]",
        '"C1"',
        "[" * 1500,
        json.dumps({"c": "C1", "x": "1"}),
        json.dumps({"c": "../C1"}),
        json.dumps({"c": "U0123ABCD"}),
        json.dumps({"c": None}),
        json.dumps({"m": "now"}),
        json.dumps({"f": "F1,../../etc/passwd"}),
        json.dumps({"f": ["F1"]}),
        json.dumps({"f": ",".join(f"F{n}" for n in range(11))}),
        json.dumps({"f": "F1\n"}),
        json.dumps({"u": "http://images.example/a.png"}),
        json.dumps({"u": "https://images.example/a b"}),
        json.dumps({"u": "file:///etc/passwd"}),
        json.dumps({"d": "caption,everything"}),
        json.dumps({"l": "<!channel>"}),
        json.dumps({"u": "https://images.example/" + "a" * MOST_VALUE}),
    ],
)
def test_values_that_glimpse_cannot_have_made_are_refused(value: object) -> None:
    with pytest.raises(RequestError) as refused:
        Reference.decode(value)
    assert refused.value.sentence == "Glimpse does not understand this button or form."


def test_only_what_the_answer_lacks_is_offered() -> None:
    assert offered(buttons()) == ["read_text", "find_faces", "annotated_copy", "language"]
    assert offered(buttons(has_text=True, has_faces=True, has_copy=True)) == ["language"]
    assert offered(buttons(has_text=True, shareable=True)) == [
        "share",
        "find_faces",
        "annotated_copy",
        "language",
    ]
    assert offered(buttons(has_text=True, has_faces=True, has_copy=True, deletable=True)) == [
        "language",
        "delete",
    ]
    whole = buttons(has_text=True, has_faces=True, has_copy=True, holds_back_codes=True)
    assert offered(whole) == ["show_codes", "language"]


def test_only_deleting_asks_again() -> None:
    block = buttons(deletable=True, shareable=True)
    assert block
    asking = [one["action_id"] for one in block["elements"] if "confirm" in one]
    assert asking == [Action.DELETE]


def test_the_language_of_the_answer_is_not_offered() -> None:
    def languages(language: str) -> list[str]:
        block = buttons(Reference("C1", files=("F1",), language=language))
        assert block
        menu = next(one for one in block["elements"] if one["action_id"] == Action.LANGUAGE)
        return [option["text"]["text"] for option in menu["options"]]

    assert languages("") == ["Spanish", "Japanese", "Portuguese", "Chinese"]
    assert languages("es-MX") == ["English", "Japanese", "Portuguese", "Chinese"]


def test_every_button_and_the_menu_say_which_images_they_mean() -> None:
    block = buttons(shareable=True, deletable=True)
    assert block
    for element in block["elements"]:
        chosen = {"selected_option": {"value": "ja"}} if "options" in element else {}
        value = {"value": element["value"]} if "value" in element else {}
        pressed = {"block_id": block["block_id"], **value, **chosen}
        assert reference_in(pressed) == REFERENCE
    assert language_in({"selected_option": {"value": "ja"}}) == "ja"


def test_a_reference_too_long_for_a_block_has_no_menu() -> None:
    long = Reference(url=f"https://images.example/{'a' * 400}")
    block = buttons(long)
    assert offered(block) == ["read_text", "find_faces", "annotated_copy"]
    assert block and "block_id" not in block
    assert reference_in(block["elements"][0]) == long


@pytest.mark.parametrize("address", ["https://a.example/" + "a" * 2000, "https://a.example/<x>"])
def test_a_reference_no_button_can_carry_has_no_buttons(address: str) -> None:
    assert buttons(Reference(url=address), shareable=True, deletable=True) is None


@pytest.mark.parametrize("action", [{}, {"value": ""}, {"block_id": "x"}, {"value": 3}])
def test_a_strange_button_is_refused(action: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        reference_in(action)


@pytest.mark.parametrize("chosen", [None, {}, [], {"value": None}, {"value": "<!here>"}])
def test_a_strange_language_is_refused(chosen: object) -> None:
    with pytest.raises(RequestError):
        language_in({"selected_option": chosen})


def test_no_two_states_of_an_answer_have_the_same_buttons() -> None:
    every = product((True, False), repeat=len(STATES))
    states = [dict(zip(STATES, one, strict=True)) for one in every]
    assert len({tuple(offered(buttons(state=state))) for state in states}) == len(states)
