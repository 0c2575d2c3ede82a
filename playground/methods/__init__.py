"""The Web API's methods: a module per family, one table of them all.

A method takes the workspace (its lock is held) and the arguments, and returns the fields of an
answer with `ok: true`, or raises `ApiError`. Scopes and required arguments are checked before.
"""

from collections.abc import Callable

from playground.methods import chat, conversations, files, identity, reactions, views
from playground.methods.args import Args
from playground.workspace.model import Json
from playground.workspace.state import Workspace

Method = Callable[[Workspace, Args], Json]

METHODS: dict[str, Method] = {
    "auth.test": identity.auth_test,
    "apps.connections.open": identity.connections_open,
    "users.info": identity.users_info,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.getPermalink": chat.get_permalink,
    "reactions.add": reactions.add,
    "reactions.remove": reactions.remove,
    "files.info": files.info,
    "files.list": files.listing,
    "files.delete": files.delete,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.completeUploadExternal": files.complete_upload,
    "conversations.info": conversations.info,
    "conversations.history": conversations.history,
    "conversations.replies": conversations.replies,
    "conversations.open": conversations.open_conversation,
    "conversations.members": conversations.members,
    "conversations.join": conversations.join,
    "users.conversations": conversations.of_user,
    "views.open": views.open_view,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
}
