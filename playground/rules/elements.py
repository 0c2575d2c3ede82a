"""Block Kit's interactive elements: buttons, menus, boxes, fields and their options.

Limits: docs.slack.dev/reference/block-kit/block-elements and /composition-objects.
"""

from collections.abc import Callable
from typing import Any

from playground.rules.texts import (
    TEXTS,
    Problems,
    check_booleans,
    check_confirm,
    check_integer,
    check_keys,
    check_plain_text,
    check_string,
    check_text,
    kind_of,
    problem,
)
from playground.workspace.model import Json

_MENU = {"placeholder", "action_id", "confirm", "focus_on_load"}
_BOXES = {"action_id", "confirm", "focus_on_load"}
_FIELD = {"placeholder", "action_id", "focus_on_load", "initial_value", "dispatch_action_config"}
_BUTTON = {"action_id", "value", "confirm", "accessibility_label"}
_GROUPED = {"options", "option_groups"}
_PLACES = {"response_url_enabled"}

ELEMENT_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "button": ({"text"}, {"url", "style"} | _BUTTON),
    "static_select": (set(), {"initial_option"} | _GROUPED | _MENU),
    "multi_static_select": (set(), {"initial_options", "max_selected_items"} | _GROUPED | _MENU),
    "conversations_select": (
        set(),
        {"initial_conversation", "default_to_current_conversation", "filter"} | _PLACES | _MENU,
    ),
    "channels_select": (set(), {"initial_channel"} | _PLACES | _MENU),
    "users_select": (set(), {"initial_user"} | _MENU),
    "overflow": ({"options"}, {"action_id", "confirm"}),
    "checkboxes": ({"options"}, {"initial_options"} | _BOXES),
    "radio_buttons": ({"options"}, {"initial_option"} | _BOXES),
    "plain_text_input": (set(), {"multiline", "min_length", "max_length"} | _FIELD),
    "url_text_input": (set(), _FIELD),
    "file_input": (set(), {"action_id", "filetypes", "max_files"}),
    "image": ({"alt_text"}, {"image_url", "slack_file"}),
    "feedback_buttons": ({"positive_button", "negative_button"}, {"action_id"}),
    "icon_button": ({"icon", "text"}, _BUTTON),
}
"""Required and optional keys of the elements the playground knows, besides `type`."""

_LISTS = frozenset({"conversations_select", "channels_select", "users_select"})
_PICKERS = _LISTS | {"static_select", "multi_static_select", "checkboxes", "radio_buttons"}
ACTIONS = _PICKERS | {"button", "overflow"}
INPUTS = _PICKERS | {"plain_text_input", "url_text_input", "file_input"}
_MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}
_RICH_OPTIONS = frozenset({"checkboxes", "radio_buttons"})
MOST_GROUPS = 100
MOST_TYPED = 3000


def check_element(value: Any, at: str, allowed: frozenset[str]) -> Problems:
    """Demand an interactive element of one of these types."""
    kind = kind_of(value)
    if kind not in allowed:
        yield problem(f"unsupported element type: {kind}", at)
        return
    yield from check_keys(value, *ELEMENT_KEYS[kind], at)
    if "action_id" in value:
        yield from check_string(value["action_id"], 255, f"{at}/action_id")
    if "placeholder" in value:
        yield from check_plain_text(value["placeholder"], 150, f"{at}/placeholder")
    if "confirm" in value:
        yield from check_confirm(value["confirm"], f"{at}/confirm")
    yield from check_booleans(value, ("focus_on_load", "multiline", "response_url_enabled"), at)
    if kind in _SPECIAL:
        yield from _SPECIAL[kind](value, at)
    if "options" in value or "option_groups" in value:
        yield from _choices(value, kind, at)


def _button(value: Json, at: str) -> Problems:
    yield from check_plain_text(value.get("text"), 75, f"{at}/text")
    limits = {"value": 2000, "url": 3000, "accessibility_label": 75}
    for key, longest in limits.items():
        if key in value:
            yield from check_string(value[key], longest, f"{at}/{key}")
    if value.get("style", "primary") not in ("primary", "danger"):
        yield problem("must be primary or danger", f"{at}/style")


def _menu(value: Json, at: str) -> Problems:
    if ("options" in value) == ("option_groups" in value):
        yield problem("exactly one of options and option_groups is needed", at)
    if "max_selected_items" in value:
        yield from check_integer(value["max_selected_items"], 1, 100, f"{at}/max_selected_items")


def _typed(value: Json, at: str) -> Problems:
    if "min_length" in value:
        yield from check_integer(value["min_length"], 0, MOST_TYPED, f"{at}/min_length")
    if "max_length" in value:
        yield from check_integer(value["max_length"], 1, MOST_TYPED, f"{at}/max_length")
    if "initial_value" in value:
        yield from check_string(
            value["initial_value"], MOST_TYPED, f"{at}/initial_value", shortest=0
        )


def _files(value: Json, at: str) -> Problems:
    if "max_files" in value:
        yield from check_integer(value["max_files"], 1, 10, f"{at}/max_files")
    types = value.get("filetypes", ["png"])
    if not isinstance(types, list) or not types or not all(isinstance(t, str) for t in types):
        yield problem("must be a list of file extensions", f"{at}/filetypes")


_SPECIAL: dict[str, Callable[[Json, str], Problems]] = {
    "button": _button,
    "static_select": _menu,
    "multi_static_select": _menu,
    "plain_text_input": _typed,
    "url_text_input": _typed,
    "file_input": _files,
}


def _choices(value: Json, kind: str, at: str) -> Problems:
    """Check the options, the groups, and that what is chosen at first is among them."""
    lists = [value.get("options")]
    if "options" in value:
        yield from _options(value["options"], kind, f"{at}/options")
    else:
        groups, here = value["option_groups"], f"{at}/option_groups"
        if not isinstance(groups, list) or not 1 <= len(groups) <= MOST_GROUPS:
            yield problem(f"must be a list of 1 to {MOST_GROUPS} groups", here)
            groups = []
        for index, group in enumerate(groups):
            yield from check_keys(group, {"label", "options"}, set(), f"{here}/{index}")
            if isinstance(group, dict):
                yield from check_plain_text(group.get("label"), 75, f"{here}/{index}/label")
                yield from _options(group.get("options"), kind, f"{here}/{index}/options")
                lists.append(group.get("options"))
    known = [option for one in lists if isinstance(one, list) for option in one]
    if "initial_option" in value and value["initial_option"] not in known:
        yield problem("must be one of the options", f"{at}/initial_option")
    initial = value.get("initial_options", known[:1] or [None])
    if not isinstance(initial, list) or not initial:
        yield problem("must be a list of options", f"{at}/initial_options")
    elif "initial_options" in value and any(option not in known for option in initial):
        yield problem("must be among the options", f"{at}/initial_options")


def _options(value: Any, kind: str, at: str) -> Problems:
    most = _MOST_OPTIONS.get(kind, 100)
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        yield problem(f"must be a list of 1 to {most} options", at)
        return
    extra = {"description", "url"} if kind == "overflow" else {"description"}
    words = TEXTS if kind in _RICH_OPTIONS else ("plain_text",)
    for index, option in enumerate(value):
        here = f"{at}/{index}"
        yield from check_keys(option, {"text", "value"}, extra, here)
        if isinstance(option, dict):
            yield from check_text(option.get("text"), 75, f"{here}/text", words)
            yield from check_string(option.get("value"), 150, f"{here}/value")
            if "description" in option:
                yield from check_text(option["description"], 75, f"{here}/description", words)
            if "url" in option:
                yield from check_string(option["url"], 3000, f"{here}/url")
