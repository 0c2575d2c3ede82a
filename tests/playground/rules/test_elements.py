"""Block Kit's interactive elements."""

from typing import Any

import pytest

from doubles.blocks import JUNK, REFUSED, TAKEN, actions, field, problems
from playground.rules.elements import ELEMENT_KEYS

Json = dict[str, Any]


@pytest.mark.parametrize("block", TAKEN["elements"], ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED["elements"], ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))


@pytest.mark.parametrize("kind", ELEMENT_KEYS)
def test_junk_in_any_place_of_an_element_is_never_an_exception(kind: str) -> None:
    required, optional = ELEMENT_KEYS[kind]
    for key in required | optional:
        for junk in JUNK:
            element = {"type": kind, **dict.fromkeys(required, "x"), key: junk}
            for block in (actions(element), field(element)):
                assert all("[json-pointer:/blocks" in one for one in problems(block))


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_among_options_is_never_an_exception(junk: Any) -> None:
    for options in ([junk], [{"text": junk, "value": junk, "description": junk, "url": junk}]):
        for menu in (
            {"options": options},
            {"option_groups": [{"label": junk, "options": options}]},
            {"option_groups": junk},
        ):
            block = actions({"type": "static_select", "action_id": "a", **menu})
            assert any("[json-pointer:/blocks/0/elements/0/option" in p for p in problems(block))
