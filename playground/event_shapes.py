"""Events API events for what happens. Reads only; the workspace's lock is held.

Shapes: docs.slack.dev/reference/events.
"""

from typing import TYPE_CHECKING

from playground.file_objects import pushed_file_json
from playground.model import Channel, Json, Message
from playground.render import message_json

if TYPE_CHECKING:
    from playground.state import Workspace


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
