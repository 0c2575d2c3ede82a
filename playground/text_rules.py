"""Block Kit's smaller parts: text objects, buttons, menus, options.

Every check yields problems in Slack's words, each ending in a JSON pointer. Limits:
docs.slack.dev/reference/block-kit/composition-objects and /block-elements.
"""

from collections.abc import Iterator
from typing import Any

Problems = Iterator[str]

TEXTS = ("plain_text", "mrkdwn")
_TEXT_KEYS = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}

_MENU = {"placeholder", "action_id", "confirm", "focus_on_load"}
_FIELD = {"placeholder", "action_id", "focus_on_load", "initial_value", "dispatch_action_config"}

ELEMENT_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "button": ({"text"}, {"action_id", "url", "value", "style", "confirm", "accessibility_label"}),
    "static_select": (set(), {"options", "option_groups", "initial_option"} | _MENU),
    "multi_static_select": (
        set(),
        {"options", "option_groups", "initial_options", "max_selected_items"} | _MENU,
    ),
    "overflow": ({"options"}, {"action_id", "confirm"}),
    "checkboxes": ({"options"}, {"action_id", "initial_options", "confirm", "focus_on_load"}),
    "radio_buttons": ({"options"}, {"action_id", "initial_option", "confirm", "focus_on_load"}),
    "plain_text_input": (set(), {"multiline", "min_length", "max_length"} | _FIELD),
    "url_text_input": (set(), _FIELD),
    "file_input": (set(), {"action_id", "filetypes", "max_files"}),
    "image": ({"alt_text"}, {"image_url", "slack_file"}),
    "feedback_buttons": ({"positive_button", "negative_button"}, {"action_id"}),
    "icon_button": ({"icon", "text"}, {"action_id", "value", "confirm", "accessibility_label"}),
}
"""Required and optional keys of the elements the playground knows, besides `type`."""

_PICKERS = {"static_select", "multi_static_select", "checkboxes", "radio_buttons"}
ACTIONS = frozenset(_PICKERS | {"button", "overflow"})
INPUTS = frozenset(_PICKERS | {"plain_text_input", "url_text_input", "file_input"})
_MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}


def problem(words: str, at: str) -> str:
    """Word a problem as Slack does."""
    return f"{words} [json-pointer:{at}]"


def kind_of(value: Any) -> str:
    """Return the `type` of an object, or a word for its absence."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else "none"


def keys(value: Any, required: set[str], optional: set[str], at: str) -> Problems:
    """Demand an object with these keys and no others; `type` and `block_id` need no mention."""
    if not isinstance(value, dict):
        yield problem("must be an object", at)
        return
    for key in sorted(required - value.keys()):
        yield problem(f"missing required field: {key}", at)
    for key in sorted(value.keys() - required - optional - {"type"}):
        yield problem(f"no more than the allowed keys; unexpected: {key}", f"{at}/{key}")


def string(value: Any, longest: int, at: str, shortest: int = 1) -> Problems:
    """Demand a string of a length between these, in characters."""
    if not isinstance(value, str):
        yield problem("must be a string", at)
    elif len(value) < shortest:
        yield problem(f"must be more than {shortest - 1} characters", at)
    elif len(value) > longest:
        yield problem(f"must be less than {longest + 1} characters", at)


def text(value: Any, longest: int, at: str, kinds: tuple[str, ...] = TEXTS) -> Problems:
    """Demand a text object of one of these types."""
    if not isinstance(value, dict):
        yield problem("must be an object", at)
        return
    kind = kind_of(value)
    if kind not in kinds:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from keys(value, {"text"}, _TEXT_KEYS[kind], at)
    if "text" in value:
        yield from string(value["text"], longest, f"{at}/text")


def plain(value: Any, longest: int, at: str) -> Problems:
    """Demand a plain_text object."""
    yield from text(value, longest, at, ("plain_text",))


def element(value: Any, at: str, allowed: frozenset[str]) -> Problems:
    """Demand an interactive element of one of these types."""
    kind = kind_of(value)
    if kind not in allowed:
        yield problem(f"unsupported element type: {kind}", at)
        return
    yield from keys(value, *ELEMENT_KEYS[kind], at)
    if "action_id" in value:
        yield from string(value["action_id"], 255, f"{at}/action_id")
    if "placeholder" in value:
        yield from plain(value["placeholder"], 150, f"{at}/placeholder")
    if kind == "button":
        yield from _button(value, at)
    if kind.endswith("static_select") and ("options" in value) == ("option_groups" in value):
        yield problem("exactly one of options and option_groups is needed", at)
    if "options" in value:
        yield from _options(value["options"], _MOST_OPTIONS.get(kind, 100), f"{at}/options")


def _button(value: dict[str, Any], at: str) -> Problems:
    yield from plain(value.get("text"), 75, f"{at}/text")
    limits = {"value": 2000, "url": 3000, "accessibility_label": 75}
    for key, longest in limits.items():
        if key in value:
            yield from string(value[key], longest, f"{at}/{key}")
    if value.get("style", "primary") not in ("primary", "danger"):
        yield problem("must be primary or danger", f"{at}/style")


def _options(value: Any, most: int, at: str) -> Problems:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        yield problem(f"must be a list of 1 to {most} options", at)
        return
    for index, option in enumerate(value):
        here = f"{at}/{index}"
        yield from keys(option, {"text", "value"}, {"description", "url"}, here)
        if isinstance(option, dict):
            yield from text(option.get("text"), 75, f"{here}/text")
            yield from string(option.get("value"), 150, f"{here}/value")
