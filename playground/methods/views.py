"""views.*: modals and App Home. Stored, checked for shape; the page shows them later."""

from playground.args import ApiError, Args, invalid_arguments
from playground.block_rules import VIEW_BLOCKS, check_blocks
from playground.ids import new_id
from playground.model import Json
from playground.state import Workspace


def open_view(workspace: Workspace, args: Args) -> Json:
    """Open a modal in exchange for a trigger id, which is good once."""
    trigger = args.text("trigger_id")
    if not trigger:
        raise invalid_arguments("[ERROR] missing required field: trigger_id")
    if trigger not in workspace.triggers:
        raise ApiError("invalid_trigger_id")
    if not workspace.triggers[trigger]:
        raise ApiError("exchanged_trigger_id")
    view = _checked(workspace, args, "modal")
    workspace.triggers[trigger] = False
    return _stored(workspace, view, new_id("V"))


def update(workspace: Workspace, args: Args) -> Json:
    """Replace an open modal, found by its id or external id."""
    view_id, external = args.text("view_id"), args.text("external_id")
    known = [
        v["id"]
        for v in workspace.views.values()
        if v["id"] == view_id or (external and v.get("external_id") == external)
    ]
    if not known:
        raise ApiError("not_found")
    if args.text("hash") and args.text("hash") != workspace.views[known[0]]["hash"]:
        raise ApiError("hash_conflict")
    return _stored(workspace, _checked(workspace, args, "modal"), known[0])


def publish(workspace: Workspace, args: Args) -> Json:
    """Set a person's App Home."""
    user = args.text("user_id")
    if user not in workspace.users:
        raise invalid_arguments("[ERROR] user_id is not a user of this workspace")
    answer = _stored(workspace, _checked(workspace, args, "home"), f"VHOME{user}")
    workspace.homes[user] = answer["view"]
    return answer


def _checked(workspace: Workspace, args: Args, kind: str) -> Json:
    view = args.decoded("view", "invalid_arguments")
    if not isinstance(view, dict) or view.get("type") != kind:
        raise invalid_arguments(f"[ERROR] view must be of type {kind}")
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        raise invalid_arguments("[ERROR] missing required field: blocks")
    errors = _title_errors(view) + check_blocks(blocks, workspace, most=VIEW_BLOCKS)
    if errors:
        raise invalid_arguments(*(f"[ERROR] {e}" for e in errors))
    return view


def _title_errors(view: Json) -> list[str]:
    if view["type"] == "home":
        return []
    title = (view.get("title") or {}).get("text", "")
    return [] if 0 < len(title) <= 24 else ["must be 1 to 24 characters [json-pointer:/title]"]


def _stored(workspace: Workspace, view: Json, view_id: str) -> Json:
    identity = workspace.identity
    stored = view | {
        "id": view_id,
        "team_id": identity.team_id,
        "app_id": identity.app_id,
        "bot_id": identity.bot_id,
        "hash": new_id(""),
        "state": {"values": {}},
        "private_metadata": view.get("private_metadata", ""),
    }
    workspace.views[view_id] = stored
    workspace.touch()
    return {"view": stored}
