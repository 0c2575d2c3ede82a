"""Slack's JSON for messages, conversations and people. Reads only; the workspace's lock is held.

Shapes: docs.slack.dev/reference/objects.
"""

from playground.workspace.file_objects import file_json
from playground.workspace.model import Channel, ChannelKind, Json, Message, User
from playground.workspace.state import Workspace


def message_json(workspace: Workspace, message: Message, *, metadata: bool = False) -> Json:
    """Give a message as conversations.history does."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    shown["team"] = workspace.identity.team_id
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.bot_id:
        identity = workspace.identity
        profile = {
            "id": message.bot_id,
            "app_id": identity.app_id,
            "name": identity.bot_name,
            "team_id": identity.team_id,
            "deleted": False,
        }
        shown |= {"bot_id": message.bot_id, "app_id": identity.app_id, "bot_profile": profile}
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.file_ids:
        shown |= {"upload": False, "display_as_bot": False}
        shown["files"] = [file_json(workspace, workspace.files[f]) for f in message.file_ids]
    if message.edited_ts:
        shown["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown | _thread_fields(workspace, message)


def _thread_fields(workspace: Workspace, message: Message) -> Json:
    messages = workspace.channels[message.channel].messages
    if message.is_reply:
        parent = messages.get(message.thread_ts or "")
        fields: Json = {"thread_ts": message.thread_ts}
        return fields | ({"parent_user_id": parent.user} if parent else {})
    replies = [m for m in messages.values() if m.thread_ts == message.ts and not m.ephemeral_to]
    if not replies:
        return {}
    users = list(dict.fromkeys(m.user for m in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def channel_json(workspace: Workspace, channel: Channel) -> Json:
    """Give a conversation as conversations.info does."""
    kind = channel.kind
    shown: Json = {
        "id": channel.id,
        "is_channel": kind is ChannelKind.CHANNEL,
        "is_group": kind is ChannelKind.GROUP,
        "is_im": kind is ChannelKind.IM,
        "is_mpim": kind is ChannelKind.MPIM,
        "is_private": kind is not ChannelKind.CHANNEL,
        "is_archived": False,
        "created": 0,
        "is_member": workspace.identity.bot_user_id in channel.members,
        "num_members": len(channel.members),
        "context_team_id": workspace.identity.team_id,
    }
    if kind is ChannelKind.IM:
        others = sorted(channel.members - {workspace.identity.bot_user_id})
        return shown | {"user": others[0] if others else workspace.identity.bot_user_id}
    return shown | {"name": channel.name, "name_normalized": channel.name}


def user_json(workspace: Workspace, user: User) -> Json:
    """Give a person as users.info does."""
    return {
        "id": user.id,
        "team_id": workspace.identity.team_id,
        "name": user.name,
        "deleted": False,
        "real_name": user.real_name,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "tz": "Etc/UTC",
        "profile": {"real_name": user.real_name, "display_name": user.name},
    }
