"""The views people see: modals, stacked up to three high, and App Home. The lock is held.

Source: docs.slack.dev/surfaces/modals.
"""

from typing import Any

from playground.methods.args import ApiError, invalid_arguments
from playground.rules.choices import state_values
from playground.rules.views import check_view, is_too_large
from playground.rules.walk import with_ids
from playground.workspace.ids import new_id
from playground.workspace.model import Json, Trigger
from playground.workspace.state import Workspace

MOST_STACKED = 3


def view_json(workspace: Workspace, view_id: str) -> Json:
    """Give a view as Slack shows it to the app, with what was chosen in it."""
    view = workspace.views[view_id]
    values = state_values(view["blocks"], workspace.view_states.get(view_id, {}))
    return view | {"state": {"values": values}}


def visible(workspace: Workspace, user: str) -> Json | None:
    """Give the modal a person sees, if one is open."""
    view_id = visible_id(workspace, user)
    return view_json(workspace, view_id) if view_id else None


def visible_id(workspace: Workspace, user: str) -> str | None:
    """Name the modal a person sees, if one is open."""
    stack = workspace.modals.get(user)
    return stack[-1] if stack else None


def owner_of(workspace: Workspace, view_id: str) -> str | None:
    """Name the person who has a view open."""
    shown = [*workspace.modals.items(), *((u, [v]) for u, v in workspace.homes.items())]
    return next((user for user, views in shown if view_id in views), None)


def take_trigger(workspace: Workspace, trigger_id: str) -> Trigger:
    """Exchange a trigger id, which is good once and for three seconds."""
    trigger = workspace.triggers.get(trigger_id)
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if workspace.clock() > trigger.expires_at:
        raise ApiError("expired_trigger_id")
    trigger.used = True
    return trigger


def open_modal(workspace: Workspace, user: str, view: Json) -> Json:
    """Show a modal in place of whatever modals were open."""
    view_id = new_id("V")
    close_all(workspace, user)
    workspace.modals[user] = [view_id]
    return store_view(workspace, view, view_id, root=view_id, previous=None)


def push_modal(workspace: Workspace, user: str, view: Json) -> Json:
    """Show a modal on top of the one that is open."""
    stack = workspace.modals.get(user, [])
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= MOST_STACKED:
        raise ApiError("push_limit_reached")
    view_id = new_id("V")
    answer = store_view(workspace, view, view_id, root=stack[0], previous=stack[-1])
    stack.append(view_id)
    return answer


def replace_view(workspace: Workspace, view_id: str, view: Json) -> Json:
    """Change a view that is open; what was chosen stays, where the ids are the same."""
    before = workspace.views[view_id]
    root, previous = before.get("root_view_id"), before.get("previous_view_id")
    return store_view(workspace, view, view_id, root=root or view_id, previous=previous)


def publish_home(workspace: Workspace, user: str, view: Json) -> Json:
    """Set a person's App Home."""
    view_id = workspace.homes.setdefault(user, new_id("V"))
    return store_view(workspace, view, view_id, root=view_id, previous=None)


def close_top(workspace: Workspace, user: str) -> None:
    """Close the visible modal, so that the one below shows."""
    view_id = workspace.modals[user].pop()
    _forget(workspace, view_id)


def close_all(workspace: Workspace, user: str) -> None:
    """Close every modal of a person."""
    for view_id in workspace.modals.pop(user, []):
        _forget(workspace, view_id)


def checked_view(workspace: Workspace, view: Any, kind: str, view_id: str | None = None) -> Json:
    """Return a view that Slack would take; `view_id`: the one it replaces."""
    errors = check_view(view, workspace, kind)
    if errors:
        raise invalid_arguments(*(f"[ERROR] {e}" for e in errors))
    if is_too_large(view):
        raise ApiError("view_too_large")
    external = view.get("external_id")
    others = (v for v in workspace.views.values() if v["id"] != view_id)
    if external and any(v["external_id"] == external for v in others):
        raise ApiError("duplicate_external_id")
    return dict(view)


def store_view(
    workspace: Workspace, view: Json, view_id: str, *, root: str, previous: str | None
) -> Json:
    """Keep a checked view with what Slack adds to it, and return it."""
    identity = workspace.identity
    defaults: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "submit": None,
        "close": None,
    }
    workspace.views[view_id] = (
        defaults
        | view
        | {
            "id": view_id,
            "team_id": identity.team_id,
            "app_id": identity.app_id,
            "app_installed_team_id": identity.team_id,
            "bot_id": identity.bot_id,
            "blocks": with_ids(view["blocks"]),
            "hash": f"{int(workspace.clock())}.{new_id('', 8)}",
            "root_view_id": root,
            "previous_view_id": previous,
        }
    )
    workspace.touch()
    return view_json(workspace, view_id)


def _forget(workspace: Workspace, view_id: str) -> None:
    workspace.views.pop(view_id, None)
    workspace.view_states.pop(view_id, None)
    workspace.touch()
