"""What a person chose in an element: as `state.values` and as an entry of `actions` show it.

Shapes: docs.slack.dev/reference/interaction-payloads/block_actions-payload and
/view-interactions-payload.
"""

from collections.abc import Sequence
from typing import Any

from playground.rules.walk import Place, interactive_places
from playground.workspace.model import Json

_TYPED = frozenset({"plain_text_input", "url_text_input"})
_ONE = frozenset({"static_select", "radio_buttons", "overflow"})
_MANY = frozenset({"multi_static_select", "checkboxes"})
_BY_ID = {
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "users_select": "selected_user",
}
_STATELESS = frozenset({"button", "overflow", "feedback_buttons", "icon_button"})
"""What is pressed and then as before; Slack leaves it out of `state.values`."""
EMPTY: tuple[Any, ...] = (None, "", [])


class ChoiceError(ValueError):
    """Nobody can choose this in Slack."""


def options_of(element: Json) -> list[Json]:
    """Return the options of a menu, of all its groups."""
    groups = element.get("option_groups", ())
    return [*element.get("options", ()), *(o for g in groups for o in g["options"])]


def chosen_fields(element: Json, value: Any) -> Json:
    """Return what the element says once `value` is chosen; None and [] choose nothing.

    `value` is a text, an option's value, a list of such, or an id.

    Raises:
        ChoiceError: the element has no such option.
    """
    kind = element["type"]
    if kind in _TYPED:
        return {"value": value or None}
    if kind in _BY_ID:
        return {_BY_ID[kind]: value}
    if kind in _ONE:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _MANY:
        return {"selected_options": [_option(element, v) for v in value or ()]}
    if kind == "file_input":
        return {"files": list(value or ())}
    return {}


def initial_fields(element: Json) -> Json:
    """Return what an untouched element says."""
    kind = element["type"]
    if kind in _TYPED:
        return {"value": element.get("initial_value")}
    if kind in _BY_ID:
        name = _BY_ID[kind]
        return {name: element.get(name.replace("selected", "initial"))}
    if kind in _ONE:
        return {"selected_option": element.get("initial_option")}
    if kind in _MANY:
        return {"selected_options": element.get("initial_options", [])}
    return chosen_fields(element, None)


def state_values(blocks: Sequence[Json], kept: Json) -> Json:
    """Return `state.values`: of every element that holds something, what it holds.

    `kept`: what was chosen so far, by block id and action id.
    """
    values: Json = {}
    for block, element in interactive_places(blocks):
        if element["type"] in _STATELESS:
            continue
        held = kept.get(block["block_id"], {}).get(element["action_id"]) or initial_fields(element)
        entry = {"type": element["type"]} | held
        values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def keep_choice(kept: Json, place: Place, value: Any) -> None:
    """Remember what was chosen in an element."""
    if place.element["type"] not in _STATELESS:
        block = kept.setdefault(place.block["block_id"], {})
        block[place.element["action_id"]] = chosen_fields(place.element, value)


def action_entry(place: Place, value: Any, action_ts: str) -> Json:
    """Return an entry of `actions` for using an element."""
    element = place.element
    entry: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": place.block["block_id"],
        "action_ts": action_ts,
    }
    for name in ("text", "value", "style", "placeholder"):
        if name in element:
            entry[name] = element[name]
    return entry | chosen_fields(element, value)


def is_empty(held: Json) -> bool:
    """Tell whether an entry of `state.values` holds nothing."""
    return all(value in EMPTY for name, value in held.items() if name != "type")


def _option(element: Json, value: Any) -> Json:
    for option in options_of(element):
        if option.get("value") == value:
            return option
    known = ", ".join(str(o.get("value")) for o in options_of(element))
    raise ChoiceError(f"{element['action_id']} has no option {value!r}, but {known}")
