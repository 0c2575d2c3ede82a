"""What Slack would say of blocks and views, and what a person reads in them.

Three judges: rules written here after docs.slack.dev/reference/block-kit and /views, slack_sdk's
models, and, where it is there, the JSON schema that was made of Slack's own @slack/types.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

Json = Mapping[str, Any]

SCHEMA = Path(__file__).parents[3] / "shared" / "slack" / "blocks.schema.json"

STRINGS = {
    "block_id": 255,
    "action_id": 255,
    "callback_id": 255,
    "private_metadata": 3000,
    "alt_text": 2000,
    "url": 3000,
    "image_url": 3000,
    "accessibility_label": 75,
}
"""The most characters of a string, whatever it belongs to; none may be empty."""

TEXTS = {
    ("section", "text"): 3000,
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("option", "text"): 75,
    ("option", "description"): 75,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("static_select", "placeholder"): 150,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("context", "elements"): 3000,
}
"""The most characters of a text object, by what holds it and under which name."""

LISTS = {
    ("context", "elements"): 10,
    ("actions", "elements"): 25,
    ("section", "fields"): 10,
    ("static_select", "options"): 100,
    ("checkboxes", "options"): 10,
    ("radio_buttons", "options"): 10,
    ("table", "rows"): 100,
}
VALUES = {"button": 2000, "option": 150}
MOST_CELLS, MOST_CELL_CHARACTERS = 20, 10_000
NEED_ALT_TEXT = frozenset({"image"})


def message_problems(blocks: Sequence[Json]) -> list[str]:
    """Return what is wrong with a message's blocks."""
    tables = sum(block["type"] == "table" for block in blocks)
    found = [f"{tables} tables"] if tables > 1 else []
    return [*found, *_all_problems(blocks, 50)]


def view_problems(view: Json) -> list[str]:
    """Return what is wrong with a modal or a home tab."""
    found = [*_own_problems({**view, "blocks": []}), *_all_problems(view["blocks"], 100)]
    kinds = {block["type"] for block in view["blocks"]}
    found += [f"{kind} in a view" for kind in kinds & {"table", "markdown", "context_actions"}]
    needs_submit = view["type"] == "modal" and "input" in kinds
    return found + (["no submit"] if needs_submit and "submit" not in view else [])


def readable(block: Json) -> list[str]:
    """Return what a person reads in a block, a line each; what can be pressed is left out."""
    if block["type"] == "table":
        return [" · ".join(cell["text"] for cell in row) for row in block["rows"]]
    if block["type"] == "context":
        return [element["text"] for element in block["elements"]]
    if block["type"] == "rich_text":
        return [line for element in block["elements"] for line in _rich_lines(element)]
    return []


def things(value: Any) -> Iterator[Json]:
    """Yield every object in `value`, itself included."""
    if isinstance(value, Mapping):
        yield value
    inside = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, Mapping | list | tuple):
        for one in inside:
            yield from things(one)


def _rich_lines(element: Json) -> list[str]:
    if element["type"] == "rich_text_list":
        return [line for item in element["elements"] for line in _rich_lines(item)]
    return ["".join(map(_plain, element["elements"]))]


def _plain(inline: Json) -> str:
    return f"{inline['text']} {inline['url']}" if inline["type"] == "link" else str(inline["text"])


def _all_problems(blocks: Sequence[Json], most: int) -> Iterator[str]:
    if not 1 <= len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield "a block_id twice"
    for block in blocks:
        yield from _own_problems(block)
        yield from _sdk_problems(block)
        if SCHEMA.exists():
            yield from (error.message for error in _schema(block["type"]).iter_errors(block))


def _own_problems(value: Json) -> Iterator[str]:
    json.dumps(value, allow_nan=False).encode()
    for thing in things(value):
        yield from _string_problems(thing)
        yield from _holder_problems(thing, _kind(thing))
        if thing.get("type") in NEED_ALT_TEXT and not thing.get("alt_text"):
            yield "an image without alt_text"
        if thing.get("type") == "table":
            yield from _table_problems(thing)


def _string_problems(thing: Json) -> Iterator[str]:
    for name, most in STRINGS.items():
        if name in thing and not 1 <= len(thing[name]) <= most:
            yield f"{name}: {len(thing[name])} characters"
    if isinstance(thing.get("text"), str) and not thing["text"]:
        yield f"an empty text: {thing}"


def _holder_problems(thing: Json, kind: str) -> Iterator[str]:
    for name, value in thing.items():
        held = value if isinstance(value, list) else [value]
        if (kind, name) in LISTS and not 1 <= len(held) <= LISTS[kind, name]:
            yield f"{kind}: {len(held)} {name}"
        for one in held if (kind, name) in TEXTS else []:
            if not 1 <= len(one["text"]) <= TEXTS[kind, name]:
                yield f"{name} of {kind}: {len(one['text'])} characters"
    if not len(str(thing.get("value", "v"))) <= VALUES.get(kind, 0) and kind in VALUES:
        yield f"value of {kind}"
    actions = [one["action_id"] for one in _held(thing) if "action_id" in one]
    if len(set(actions)) < len(actions):
        yield "an action_id twice in a block"


def _held(thing: Json) -> list[Json]:
    elements = thing.get("elements")
    found = elements if isinstance(elements, list) else [thing.get("element")]
    return [one for one in found if isinstance(one, Mapping)]


def _kind(thing: Json) -> str:
    if "deny" in thing:
        return "confirm"
    return str(thing.get("type") or ("option" if "value" in thing else ""))


def _table_problems(table: Json) -> Iterator[str]:
    rows = table["rows"]
    if len({len(row) for row in rows}) != 1 or not 1 <= len(rows[0]) <= MOST_CELLS:
        yield "rows of a table"
    if sum(len(cell["text"]) for row in rows for cell in row) > MOST_CELL_CHARACTERS:
        yield "characters of a table"


def _sdk_problems(block: Json) -> Iterator[str]:
    parsed = Block.parse(dict(block))
    if parsed is None:
        yield f"slack_sdk does not know {block['type']}"
        return
    try:
        parsed.validate_json()
    except SlackObjectFormationError as error:
        yield f"{block['type']}: {error}"


@cache
def _schema(kind: str) -> Draft7Validator:
    """Return the schema of one type of block; that of any block is slow, and says less."""
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    name = "".join(word.capitalize() for word in kind.split("_")) + "Block"
    own = {"$ref": f"#/definitions/{name if name in definitions else 'KnownBlock'}"}
    return Draft7Validator({"definitions": definitions, "allOf": [own]})
