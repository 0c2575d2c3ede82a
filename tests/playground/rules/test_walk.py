"""Walking over blocks, and the ids that Slack gives."""

from copy import deepcopy
from typing import Any

from doubles.blocks import IMAGE, actions, button, field, plain
from playground.rules.walk import interactive_places, with_ids

Json = dict[str, Any]

NAMELESS: list[Json] = [
    {"type": "divider"},
    {"type": "actions", "elements": [{"type": "button", "text": plain("x")}]},
    {"type": "section", "text": plain("x"), "accessory": {"type": "overflow", "options": []}},
    {"type": "input", "label": plain("x"), "element": {"type": "plain_text_input"}},
]


def elements_of(block: Json) -> list[Json]:
    return block.get("elements") or [block.get("accessory") or block["element"]]


def test_what_has_no_id_gets_one_of_its_own() -> None:
    before = deepcopy(NAMELESS)
    named = with_ids(NAMELESS)
    ids = [block["block_id"] for block in named]
    ids += [one["action_id"] for block in named[1:] for one in elements_of(block)]
    assert len(set(ids)) == 7
    assert all(len(one) == 5 for one in ids)
    assert before == NAMELESS


def test_ids_that_are_there_stay() -> None:
    block = actions(button("x")) | {"block_id": "mine"}
    assert with_ids([block]) == [block]


def test_pictures_are_not_interactive() -> None:
    beside = {"type": "section", "block_id": "b", "text": plain("x"), "accessory": IMAGE}
    context = {"type": "context", "block_id": "c", "elements": [IMAGE]}
    assert with_ids([beside, context]) == [beside, context]
    assert list(interactive_places([beside, context])) == []


def test_places_come_in_reading_order_and_know_what_using_them_means() -> None:
    text = {"type": "plain_text_input"}
    blocks = [
        field(text),
        actions(button("one"), button("two")),
        {"type": "section", "text": plain("x"), "accessory": button("three")},
        field(text) | {"dispatch_action": True},
        field(text) | {"optional": True},
    ]
    places = list(interactive_places(blocks))
    assert [place.block for place in places] == [blocks[i] for i in (0, 1, 1, 2, 3, 4)]
    assert [place.is_input for place in places] == [True, False, False, False, True, True]
    assert [place.acts for place in places] == [False, True, True, True, True, False]
    assert [place.is_required for place in places] == [True, False, False, False, True, False]
