"""The Web API's methods: a module per family, one table of them all.

May import the workspace, the rules and delivery.

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
    "chat.update": chat.update_message,
    "chat.delete": chat.delete_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.getPermalink": chat.get_permalink,
    "reactions.add": reactions.add_reaction,
    "reactions.remove": reactions.remove_reaction,
    "files.info": files.file_info,
    "files.list": files.list_files,
    "files.delete": files.delete_file,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.completeUploadExternal": files.complete_upload,
    "conversations.info": conversations.conversation_info,
    "conversations.history": conversations.list_history,
    "conversations.replies": conversations.list_replies,
    "conversations.open": conversations.open_conversation,
    "conversations.members": conversations.list_members,
    "conversations.join": conversations.join_conversation,
    "users.conversations": conversations.list_conversations,
    "views.open": views.open_view,
    "views.push": views.push_view,
    "views.update": views.update_view,
    "views.publish": views.publish_view,
}
