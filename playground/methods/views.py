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


def push_view(workspace: Workspace, args: Args) -> Json:
    """Put a modal on top, in exchange for a trigger id that came from a modal."""
    view = checked_view(workspace, _given(args), "modal")
    trigger = _trigger(workspace, args)
    if trigger.view_id is None:
        raise ApiError("invalid_trigger_id")
    return {"view": push_modal(workspace, trigger.user, view)}


def update_view(workspace: Workspace, args: Args) -> Json:
    """Replace an open modal, found by its id or external id."""
    named, external = args.text("view_id"), args.text("external_id")
    known = workspace.views.values()
    found = [v for v in known if v["id"] == named or (external and v["external_id"] == external)]
    if not found:
        raise ApiError("not_found")
    view_id: str = found[0]["id"]
    _check_hash(workspace, args, view_id)
    view = checked_view(workspace, _given(args), found[0]["type"], view_id)
    return {"view": replace_view(workspace, view_id, view)}


def publish_view(workspace: Workspace, args: Args) -> Json:
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


def _check_hash(workspace: Workspace, args: Args, view_id: str | None) -> None:
    given = args.text("hash")
    if given and view_id and given != workspace.views[view_id]["hash"]:
        raise ApiError("hash_conflict")
