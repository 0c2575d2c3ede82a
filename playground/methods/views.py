"""views.*: modals and App Home."""

from playground.methods.args import ApiError, Args, invalid_arguments
from playground.methods.lookup import known_user
from playground.methods.modals import (
    checked_view,
    open_modal,
    publish_home,
    push_modal,
    replace_view,
    take_trigger,
)
from playground.workspace.model import Json, Trigger
from playground.workspace.state import Workspace


def open_view(workspace: Workspace, args: Args) -> Json:
    """Open a modal in exchange for a trigger id."""
    view = checked_view(workspace, _given(args), "modal")
    trigger = _trigger(workspace, args)
    return {"view": open_modal(workspace, trigger.user, view)}


def push(workspace: Workspace, args: Args) -> Json:
    """Put a modal on top, in exchange for a trigger id that came from a modal."""
    view = checked_view(workspace, _given(args), "modal")
    trigger = _trigger(workspace, args)
    if trigger.view_id is None:
        raise ApiError("invalid_trigger_id")
    return {"view": push_modal(workspace, trigger.user, view)}


def update(workspace: Workspace, args: Args) -> Json:
    """Replace an open modal, found by its id or external id."""
    view_id = _open_view(workspace, args)
    _check_hash(workspace, args, view_id)
    view = checked_view(workspace, _given(args), workspace.views[view_id]["type"], view_id)
    return {"view": replace_view(workspace, view_id, view)}


def publish(workspace: Workspace, args: Args) -> Json:
    """Set a person's App Home."""
    if not workspace.manifest.home_tab:
        raise ApiError("not_enabled")
    user = known_user(workspace, args.text("user_id"), "user_not_found")
    view_id = workspace.homes.get(user)
    _check_hash(workspace, args, view_id)
    view = checked_view(workspace, _given(args), "home", view_id)
    return {"view": publish_home(workspace, user, view)}


def _given(args: Args) -> object:
    return args.decoded("view", "invalid_arguments")


def _trigger(workspace: Workspace, args: Args) -> Trigger:
    if not args.text("trigger_id"):
        raise invalid_arguments("[ERROR] missing required field: trigger_id")
    return take_trigger(workspace, args.text("trigger_id"))


def _open_view(workspace: Workspace, args: Args) -> str:
    view_id, external = args.text("view_id"), args.text("external_id")
    for view in workspace.views.values():
        if view["id"] == view_id or (external and view["external_id"] == external):
            return str(view["id"])
    raise ApiError("not_found")


def _check_hash(workspace: Workspace, args: Args, view_id: str | None) -> None:
    given = args.text("hash")
    if given and view_id and given != workspace.views[view_id]["hash"]:
        raise ApiError("hash_conflict")
