"""Filling in, sending and closing modals, as people do. Takes the lock itself.

Source: docs.slack.dev/surfaces/modals.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from playground.delivery import payloads
from playground.methods.args import ApiError
from playground.methods.modals import (
    checked_view,
    close_all,
    close_top,
    push_modal,
    replace_view,
    view_json,
    visible,
    visible_id,
)
from playground.person.asking import deliver_interaction
from playground.person.messages import NewFile, keep_file
from playground.person.results import NOT_UNDERSTOOD, NOT_VALID, ViewResult
from playground.rules.choices import is_empty, keep_choice
from playground.rules.elements import MOST_TYPED
from playground.rules.walk import interactive_places
from playground.workspace.file_objects import file_json
from playground.workspace.model import Json
from playground.workspace.state import Workspace

MOST_FILE_BYTES = 10 * 1024 * 1024
MOST_FILES = 10
"""Slack's limits for a file_input, which may name a lower number of files."""
REQUIRED = "Please complete this required field."


def submit_modal(
    workspace: Workspace,
    user: str,
    view_id: str,
    values: Mapping[str, Any],
    files: Sequence[NewFile] = (),
) -> ViewResult:
    """Fill in the visible modal and send it; a failed delivery leaves it open.

    `values`: by action id or block id. `files` go into the modal's file_input.

    Raises:
        KeyError: this modal is not open, or it has no such element.
        ChoiceError: an element has no such option.
    """
    with workspace.lock:
        if visible_id(workspace, user) != view_id:
            raise KeyError(view_id)
        view = workspace.views[view_id]
        kept = workspace.view_states.setdefault(view_id, {})
        errors = _attach(workspace, user, view, kept, files)
        _fill(view, kept, values)
        view = view_json(workspace, view_id)
        errors = _mistakes(view) | errors
        if errors:
            return ViewResult(False, error=NOT_VALID, errors=errors, view=view)
        payload = payloads.submission_payload(workspace, user, view)
    result = deliver_interaction(workspace, payload, view["callback_id"])
    error, errors = result.error, {}
    with workspace.lock:
        if error is None:
            errors, error = _obey(workspace, user, view_id, result.response or {})
        shown = visible(workspace, user)
    ok = error is None and not errors
    return ViewResult(ok, result.seconds, error, result.response, result.payload, errors, shown)


def close_modal(workspace: Workspace, user: str, view_id: str, *, clear: bool = False) -> None:
    """Close the visible modal, or all of them; the app is told where it asked for it."""
    with workspace.lock:
        if visible_id(workspace, user) != view_id:
            raise KeyError(view_id)
        view = view_json(workspace, view_id)
        clear = clear or view["clear_on_close"]
        payload = payloads.closing_payload(workspace, user, view, is_cleared=clear)
        (close_all if clear else close_top)(workspace, user)
    if view["notify_on_close"]:
        deliver_interaction(workspace, payload, view["callback_id"])


def _fill(view: Json, kept: Json, values: Mapping[str, Any]) -> None:
    found = list(interactive_places(view["blocks"]))
    for name, value in values.items():
        match = [p for p in found if name in (p.element["action_id"], p.block["block_id"])]
        if not match:
            raise KeyError(name)
        keep_choice(kept, match[0], value)


def _attach(
    workspace: Workspace, user: str, view: Json, kept: Json, files: Sequence[NewFile]
) -> dict[str, str]:
    """Upload files into the file_input; return what Slack would say against them."""
    if not files:
        return {}
    fields = interactive_places(view["blocks"])
    block, element = next(p for p in fields if p.element["type"] == "file_input")
    block_id, most = block["block_id"], element.get("max_files", MOST_FILES)
    if len(files) > most:
        return {block_id: f"You can add up to {most} files."}
    for name, data, *_ in files:
        suffix = PurePosixPath(name).suffix.lstrip(".").lower()
        if suffix not in element.get("filetypes", [suffix]):
            return {block_id: f"{name} is not one of the file types that can be added."}
        if len(data) > MOST_FILE_BYTES:
            return {block_id: f"{name} is larger than 10 MB."}
    stored = [keep_file(workspace, user, *file) for file in files]
    for file in stored:
        file.submitted = True
    shown = [file_json(workspace, file, full=True) for file in stored]
    kept.setdefault(block_id, {})[element["action_id"]] = {"files": shown}
    return {}


def _mistakes(view: Json) -> dict[str, str]:
    """Say what Slack itself says against what is in the fields, by block id."""
    found: dict[str, str] = {}
    for place in interactive_places(view["blocks"]):
        block_id, element = place.block["block_id"], place.element
        if not place.is_input:
            continue
        held = view["state"]["values"][block_id][element["action_id"]]
        least, most = element.get("min_length", 0), element.get("max_length", MOST_TYPED)
        typed = held.get("value") or ""
        if is_empty(held):
            if place.is_required:
                found[block_id] = REQUIRED
        elif typed and not least <= len(typed) <= most:
            found[block_id] = f"Please write {least} to {most} characters."
        elif held["type"] == "url_text_input" and not typed.startswith(("http://", "https://")):
            found[block_id] = "Please enter a valid URL."
    return found


def _obey(
    workspace: Workspace, user: str, view_id: str, response: Json
) -> tuple[dict[str, str], str | None]:
    """Do what the app answered; return its errors by block id, and Slack's word for nonsense."""
    action, errors = response.get("response_action"), response.get("errors")
    if view_id not in workspace.views:
        return {}, None  # the app has closed it meanwhile, by views.update or the like
    blocks = interactive_places(workspace.views[view_id]["blocks"])
    known = {place.block["block_id"] for place in blocks if place.is_input}
    try:
        if action == "errors":
            if not isinstance(errors, dict) or not errors or not set(errors) <= known:
                return {}, NOT_UNDERSTOOD
            return {str(block): str(words) for block, words in errors.items()}, None
        if action == "update":
            view = checked_view(workspace, response.get("view"), "modal", view_id)
            replace_view(workspace, view_id, view)
        elif action == "push":
            view = checked_view(workspace, response.get("view"), "modal")
            push_modal(workspace, user, view)
        elif action == "clear":
            close_all(workspace, user)
        elif action is None:
            close_top(workspace, user)
        else:
            return {}, NOT_UNDERSTOOD
    except ApiError:
        return {}, NOT_UNDERSTOOD
    return {}, None
