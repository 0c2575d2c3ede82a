"""conversations.*: what is there to read, who is there, and opening a direct message."""

from collections.abc import Iterable, Sequence
from typing import Any

from playground.methods.args import ApiError, Args, invalid_arguments
from playground.methods.lookup import channel_of, joined_channel, known_user
from playground.workspace import membership
from playground.workspace.model import Channel, ChannelKind, Json, Message
from playground.workspace.render import channel_json, message_json
from playground.workspace.state import Workspace

PAGE = 100
LARGEST_PAGE = 999
"""Slack's default and most for what comes in pages."""
_KINDS = {
    "public_channel": ChannelKind.CHANNEL,
    "private_channel": ChannelKind.GROUP,
    "im": ChannelKind.IM,
    "mpim": ChannelKind.MPIM,
}


def conversation_info(workspace: Workspace, args: Args) -> Json:
    """Describe a conversation."""
    return {"channel": channel_json(workspace, channel_of(workspace, args.text("channel")))}


def list_history(workspace: Workspace, args: Args) -> Json:
    """List messages that are no thread replies, newest first."""
    channel = joined_channel(workspace, args.text("channel"))
    top = [m for m in public_messages(channel) if not m.is_reply]
    return _page(workspace, args, list(reversed(top))) | {"pin_count": 0}


def list_replies(workspace: Workspace, args: Args) -> Json:
    """List a thread: its parent, then the replies, oldest first."""
    channel = joined_channel(workspace, args.text("channel"))
    ts = args.text("ts")
    if ts not in channel.messages:
        raise ApiError("thread_not_found")
    parent = channel.messages[ts].thread_ts or ts
    return _page(workspace, args, thread_messages(channel, parent))


def open_conversation(workspace: Workspace, args: Args) -> Json:
    """Open the direct message with a person."""
    if args.text("channel"):
        return {"channel": {"id": channel_of(workspace, args.text("channel")).id}}
    users = [u for u in args.text("users").split(",") if u]
    if not users:
        raise ApiError("users_list_not_supplied")
    if any(u not in workspace.users for u in users):
        raise ApiError("user_not_found")
    if len(users) > 1:
        raise ApiError("method_not_supported_for_channel_type")
    channel = workspace.direct_message(users[0])
    if args.flag("return_im"):
        return {"channel": channel_json(workspace, channel)}
    return {"channel": {"id": channel.id}}


def public_messages(channel: Channel) -> Iterable[Message]:
    """Yield the messages that are there for everybody, oldest first."""
    return (m for m in channel.messages.values() if m.ephemeral_to is None)


def thread_messages(channel: Channel, parent: str) -> list[Message]:
    """Return a thread's parent and its replies, oldest first."""
    return [m for m in public_messages(channel) if parent in (m.ts, m.thread_ts)]


def _page(workspace: Workspace, args: Args, messages: list[Message]) -> Json:
    oldest, latest = _moment(args, "oldest", 0.0), _moment(args, "latest", float("inf"))
    inclusive = args.flag("inclusive")
    asked = [
        m
        for m in messages
        if oldest < float(m.ts) < latest or (inclusive and oldest <= float(m.ts) <= latest)
    ]
    answer = _cut(args, asked, "messages")
    metadata = args.flag("include_all_metadata")
    shown = [message_json(workspace, m, metadata=metadata) for m in answer["messages"]]
    return answer | {"messages": shown, "has_more": "response_metadata" in answer}


def _cut(args: Args, items: Sequence[Any], name: str) -> Json:
    """Cut what was asked for; the cursor is the number of items already given."""
    limit = min(args.number("limit", PAGE), LARGEST_PAGE)
    try:
        start = int(args.text("cursor", "0") or 0)
    except ValueError:
        raise ApiError("invalid_cursor") from None
    if limit < 1 or start < 0:
        raise invalid_arguments("[ERROR] limit must be greater than 0")
    answer: Json = {name: items[start : start + limit]}
    if start + limit < len(items):
        answer["response_metadata"] = {"next_cursor": str(start + limit)}
    return answer


def _moment(args: Args, name: str, default: float) -> float:
    try:
        return float(args.text(name) or default)
    except ValueError:
        raise ApiError(f"invalid_ts_{name}") from None


def list_members(workspace: Workspace, args: Args) -> Json:
    """List the members of a conversation."""
    channel = channel_of(workspace, args.text("channel"))
    return _cut(args, sorted(channel.members), "members")


def join_conversation(workspace: Workspace, args: Args) -> Json:
    """Make the app a member of a public channel."""
    channel = channel_of(workspace, args.text("channel"))
    if channel.kind is not ChannelKind.CHANNEL:
        raise ApiError("method_not_supported_for_channel_type")
    bot = workspace.identity.bot_user_id
    membership.join_channel(workspace, channel.id, bot, bot)
    return {"channel": channel_json(workspace, channel)}


def list_conversations(workspace: Workspace, args: Args) -> Json:
    """List the conversations the app, or a person besides the app, is a member of."""
    bot = workspace.identity.bot_user_id
    user = args.text("user") or bot
    known_user(workspace, user, "user_not_found")
    kinds = {_KINDS.get(t.strip()) for t in args.text("types", "public_channel").split(",")}
    if None in kinds:
        raise ApiError("invalid_types")
    shared = [
        c for c in workspace.channels.values() if c.kind in kinds and {user, bot} <= c.members
    ]
    return _cut(args, [channel_json(workspace, c) for c in shared], "channels")
