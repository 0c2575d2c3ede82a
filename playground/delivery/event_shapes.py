"""Events API events for what happens. Reads only; the workspace's lock is held.

Shapes: docs.slack.dev/reference/events.
"""

from typing import TYPE_CHECKING

from playground.workspace.file_objects import pushed_file_json
from playground.workspace.model import Channel, ChannelKind, Json, Message
from playground.workspace.render import message_json

if TYPE_CHECKING:
    from playground.workspace.state import Workspace


def message_event(workspace: "Workspace", message: Message) -> Json:
    """Give the `message` event of a new message."""
    channel = workspace.channels[message.channel]
    event = message_json(workspace, message) | {
        "channel": channel.id,
        "channel_type": channel.kind.value,
        "event_ts": message.ts,
    }
    if message.file_ids:
        files = (workspace.files[f] for f in message.file_ids)
        event["files"] = [pushed_file_json(workspace, f) for f in files]
    return event


def file_shared_event(message: Message, file_id: str) -> Json:
    """Give the `file_shared` event, which knows neither text nor message."""
    return {
        "type": "file_shared",
        "channel_id": message.channel,
        "file_id": file_id,
        "user_id": message.user,
        "file": {"id": file_id},
        "event_ts": message.ts,
    }


def mention_event(workspace: "Workspace", message: Message) -> Json:
    """Give the `app_mention` event; its files are ids only."""
    event = message_event(workspace, message) | {"type": "app_mention"}
    event.pop("subtype", None)
    event.pop("channel_type", None)
    if message.file_ids:
        event["files"] = [{"id": f} for f in message.file_ids]
    return event


def changed_event(workspace: "Workspace", before: Json, message: Message) -> Json:
    """Give the `message_changed` event; `before` is the message's JSON until now."""
    channel = workspace.channels[message.channel]
    ts = workspace.timestamps.next()
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind.value,
        "ts": ts,
        "event_ts": ts,
        "message": message_json(workspace, message),
        "previous_message": before,
    }


def deleted_event(workspace: "Workspace", before: Json, channel: Channel) -> Json:
    """Give the `message_deleted` event."""
    ts = workspace.timestamps.next()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind.value,
        "ts": ts,
        "event_ts": ts,
        "deleted_ts": before["ts"],
        "previous_message": before,
    }


def reaction_event(kind: str, message: Message, user: str, name: str) -> Json:
    """Give a `reaction_added` or `reaction_removed` event."""
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": message.ts,
    }


def file_deleted_event(workspace: "Workspace", file_id: str) -> Json:
    """Give the `file_deleted` event, which says no more than that."""
    ts = workspace.timestamps.next()
    return {"type": "file_deleted", "file_id": file_id, "event_ts": ts}


def home_opened_event(workspace: "Workspace", user: str, channel: Channel, tab: str) -> Json:
    """Give the `app_home_opened` event; `tab` is home or messages."""
    view = workspace.views.get(workspace.homes.get(user, ""))
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "tab": tab,
        "event_ts": workspace.timestamps.next(),
        **({"view": view} if view and tab == "home" else {}),
    }


def joined_event(workspace: "Workspace", channel: Channel, user: str, inviter: str) -> Json:
    """Give the `member_joined_channel` event."""
    return _membership("member_joined_channel", workspace, channel, user) | {"inviter": inviter}


def left_event(workspace: "Workspace", channel: Channel, user: str, actor: str) -> Json:
    """Give the event of somebody leaving: channel_left or group_left when it is the app itself."""
    if user != workspace.identity.bot_user_id:
        return _membership("member_left_channel", workspace, channel, user)
    kind = "channel_left" if channel.kind is ChannelKind.CHANNEL else "group_left"
    ts = workspace.timestamps.next()
    return {"type": kind, "channel": channel.id, "actor_id": actor, "event_ts": ts}


def _membership(kind: str, workspace: "Workspace", channel: Channel, user: str) -> Json:
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind is ChannelKind.CHANNEL else "G",
        "team": workspace.identity.team_id,
        "event_ts": workspace.timestamps.next(),
    }
