"""Walking over blocks: their interactive elements, and the ids Slack gives where none are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playground.workspace.ids import new_id
from playground.workspace.model import Json

ACTION_BLOCKS = frozenset({"actions", "context_actions"})
_SILENT = frozenset({"image"})
"""What may stand where an interactive element may, and is none."""


class Place(NamedTuple):
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def is_input(self) -> bool:
        """Tell whether the element is a form's field."""
        return bool(self.block["type"] == "input")

    @property
    def acts(self) -> bool:
        """Tell whether using the element is told to the app at once."""
        return not self.is_input or bool(self.block.get("dispatch_action"))

    @property
    def is_required(self) -> bool:
        """Tell whether a form cannot go without the element."""
        return self.is_input and not self.block.get("optional")


def interactive_places(blocks: Sequence[Json]) -> Iterator[Place]:
    """Yield the interactive elements of checked blocks, in reading order."""
    for block in blocks:
        if block["type"] in ACTION_BLOCKS:
            yield from (Place(block, e) for e in block["elements"] if e["type"] not in _SILENT)
        elif block["type"] == "section" and _is_interactive(block.get("accessory")):
            yield Place(block, block["accessory"])
        elif block["type"] == "input":
            yield Place(block, block["element"])


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """Return blocks as Slack stores them: each block and each interactive element has an id.

    A new id has five characters, as Slack's own.
    """
    named = [block | {"block_id": block.get("block_id") or new_id("", 5)} for block in blocks]
    for block in named:
        if block["type"] in ACTION_BLOCKS:
            block["elements"] = [_with_id(element) for element in block["elements"]]
        if block["type"] == "input":
            block["element"] = _with_id(block["element"])
        if _is_interactive(block.get("accessory")):
            block["accessory"] = _with_id(block["accessory"])
    return named


def _with_id(element: Json) -> Json:
    return element | {"action_id": element.get("action_id") or new_id("", 5)}


def _is_interactive(element: Json | None) -> bool:
    return element is not None and element["type"] not in _SILENT
