"""Where the images of a block may come from.

Source: docs.slack.dev/reference/block-kit/blocks/image-block and /composition-objects.
"""

import re
from typing import Any

from playground.rules.texts import Problems, check_string, kind_of, problem
from playground.workspace.file_objects import can_be_shown
from playground.workspace.model import Json
from playground.workspace.state import Workspace

_FILE_ID = re.compile(r"F[A-Z0-9]{8,}")


def check_pictures(block: Json, at: str, workspace: Workspace) -> Problems:
    """Check where the images of a block come from: an address, or a file that is ready.

    It may be one itself, have one as its accessory, or hold some as a context does.
    """
    found: list[tuple[Any, str]] = [(block, at), (block.get("accessory"), f"{at}/accessory")]
    if block["type"] == "context":
        elements = block.get("elements")
        listed = enumerate(elements if isinstance(elements, list) else ())
        found += [(item, f"{at}/elements/{index}") for index, item in listed]
    for image, here in found:
        if kind_of(image) != "image":
            continue
        if ("image_url" in image) == ("slack_file" in image):
            yield problem("exactly one of image_url and slack_file is needed", here)
        if "image_url" in image:
            yield from check_string(image["image_url"], 3000, f"{here}/image_url")
        if "slack_file" in image and not _is_ready_file(image["slack_file"], workspace):
            yield problem("invalid slack file", f"{here}/slack_file")


def _is_ready_file(value: Any, workspace: Workspace) -> bool:
    """Tell whether a slack_file object names, by id or by address, a file that can be shown."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    found = _FILE_ID.fullmatch(str(value["id"])) if "id" in value else None
    if "url" in value:
        found = _FILE_ID.search(str(value["url"]))
    file = workspace.files.get(found.group()) if found else None
    return file is not None and can_be_shown(workspace, file)
