"""Parts of blocks, and what the playground's rules say of them."""

from typing import Any

from playground.rules.blocks import check_blocks
from playground.workspace.manifest import Manifest
from playground.workspace.state import Workspace

Json = dict[str, Any]


def workspace(now: float = 1000.0) -> Workspace:
    """Return a workspace that nobody serves, of an app without a scope."""
    return Workspace(lambda: now, Manifest("Glimpse", frozenset(), frozenset()))


def problems(*blocks: Any) -> list[str]:
    """Return what a message of these blocks is refused for."""
    return check_blocks(list(blocks), workspace())


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def rich(*elements: Json, kind: str = "rich_text_section") -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}


def button(text: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": "a", **more}


def option(value: str) -> Json:
    return {"text": plain(value), "value": value}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json) -> Json:
    return {"type": "input", "label": plain("x"), "element": {"action_id": "a"} | element}


OPTIONS = [option("one"), option("two")]
CONFIRM = {name: plain("x") for name in ("title", "text", "confirm", "deny")}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}
JUNK: tuple[Any, ...] = (
    *(None, True, -1, 1.5, "", "x", [], {}, [None], [[]], [{}], [5], {"type": []}),
    {"type": "plain_text"},
)
"""What stands where something else should: each check must look before it reads."""

TAKEN: dict[str, list[Any]] = {
    "blocks": [
        {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
        {"type": "section", "text": plain("x"), "accessory": button("Press")},
        {"type": "header", "text": plain("x" * 150)},
        {"type": "divider", "block_id": "b"},
        {"type": "context", "elements": [mrkdwn("x")] * 9 + [IMAGE]},
        {"type": "markdown", "text": "x" * 12_000},
    ],
    "pictures": [
        IMAGE | {"title": plain("x" * 2000), "alt_text": "x" * 2000},
        {"type": "section", "text": plain("x"), "accessory": IMAGE},
    ],
    "elements": [
        {"type": "actions", "elements": [button("x" * 75, value="v" * 2000, style="primary")]},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "overflow",
                    "action_id": "o",
                    "options": [{"text": plain("x"), "value": "1"}] * 2,
                }
            ],
        },
        actions({"type": "static_select", "options": OPTIONS * 50, "initial_option": OPTIONS[0]}),
        actions({"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 2}),
        actions(
            {"type": "static_select", "option_groups": [{"label": plain("x"), "options": OPTIONS}]}
        ),
        actions({"type": "checkboxes", "options": OPTIONS * 5, "initial_options": OPTIONS}),
        actions({"type": "radio_buttons", "options": [{"text": mrkdwn("*x*"), "value": "v"}]}),
        actions({"type": "overflow", "options": [OPTIONS[0] | {"url": "https://example.com"}]}),
        actions({"type": "conversations_select", "default_to_current_conversation": True}),
        actions(button("x", confirm=CONFIRM)),
        field({"type": "plain_text_input", "multiline": True, "max_length": 3000}),
    ],
    "rich_text": [
        rich({"type": "text", "text": "<!channel> stays text", "style": {"bold": True}}),
        rich({"type": "text", "text": "as read"}, kind="rich_text_preformatted"),
        rich(
            {"type": "link", "url": "https://example.com"},
            {"type": "emoji", "name": "eyes"},
            {"type": "user", "user_id": "U0ADA"},
            {"type": "broadcast", "range": "here"},
            kind="rich_text_quote",
        ),
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": []}],
                }
            ],
        },
    ],
    "tables": [
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100},
        {
            "type": "table",
            "rows": [[rich({"type": "text", "text": "x"})]],
            "column_settings": [{"align": "right", "is_wrapped": True}],
        },
    ],
    "texts": [
        {"type": "section", "text": mrkdwn("x" * 3000)},
    ],
}
"""Blocks at the limits of what Slack takes, by the module of the rules that they try."""

REFUSED: dict[str, list[Any]] = {
    "blocks": [
        {"type": "section"},
        {"type": "section", "text": mrkdwn("x"), "colour": "red"},
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        {"type": "section", "fields": [mrkdwn("x")] * 11},
        {"type": "section", "fields": []},
        {"type": "header", "text": plain("x" * 151)},
        {"type": "header", "text": mrkdwn("x")},
        {"type": "divider", "text": plain("x")},
        {"type": "divider", "block_id": "x" * 256},
        {"type": "context", "elements": []},
        {"type": "context", "elements": [mrkdwn("x")] * 11},
        {"type": "context", "elements": [button("x")]},
        {"type": "actions", "elements": [button("x")] * 26},
        {"type": "actions", "elements": [mrkdwn("x")]},
        {"type": "markdown", "text": "x" * 12_001},
        actions({"type": "plain_text_input"}),
        actions(button("x"), button("y")),
        field({"type": "plain_text_input"}) | {"label": mrkdwn("x")},
        {"type": "video", "video_url": "https://example.com", "title": plain("x"), "alt_text": "x"},
        {"type": "no_such_block"},
        {"no": "type"},
        "a string",
        None,
    ],
    "pictures": [
        {"type": "image", "image_url": "https://example.com/a.png"},
        IMAGE | {"alt_text": "x" * 2001},
        IMAGE | {"alt_text": ""},
        IMAGE | {"image_url": "x" * 3001},
        IMAGE | {"slack_file": {"id": "F000000000"}},
        {"type": "image", "alt_text": "a"},
        {"type": "image", "alt_text": "a", "slack_file": {"id": "lower"}},
        {"type": "image", "alt_text": "a", "slack_file": {"id": "F0NOBODYS1"}},
        {"type": "section", "text": plain("x"), "accessory": IMAGE | {"image_url": "x" * 3001}},
        {"type": "context", "elements": [mrkdwn("x"), IMAGE | {"image_url": "x" * 3001}]},
        {"type": "context", "elements": [{"type": "image", "alt_text": "a"}]},
    ],
    "elements": [
        {"type": "actions", "elements": [button("x" * 76)]},
        {"type": "actions", "elements": [button("x", value="v" * 2001)]},
        {"type": "actions", "elements": [button("x", style="blue")]},
        actions({"type": "static_select", "options": OPTIONS * 51}),
        actions({"type": "static_select", "options": []}),
        actions({"type": "static_select"}),
        actions({"type": "static_select", "options": OPTIONS, "option_groups": []}),
        actions({"type": "static_select", "options": [{"text": mrkdwn("x"), "value": "v"}]}),
        actions({"type": "static_select", "options": OPTIONS, "initial_option": option("other")}),
        actions({"type": "static_select", "options": OPTIONS, "placeholder": plain("x" * 151)}),
        actions({"type": "static_select", "options": [{"text": plain("x" * 76), "value": "v"}]}),
        actions({"type": "static_select", "options": [{"text": plain("x"), "value": "v" * 151}]}),
        actions({"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 0}),
        actions({"type": "checkboxes", "options": OPTIONS * 6}),
        actions({"type": "checkboxes", "options": OPTIONS, "initial_options": [option("other")]}),
        actions({"type": "checkboxes", "options": OPTIONS, "initial_options": []}),
        actions({"type": "radio_buttons", "options": OPTIONS * 6}),
        actions({"type": "overflow", "options": OPTIONS * 3}),
        actions(button("x", confirm=CONFIRM | {"deny": plain("x" * 31)})),
        actions(button("x", action_id="a" * 256)),
        field({"type": "plain_text_input", "max_length": 3001}),
        field({"type": "plain_text_input", "multiline": "yes"}),
        field({"type": "file_input"}),
        field(button("x")),
    ],
    "rich_text": [
        {"type": "rich_text", "elements": []},
        {"type": "rich_text", "elements": [{"type": "text", "text": "not in a section"}]},
        rich({"type": "text", "text": ""}),
        rich({"type": "text"}),
        rich({"type": "mrkdwn", "text": "x"}),
        rich({"type": "text", "text": "x", "style": {"big": True}}),
        rich({"type": "text", "text": "x", "style": "bold"}),
        rich({"type": "text", "text": "x", "extra": 1}),
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]},
    ],
    "tables": [
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]},
        {"type": "table", "rows": [[mrkdwn("x")]]},
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "x"}]],
            "column_settings": [{"align": "middle"}],
        },
    ],
    "texts": [
        {"type": "section", "text": mrkdwn("")},
        {"type": "section", "text": mrkdwn("x" * 3001)},
        {"type": "section", "text": "a string"},
        {"type": "section", "text": {"type": "markdown", "text": "x"}},
        {"type": "section", "text": {**mrkdwn("x"), "emoji": True}},
    ],
}
"""What Slack refuses as a block, by the module of the rules that says so."""
