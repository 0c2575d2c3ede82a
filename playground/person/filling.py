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
from playground.person.asking import deliver
from playground.person.messages import NewFile, keep_file
from playground.person.results import NOT_UNDERSTOOD, NOT_VALID, Interaction, ViewResult
from playground.rules.choices import chosen, is_empty
from playground.rules.elements import MOST_TYPED
from playground.rules.walk import Place, places
from playground.workspace.file_objects import file_json
from playground.workspace.model import Json
from playground.workspace.state import Workspace

MOST_FILE_BYTES = 10 * 1024 * 1024
REQUIRED = "Please complete this required field."


def submit(
    workspace: Workspace,
    user: str,
    view_id: str,
    values: Mapping[str, Any],
    files: Sequence[NewFile] = (),
) -> ViewResult:
    """Fill in the visible modal and send it.

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
    result = deliver(workspace, payload, view["callback_id"])
    return _after(workspace, user, view_id, result)


def close(workspace: Workspace, user: str, view_id: str, *, clear: bool = False) -> None:
    """Close the visible modal, or all of them; the app is told where it asked for it."""
    with workspace.lock:
        if visible_id(workspace, user) != view_id:
            raise KeyError(view_id)
        view = view_json(workspace, view_id)
        clear = clear or view["clear_on_close"]
        payload = payloads.closing_payload(workspace, user, view, is_cleared=clear)
        (close_all if clear else close_top)(workspace, user)
    if view["notify_on_close"]:
        deliver(workspace, payload, view["callback_id"])


def _fill(view: Json, kept: Json, values: Mapping[str, Any]) -> None:
    found = list(places(view["blocks"]))
    for name, value in values.items():
        match = [p for p in found if name in (p.element["action_id"], p.block["block_id"])]
        if not match:
            raise KeyError(name)
        block = kept.setdefault(match[0].block["block_id"], {})
        block[match[0].element["action_id"]] = chosen(match[0].element, value)


def _attach(
    workspace: Workspace, user: str, view: Json, kept: Json, files: Sequence[NewFile]
) -> dict[str, str]:
    """Upload files into the file_input; return what Slack would say against them."""
    if not files:
        return {}
    place = next(p for p in places(view["blocks"]) if p.element["type"] == "file_input")
    block_id = place.block["block_id"]
    complaint = _complaint(place, files)
    if complaint:
        return {block_id: complaint}
    stored = [keep_file(workspace, user, *file) for file in files]
    for file in stored:
        file.submitted = True
    shown = [file_json(workspace, f, full=True) for f in stored]
    kept.setdefault(block_id, {})[place.element["action_id"]] = {"files": shown}
    return {}


def _complaint(place: Place, files: Sequence[NewFile]) -> str | None:
    most = place.element.get("max_files", 10)
    if len(files) > most:
        return f"You can add up to {most} files."
    for name, data, *_ in files:
        suffix = PurePosixPath(name).suffix.lstrip(".").lower()
        if suffix not in place.element.get("filetypes", [suffix]):
            return f"{name} is not one of the file types that can be added."
        if len(data) > MOST_FILE_BYTES:
            return f"{name} is larger than 10 MB."
    return None


def _mistakes(view: Json) -> dict[str, str]:
    values = view["state"]["values"]
    found = {
        p.block["block_id"]: _mistake(p, values[p.block["block_id"]][p.element["action_id"]])
        for p in places(view["blocks"])
        if p.is_input
    }
    return {block_id: words for block_id, words in found.items() if words}


def _mistake(place: Place, held: Json) -> str:
    """Say what Slack says against what is in a field; nothing when it is fine."""
    if is_empty(held):
        return REQUIRED if place.is_required else ""
    least, most = place.element.get("min_length", 0), place.element.get("max_length", MOST_TYPED)
    if not least <= len(held.get("value") or " " * least) <= most:
        return f"Please write {least} to {most} characters."
    if held["type"] == "url_text_input" and not held["value"].startswith(("http://", "https://")):
        return "Please enter a valid URL."
    return ""


def _after(workspace: Workspace, user: str, view_id: str, result: Interaction) -> ViewResult:
    """Do what the app answered; a failed delivery leaves the modal open."""
    error, errors = result.error, dict[str, str]()
    with workspace.lock:
        if error is None:
            errors, error = _obey(workspace, user, view_id, result.response or {})
        view = visible(workspace, user)
    ok = error is None and not errors
    return ViewResult(ok, result.seconds, error, result.response, result.payload, errors, view)


def _obey(
    workspace: Workspace, user: str, view_id: str, response: Json
) -> tuple[dict[str, str], str | None]:
    action = response.get("response_action")
    if view_id not in workspace.views:
        return {}, None
    try:
        if action == "errors":
            return _errors(workspace.views[view_id], response), None
        if action in ("update", "push"):
            replacing = view_id if action == "update" else None
            view = checked_view(workspace, response.get("view"), "modal", replacing)
            if action == "push":
                push_modal(workspace, user, view)
            else:
                replace_view(workspace, view_id, view)
        elif action == "clear":
            close_all(workspace, user)
        elif action is None:
            close_top(workspace, user)
        else:
            return {}, NOT_UNDERSTOOD
    except ApiError:
        return {}, NOT_UNDERSTOOD
    return {}, None


def _errors(view: Json, response: Json) -> dict[str, str]:
    """Return the errors of a response; they must be by block ids of inputs in the view."""
    errors = response.get("errors")
    known = {p.block["block_id"] for p in places(view["blocks"]) if p.is_input}
    if not isinstance(errors, dict) or not errors or not set(errors) <= known:
        raise ApiError("invalid_errors")
    return {str(block): str(words) for block, words in errors.items()}
