"""auth.test, users.info and apps.connections.open."""

from playground.methods.args import ApiError, Args
from playground.workspace.ids import new_id
from playground.workspace.model import Json
from playground.workspace.render import user_json
from playground.workspace.state import Workspace


def auth_test(workspace: Workspace, _args: Args) -> Json:
    """Say whose token this is."""
    identity = workspace.identity
    return {
        "url": f"{workspace.base_url}/",
        "team": identity.team_name,
        "team_id": identity.team_id,
        "user": identity.bot_name.lower(),
        "user_id": identity.bot_user_id,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def users_info(workspace: Workspace, args: Args) -> Json:
    """Describe a person."""
    user = workspace.users.get(args.text("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user_json(workspace, user)}


def connections_open(workspace: Workspace, _args: Args) -> Json:
    """Hand out the address of a WebSocket, with a ticket that is good once."""
    ticket = new_id("", 32)
    workspace.tickets.add(ticket)
    base = workspace.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/link/?ticket={ticket}&app_id={workspace.identity.app_id}"}
