"""Inputs of a form, and what was put into them.

Limits: docs.slack.dev/reference/block-kit/block-elements.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.replies import hostile
from services.replies.about import FEATURES, in_order
from services.replies.blocks import plain_text
from services.replies.reply import Block
from services.vision import Feature

MOST_BOXES = 10
"""Options of one group of checkboxes."""

VALUE = "value"
"""The ``action_id`` of every input; its ``block_id`` says which it is."""

FEATURES_BLOCK = "features"


def option(value: str, text: str, description: str = "") -> dict[str, Any]:
    """Return one thing that can be chosen."""
    plain: dict[str, Any] = {"text": plain_text(text), "value": value}
    return plain | ({"description": plain_text(description)} if description else {})


def input_block(
    name: str, label: str, element: Mapping[str, Any], *, hint: str = "", optional: bool = False
) -> Block:
    """Return an input under its label."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": {**element, "action_id": VALUE},
        "optional": optional,
    }
    return block | ({"hint": plain_text(hint)} if hint else {})


def radio_buttons(options: Sequence[Mapping[str, Any]], chosen: str) -> dict[str, Any]:
    """Return radio buttons; `chosen` is the value of one of the `options`."""
    return {"type": "radio_buttons", "options": list(options), **_initial(options, chosen)}


def menu(options: Sequence[Mapping[str, Any]], chosen: str) -> dict[str, Any]:
    """Return a menu; `chosen` is the value of one of the `options`."""
    return {"type": "static_select", "options": list(options), **_initial(options, chosen)}


def feature_boxes(
    possible: Iterable[Feature], chosen: Iterable[Feature], *, hint: str
) -> list[Block]:
    """Return groups of checkboxes for all of `possible`; a thumbnail, which needs a size, is not.

    No group has more than `MOST_BOXES`.
    """
    offered = [one for one in in_order(possible) if one is not Feature.THUMBNAIL]
    starts = range(0, len(offered), MOST_BOXES)
    ticked, blocks = set(chosen), []
    for number, start in enumerate(starts):
        group = offered[start : start + MOST_BOXES]
        options = {feature: option(feature, *FEATURES[feature]) for feature in group}
        initial = [one for feature, one in options.items() if feature in ticked]
        element: dict[str, Any] = {"type": "checkboxes", "options": list(options.values())}
        if initial:  # an empty list would be refused
            element["initial_options"] = initial
        blocks.append(
            input_block(
                f"{FEATURES_BLOCK}_{number}",
                "More to look for" if number else "What to look for",
                element,
                hint=hint if start + MOST_BOXES >= len(offered) else "",
                optional=True,
            )
        )
    return blocks


def features_in(view: Mapping[str, Any]) -> tuple[Feature, ...]:
    """Return the features that were ticked.

    Raises:
        RequestError: Glimpse made no such form.
    """
    ticked = []
    for name in _values(view):
        if isinstance(name, str) and name.startswith(FEATURES_BLOCK):
            options = given(view, name).get("selected_options") or []
            ticked += [hostile.mapping(one).get("value") for one in hostile.sequence(options)]
    return in_order(hostile.features(ticked))


def chosen_in(view: Mapping[str, Any], name: str) -> str:
    """Return the value of the option that was chosen in the input `name`.

    Raises:
        RequestError: Glimpse made no such form.
    """
    value = hostile.mapping(given(view, name).get("selected_option")).get("value")
    if isinstance(value, str):
        return value
    raise hostile.refused(name)


def given(view: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the state of the input `name`.

    Raises:
        RequestError: Glimpse made no such form.
    """
    return hostile.mapping(hostile.mapping(_values(view).get(name)).get(VALUE))


def _values(view: Mapping[str, Any]) -> Mapping[str, Any]:
    return hostile.mapping(hostile.mapping(view.get("state")).get("values"))


def _initial(options: Sequence[Mapping[str, Any]], chosen: str) -> dict[str, Any]:
    found = [one for one in options if one["value"] == chosen]
    return {"initial_option": found[0]} if found else {}
