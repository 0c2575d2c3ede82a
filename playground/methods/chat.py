"""chat.*: posting, changing and deleting messages."""

from typing import Any

from playground.methods.args import ApiError, Args
from playground.methods.lookup import (
    addressee,
    channel_of,
    check_thread,
    joined_channel,
    message_of,
)
from playground.rules.blocks import check_blocks
from playground.rules.walk import with_ids
from playground.workspace import changes
from playground.workspace.model import Channel, ChannelKind, Json, Message
from playground.workspace.render import message_json
from playground.workspace.state import Workspace

TEXT_LIMIT = 40_000
"""Characters; Slack cuts a longer text of a new message without a word."""
UPDATE_TEXT_LIMIT = 4_000
"""Characters; chat.update refuses a longer text."""


def post_message(workspace: Workspace, args: Args) -> Json:
    """Post a message of the app."""
    message = _compose(workspace, addressee(workspace, args.text("channel")), args)
    changes.post_message(workspace, message)
    shown = message_json(workspace, message, metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": shown}


def post_ephemeral(workspace: Workspace, args: Args) -> Json:
    """Show a message to one person only."""
    user = args.text("user")
    channel = joined_channel(workspace, args.text("channel"))
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = _compose(workspace, channel, args)
    message.ephemeral_to = user
    changes.post_message(workspace, message)
    return {"message_ts": message.ts}


def update_message(workspace: Workspace, args: Args) -> Json:
    """Change a message of the app. A text without blocks removes the blocks; metadata stays."""
    channel = joined_channel(workspace, args.text("channel"))
    message = message_of(channel, args.text("ts"))
    if message.user != workspace.identity.bot_user_id:
        raise ApiError("cant_update_message")
    blocks = checked_blocks(workspace, args)
    if len(args.text("text")) > UPDATE_TEXT_LIMIT:
        raise ApiError("msg_too_long")
    file_ids = _attached(workspace, args)
    if not (args.text("text") or blocks or file_ids is not None):
        raise ApiError("no_text")
    metadata = checked_metadata(args)
    before = message_json(workspace, message)
    if "text" in args:
        message.text, message.blocks = args.text("text"), []
    if blocks is None:
        # Slack marks a change of the words alone as edited, a change of the blocks not.
        message.edited_ts = workspace.timestamps.next()
    else:
        message.blocks = blocks
    if metadata is not None:
        message.metadata = metadata or None
    if file_ids is not None:
        changes.attach_files(workspace, message, file_ids)
    changes.message_changed(workspace, before, message)
    shown = message_json(workspace, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete_message(workspace: Workspace, args: Args) -> Json:
    """Delete a message of the app."""
    channel = joined_channel(workspace, args.text("channel"))
    message = message_of(channel, args.text("ts"))
    if message.user != workspace.identity.bot_user_id:
        raise ApiError("cant_delete_message")
    changes.remove_message(workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(workspace: Workspace, args: Args) -> Json:
    """Give the address of a message."""
    channel = channel_of(workspace, args.text("channel"))
    message = message_of(channel, args.text("message_ts"))
    place = f"{workspace.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        place += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": place}


def checked_blocks(workspace: Workspace, args: Args) -> list[Json] | None:
    """Return the blocks of a call; `invalid_blocks_format` or `invalid_blocks` when wrong."""
    blocks = args.decoded("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    errors = check_blocks(blocks, workspace)
    if errors:
        metadata = {"messages": [f"[ERROR] {e}" for e in errors]}
        raise ApiError("invalid_blocks", errors=errors, response_metadata=metadata)
    return with_ids(blocks)


def checked_metadata(args: Args) -> Json | None:
    """Return the metadata of a call: an event type and a payload, or empty to remove it."""
    metadata: Any = args.decoded("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    if not metadata:
        return {}
    payload = metadata.get("event_payload")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(payload, dict):
        raise ApiError("invalid_metadata_schema")
    return metadata


def _compose(workspace: Workspace, channel: Channel, args: Args) -> Message:
    if channel.kind is ChannelKind.IM and not workspace.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return message_of_app(workspace, channel, args)


def message_of_app(workspace: Workspace, channel: Channel, args: Args) -> Message:
    """Make a message of the app's, not posted yet; `ApiError` when Slack would not take it."""
    blocks = checked_blocks(workspace, args) or []
    text = args.text("text")[:TEXT_LIMIT]
    if not text and not blocks and not args.get("attachments"):
        raise ApiError("no_text")
    thread_ts = args.optional("thread_ts")
    check_thread(channel, thread_ts)
    identity = workspace.identity
    return Message(
        channel=channel.id,
        ts=workspace.timestamps.next(),
        user=identity.bot_user_id,
        bot_id=identity.bot_id,
        text=text,
        blocks=blocks,
        thread_ts=thread_ts,
        metadata=checked_metadata(args) or None,
    )


def _attached(workspace: Workspace, args: Args) -> tuple[str, ...] | None:
    given = args.get("file_ids")
    if not given:
        return None
    listed = isinstance(given, str) and not given.startswith("[")
    file_ids = given.split(",") if listed else args.decoded("file_ids", "invalid_arguments")
    for file_id in file_ids:
        file = workspace.files.get(file_id)
        if file is None or file.data is None or file.user != workspace.identity.bot_user_id:
            raise ApiError("file_not_found")
    return tuple(file_ids)
