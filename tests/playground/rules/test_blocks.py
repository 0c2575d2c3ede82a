from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.rules.blocks import check_blocks
from playground.server import Playground
from playground.workspace.manifest import Manifest
from playground.workspace.state import Workspace

Json = dict[str, Any]


def workspace() -> Workspace:
    return Workspace(lambda: 1000.0, Manifest("Glimpse", frozenset(), frozenset()))


def problems(*blocks: Any) -> list[str]:
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
GROUP = {"label": plain("x"), "options": OPTIONS}
CONFIRM = {name: plain("x") for name in ("title", "text", "confirm", "deny")}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}

TAKEN = [
    {"type": "section", "text": mrkdwn("x" * 3000)},
    {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    {"type": "section", "text": plain("x"), "accessory": button("Press")},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider", "block_id": "b"},
    IMAGE | {"title": plain("x" * 2000), "alt_text": "x" * 2000},
    {"type": "context", "elements": [mrkdwn("x")] * 9 + [IMAGE]},
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
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100},
    {
        "type": "table",
        "rows": [[rich({"type": "text", "text": "x"})]],
        "column_settings": [{"align": "right", "is_wrapped": True}],
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
    {"type": "section", "text": plain("x"), "accessory": IMAGE},
]

REFUSED = [
    {"type": "section"},
    {"type": "section", "text": mrkdwn("")},
    {"type": "section", "text": mrkdwn("x" * 3001)},
    {"type": "section", "text": "a string"},
    {"type": "section", "text": {"type": "markdown", "text": "x"}},
    {"type": "section", "text": mrkdwn("x"), "colour": "red"},
    {"type": "section", "text": {**mrkdwn("x"), "emoji": True}},
    {"type": "section", "fields": [mrkdwn("x" * 2001)]},
    {"type": "section", "fields": [mrkdwn("x")] * 11},
    {"type": "section", "fields": []},
    {"type": "header", "text": plain("x" * 151)},
    {"type": "header", "text": mrkdwn("x")},
    {"type": "divider", "text": plain("x")},
    {"type": "divider", "block_id": "x" * 256},
    {"type": "image", "image_url": "https://example.com/a.png"},
    IMAGE | {"alt_text": "x" * 2001},
    IMAGE | {"alt_text": ""},
    IMAGE | {"image_url": "x" * 3001},
    IMAGE | {"slack_file": {"id": "F000000000"}},
    {"type": "image", "alt_text": "a"},
    {"type": "image", "alt_text": "a", "slack_file": {"id": "lower"}},
    {"type": "image", "alt_text": "a", "slack_file": {"id": "F0NOBODYS1"}},
    {"type": "context", "elements": []},
    {"type": "context", "elements": [mrkdwn("x")] * 11},
    {"type": "context", "elements": [button("x")]},
    {"type": "actions", "elements": [button("x")] * 26},
    {"type": "actions", "elements": [button("x" * 76)]},
    {"type": "actions", "elements": [button("x", value="v" * 2001)]},
    {"type": "actions", "elements": [button("x", style="blue")]},
    {"type": "actions", "elements": [mrkdwn("x")]},
    {"type": "rich_text", "elements": []},
    {"type": "rich_text", "elements": [{"type": "text", "text": "not in a section"}]},
    rich({"type": "text", "text": ""}),
    rich({"type": "text"}),
    rich({"type": "mrkdwn", "text": "x"}),
    rich({"type": "text", "text": "x", "style": {"big": True}}),
    rich({"type": "text", "text": "x", "style": "bold"}),
    rich({"type": "text", "text": "x", "extra": 1}),
    {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]},
    {"type": "markdown", "text": "x" * 12_001},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]},
    {"type": "table", "rows": [[mrkdwn("x")]]},
    {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "x"}]],
        "column_settings": [{"align": "middle"}],
    },
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
    actions({"type": "plain_text_input"}),
    actions(button("x", confirm=CONFIRM | {"deny": plain("x" * 31)})),
    actions(button("x"), button("y")),
    actions(button("x", action_id="a" * 256)),
    field({"type": "plain_text_input", "max_length": 3001}),
    field({"type": "plain_text_input", "multiline": "yes"}),
    field({"type": "file_input"}),
    field(button("x")),
    field({"type": "plain_text_input"}) | {"label": mrkdwn("x")},
    {"type": "section", "text": plain("x"), "accessory": IMAGE | {"image_url": "x" * 3001}},
    {"type": "video", "video_url": "https://example.com", "title": plain("x"), "alt_text": "x"},
    {"type": "no_such_block"},
    {"no": "type"},
    "a string",
    None,
]


@pytest.mark.parametrize("block", TAKEN, ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED, ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))


def test_blocks_are_counted_and_compared() -> None:
    assert problems(*[{"type": "divider"}] * 50) == []
    assert problems(*[{"type": "divider"}] * 51)
    assert problems({"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"})
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    assert problems(table, table)
    assert problems(*[{"type": "markdown", "text": "x" * 7000}] * 2)


def test_the_web_api_names_what_is_wrong(playground: Playground, client: WebClient) -> None:
    blocks: list[Json] = [{"type": "divider"}, {"type": "header", "text": plain("x" * 151)}]
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=playground.channel_id, text="x", blocks=blocks)
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [
        "must be less than 151 characters [json-pointer:/blocks/1/text/text]"
    ]
    assert playground.messages() == []


@pytest.mark.parametrize("blocks", ["[{'type': 'divider'}]", '{"type": "divider"}'])
def test_blocks_that_are_no_json_list_are_refused(
    playground: Playground, client: WebClient, blocks: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=playground.channel_id, text="x", blocks=blocks)
    assert caught.value.response["error"] == "invalid_blocks_format"


def test_slacks_own_schema_agrees(request: pytest.FixtureRequest) -> None:
    shared = Path(str(request.config.rootpath)).parent / "shared" / "slack" / "blocks.schema.json"
    if not shared.exists():
        pytest.skip("the schema is not here")
    import json

    import jsonschema

    schema = json.loads(shared.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    for block in TAKEN:
        validator.validate([block])
