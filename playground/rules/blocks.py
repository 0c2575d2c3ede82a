"""Which blocks Slack takes: own checks first, then slack_sdk's models for what is left.

Limits: docs.slack.dev/reference/block-kit/blocks. slack_sdk drops unknown types and keys without a
word, and lets an empty section text, long fields and malformed file ids through.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from playground.rules.elements import ACTIONS, INPUTS, element
from playground.rules.rich_text import rich_text
from playground.rules.tables import table
from playground.rules.texts import (
    TEXTS,
    Problems,
    flags,
    keys,
    kind_of,
    plain,
    problem,
    string,
    text,
)
from playground.workspace import images
from playground.workspace.model import Json
from playground.workspace.state import Workspace

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MARKDOWN_LIMIT = 12_000
_FILE_ID = re.compile(r"F[A-Z0-9]{8,}")
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
        problems += _block(block, f"{at}/{index}", workspace)
        problems += _misplaced(block, surface, f"{at}/{index}")
    problems += _together([b for b in blocks if isinstance(b, dict)], at)
    return problems or _sdk_problems(blocks, at)


def _block(block: Any, at: str, workspace: Workspace) -> Problems:
    kind = kind_of(block)
    if kind not in BLOCK_KEYS:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
        return
    required, optional = BLOCK_KEYS[kind]
    yield from keys(block, required, optional | {"block_id"}, at)
    if "block_id" in block:
        yield from string(block["block_id"], 255, f"{at}/block_id", shortest=0)
    if required <= block.keys() and kind in _CHECKS:
        yield from _CHECKS[kind](block, at)
    for item, here in _images(block, at):
        yield from _source(item, here, workspace)


def _images(block: Json, at: str) -> list[tuple[Json, str]]:
    """List the images of a block: itself, its accessory, or what stands in a context."""
    found: list[tuple[Any, str]] = [(block, at), (block.get("accessory"), f"{at}/accessory")]
    if block["type"] == "context":
        found += [(item, here) for _, item, here in _items(block, at)]
    return [(item, here) for item, here in found if kind_of(item) == "image"]


def _misplaced(block: Any, surface: Surface, at: str) -> Problems:
    kind = kind_of(block)
    if surface is not Surface.MESSAGE and kind in _MESSAGES_ONLY:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
    has_files = kind == "input" and kind_of(block.get("element")) == "file_input"
    if has_files and surface is not Surface.MODAL:
        yield problem("unsupported element type: file_input", f"{at}/element")


def _section(block: Json, at: str) -> Problems:
    if "text" not in block and "fields" not in block:
        yield problem("missing required field: text or fields", at)
    if "text" in block:
        yield from text(block["text"], 3000, f"{at}/text")
    fields = block.get("fields", [None])
    if not isinstance(fields, list) or not 1 <= len(fields) <= 10:
        yield problem("must be a list of 1 to 10 fields", f"{at}/fields")
    elif "fields" in block:
        for index, field in enumerate(fields):
            yield from text(field, 2000, f"{at}/fields/{index}")
    if "accessory" in block:
        yield from element(block["accessory"], f"{at}/accessory", _ACCESSORIES)


def _header(block: Json, at: str) -> Problems:
    yield from plain(block["text"], 150, f"{at}/text")


def _image(block: Json, at: str) -> Problems:
    yield from string(block["alt_text"], 2000, f"{at}/alt_text")
    if "title" in block:
        yield from plain(block["title"], 2000, f"{at}/title")


def _source(block: Json, at: str, workspace: Workspace) -> Problems:
    """Check where an image comes from: an address, or a file of this workspace that is ready."""
    if ("image_url" in block) == ("slack_file" in block):
        yield problem("exactly one of image_url and slack_file is needed", at)
    if "image_url" in block:
        yield from string(block["image_url"], 3000, f"{at}/image_url")
    if "slack_file" in block and not _slack_file_ready(block["slack_file"], workspace):
        yield problem("invalid slack file", f"{at}/slack_file")


def _slack_file_ready(value: Any, workspace: Workspace) -> bool:
    if not isinstance(value, dict) or len(value) != 1:
        return False
    file = workspace.files.get(_file_id(value))
    if file is None or file.deleted or not file.completed or file.data is None:
        return False
    kind = images.file_type(file.name, file.data)
    shown = kind in (images.PNG, images.JPEG, images.GIF)
    return shown and workspace.clock() >= file.ready_at


def _file_id(value: Json) -> str:
    if "id" in value:
        return str(value["id"]) if _FILE_ID.fullmatch(str(value["id"])) else ""
    found = _FILE_ID.search(str(value.get("url", "")))
    return found.group() if found else ""


def _context(block: Json, at: str) -> Problems:
    for index, item, here in _items(block, at):
        if not isinstance(item, dict):
            yield problem("must be an object", here)
        elif item.get("type") == "image":
            yield from keys(item, {"alt_text"}, {"image_url", "slack_file"}, here)
            yield from string(item.get("alt_text"), 2000, f"{here}/alt_text")
        else:
            yield from text(item, 3000, here, TEXTS)
        if index >= 10:
            yield problem("no more than 10 items allowed", f"{at}/elements")


def _actions(block: Json, at: str) -> Problems:
    for index, item, here in _items(block, at):
        yield from element(item, here, ACTIONS)
        if index >= 25:
            yield problem("no more than 25 items allowed", f"{at}/elements")
    ids = [i["action_id"] for _, i, _ in _items(block, at) if _has(i, "action_id")]
    if len(ids) != len(set(map(str, ids))):
        yield problem("action_id must be unique in a block", f"{at}/elements")


def _has(item: Any, key: str) -> bool:
    return isinstance(item, dict) and key in item


def _context_actions(block: Json, at: str) -> Problems:
    for index, item, here in _items(block, at):
        yield from element(item, here, frozenset({"feedback_buttons", "icon_button"}))
        if index >= 5:
            yield problem("no more than 5 items allowed", f"{at}/elements")


def _items(block: Json, at: str) -> list[tuple[int, Any, str]]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        return [(0, None, f"{at}/elements")]
    return [(i, e, f"{at}/elements/{i}") for i, e in enumerate(elements)]


def _markdown(block: Json, at: str) -> Problems:
    yield from string(block["text"], MARKDOWN_LIMIT, f"{at}/text")


def _input(block: Json, at: str) -> Problems:
    yield from plain(block["label"], 2000, f"{at}/label")
    if "hint" in block:
        yield from plain(block["hint"], 2000, f"{at}/hint")
    yield from flags(block, ("optional", "dispatch_action"), at)
    yield from element(block["element"], f"{at}/element", INPUTS)


_CHECKS: dict[str, Callable[[Json, str], Problems]] = {
    "section": _section,
    "header": _header,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "rich_text": rich_text,
    "markdown": _markdown,
    "table": table,
    "input": _input,
}


def _together(blocks: list[Json], at: str) -> Problems:
    """Check what concerns all blocks of a message or view at once."""
    ids = [str(b["block_id"]) for b in blocks if b.get("block_id")]
    if len(ids) != len(set(ids)):
        yield problem("block_id must be unique", at)
    if sum(b.get("type") == "table" for b in blocks) > 1:
        yield problem("only one table block is allowed", at)
    written = sum(len(str(b.get("text", ""))) for b in blocks if b.get("type") == "markdown")
    if written > MARKDOWN_LIMIT:
        yield problem(f"markdown blocks hold {MARKDOWN_LIMIT} characters together", at)
    if sum(e.get("focus_on_load") is True for b in blocks for e in _elements(b)) > 1:
        yield problem("only one element may have focus_on_load", at)


def _elements(block: Json) -> list[Json]:
    listed = block.get("elements")
    found = [block.get("element"), *(listed if isinstance(listed, list) else ())]
    return [e for e in found if isinstance(e, dict)]


def _sdk_problems(blocks: list[Any], at: str) -> list[str]:
    """Ask slack_sdk's own models for what escaped the checks above."""
    problems = []
    for index, block in enumerate(blocks):
        try:
            parsed = Block.parse(block)
            if parsed is None:
                raise SlackObjectFormationError("unknown block")  # noqa: TRY301
            parsed.to_dict()
        except (SlackObjectFormationError, TypeError, KeyError, AttributeError) as error:
            problems.append(problem(str(error), f"{at}/{index}"))
    return problems
