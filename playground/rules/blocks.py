"""Which blocks Slack takes: own checks first, then slack_sdk's models for what is left.

Limits: docs.slack.dev/reference/block-kit/blocks.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from playground.rules.elements import ACTIONS, INPUTS, check_element
from playground.rules.pictures import check_pictures
from playground.rules.rich_text import check_rich_text
from playground.rules.sdk_models import sdk_problems
from playground.rules.tables import check_table
from playground.rules.texts import (
    TEXTS,
    Problems,
    check_booleans,
    check_keys,
    check_plain_text,
    check_string,
    check_text,
    kind_of,
    problem,
)
from playground.workspace.model import Json
from playground.workspace.state import Workspace

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MARKDOWN_LIMIT = 12_000
_ACCESSORIES = ACTIONS | {"image"}

BLOCK_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "section": (set(), {"text", "fields", "accessory", "expand"}),
    "header": ({"text"}, set()),
    "divider": (set(), set()),
    "image": ({"alt_text"}, {"image_url", "slack_file", "title"}),
    "context": ({"elements"}, set()),
    "actions": ({"elements"}, set()),
    "context_actions": ({"elements"}, set()),
    "rich_text": ({"elements"}, set()),
    "markdown": ({"text"}, set()),
    "table": ({"rows"}, {"column_settings"}),
    "input": ({"label", "element"}, {"hint", "optional", "dispatch_action"}),
}
"""Required and optional keys of the blocks the playground takes, besides `type`, `block_id`."""


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


_MESSAGES_ONLY = frozenset({"table", "markdown", "context_actions"})


def check_blocks(
    blocks: list[Any], workspace: Workspace, surface: Surface = Surface.MESSAGE, at: str = "/blocks"
) -> list[str]:
    """Return every problem of a message's or view's blocks; none when Slack would take them."""
    problems: list[str] = []
    most = MESSAGE_BLOCKS if surface is Surface.MESSAGE else VIEW_BLOCKS
    if len(blocks) > most:
        problems.append(problem(f"no more than {most} items allowed", at))
    for index, block in enumerate(blocks):
        problems += _block(block, f"{at}/{index}", workspace, surface)
    # and what concerns all of them at once
    objects = [b for b in blocks if isinstance(b, dict)]
    ids = [str(b["block_id"]) for b in objects if b.get("block_id")]
    if len(ids) != len(set(ids)):
        problems.append(problem("block_id must be unique", at))
    if sum(b.get("type") == "table" for b in objects) > 1:
        problems.append(problem("only one table block is allowed", at))
    written = sum(len(str(b.get("text", ""))) for b in objects if b.get("type") == "markdown")
    if written > MARKDOWN_LIMIT:
        problems.append(problem(f"markdown blocks hold {MARKDOWN_LIMIT} characters together", at))
    focused = 0
    for block in objects:
        listed = block.get("elements")
        for one in (block.get("element"), *(listed if isinstance(listed, list) else ())):
            focused += isinstance(one, dict) and one.get("focus_on_load") is True
    if focused > 1:
        problems.append(problem("only one element may have focus_on_load", at))
    return problems or sdk_problems(blocks, at)


def _block(block: Any, at: str, workspace: Workspace, surface: Surface) -> Problems:
    kind = kind_of(block)
    if kind not in BLOCK_KEYS:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
        return
    required, optional = BLOCK_KEYS[kind]
    yield from check_keys(block, required, optional | {"block_id"}, at)
    if "block_id" in block:
        yield from check_string(block["block_id"], 255, f"{at}/block_id", shortest=0)
    if required <= block.keys() and kind in _CHECKS:
        yield from _CHECKS[kind](block, at)
    yield from check_pictures(block, at, workspace)
    if surface is not Surface.MESSAGE and kind in _MESSAGES_ONLY:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
    has_files = kind == "input" and kind_of(block.get("element")) == "file_input"
    if has_files and surface is not Surface.MODAL:
        yield problem("unsupported element type: file_input", f"{at}/element")


def _section(block: Json, at: str) -> Problems:
    if "text" not in block and "fields" not in block:
        yield problem("missing required field: text or fields", at)
    if "text" in block:
        yield from check_text(block["text"], 3000, f"{at}/text")
    fields = block.get("fields", [None])
    if not isinstance(fields, list) or not 1 <= len(fields) <= 10:
        yield problem("must be a list of 1 to 10 fields", f"{at}/fields")
    elif "fields" in block:
        for index, field in enumerate(fields):
            yield from check_text(field, 2000, f"{at}/fields/{index}")
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{at}/accessory", _ACCESSORIES)


def _header(block: Json, at: str) -> Problems:
    yield from check_plain_text(block["text"], 150, f"{at}/text")


def _image(block: Json, at: str) -> Problems:
    yield from check_string(block["alt_text"], 2000, f"{at}/alt_text")
    if "title" in block:
        yield from check_plain_text(block["title"], 2000, f"{at}/title")


def _context(block: Json, at: str) -> Problems:
    for index, item, here in _items(block, at):
        if not isinstance(item, dict):
            yield problem("must be an object", here)
        elif item.get("type") == "image":
            yield from check_keys(item, {"alt_text"}, {"image_url", "slack_file"}, here)
            yield from check_string(item.get("alt_text"), 2000, f"{here}/alt_text")
        else:
            yield from check_text(item, 3000, here, TEXTS)
        if index >= 10:
            yield problem("no more than 10 items allowed", f"{at}/elements")


def _actions(block: Json, at: str) -> Problems:
    for index, item, here in _items(block, at):
        yield from check_element(item, here, ACTIONS)
        if index >= 25:
            yield problem("no more than 25 items allowed", f"{at}/elements")
    ids = [
        i["action_id"] for _, i, _ in _items(block, at) if isinstance(i, dict) and "action_id" in i
    ]
    if len(ids) != len(set(map(str, ids))):
        yield problem("action_id must be unique in a block", f"{at}/elements")


def _context_actions(block: Json, at: str) -> Problems:
    for index, item, here in _items(block, at):
        yield from check_element(item, here, frozenset({"feedback_buttons", "icon_button"}))
        if index >= 5:
            yield problem("no more than 5 items allowed", f"{at}/elements")


def _items(block: Json, at: str) -> list[tuple[int, Any, str]]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        return [(0, None, f"{at}/elements")]
    return [(i, e, f"{at}/elements/{i}") for i, e in enumerate(elements)]


def _markdown(block: Json, at: str) -> Problems:
    yield from check_string(block["text"], MARKDOWN_LIMIT, f"{at}/text")


def _input(block: Json, at: str) -> Problems:
    yield from check_plain_text(block["label"], 2000, f"{at}/label")
    if "hint" in block:
        yield from check_plain_text(block["hint"], 2000, f"{at}/hint")
    yield from check_booleans(block, ("optional", "dispatch_action"), at)
    yield from check_element(block["element"], f"{at}/element", INPUTS)


_CHECKS: dict[str, Callable[[Json, str], Problems]] = {
    "section": _section,
    "header": _header,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "rich_text": check_rich_text,
    "markdown": _markdown,
    "table": check_table,
    "input": _input,
}
