"""conversations.*: what is there to read, and opening a direct message."""

from collections.abc import Iterable

from playground.args import ApiError, Args, invalid_arguments
from playground.methods.lookup import channel_of, joined_channel
from playground.model import Channel, Json, Message
from playground.render import channel_json, message_json
from playground.state import Workspace

PAGE = 100
LARGEST_PAGE = 999


def info(workspace: Workspace, args: Args) -> Json:
    """Describe a conversation."""
    return {"channel": channel_json(workspace, channel_of(workspace, args.text("channel")))}


def history(workspace: Workspace, args: Args) -> Json:
    """List messages that are no thread replies, newest first."""
    channel = joined_channel(workspace, args.text("channel"))
    top = [m for m in public(channel) if m.thread_ts in (None, m.ts)]
    return _page(workspace, args, list(reversed(top))) | {"pin_count": 0}


def replies(workspace: Workspace, args: Args) -> Json:
    """List a thread: its parent, then the replies, oldest first."""
    channel = joined_channel(workspace, args.text("channel"))
    ts = args.text("ts")
    if ts not in channel.messages:
        raise ApiError("thread_not_found")
    parent = channel.messages[ts].thread_ts or ts
    return _page(workspace, args, thread(channel, parent))


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


def public(channel: Channel) -> Iterable[Message]:
    """Yield the messages that are there for everybody, oldest first."""
    return (m for m in channel.messages.values() if m.ephemeral_to is None)


def thread(channel: Channel, parent: str) -> list[Message]:
    """Return a thread's parent and its replies, oldest first."""
    return [m for m in public(channel) if parent in (m.ts, m.thread_ts)]


def _page(workspace: Workspace, args: Args, messages: list[Message]) -> Json:
    """Cut what was asked for; the cursor is the number of messages already given."""
    messages = [m for m in messages if _between(args, m.ts)]
    limit = min(args.number("limit", PAGE), LARGEST_PAGE)
    try:
        start = int(args.text("cursor", "0") or 0)
    except ValueError:
        raise ApiError("invalid_cursor") from None
    if limit < 1 or start < 0:
        raise invalid_arguments("[ERROR] limit must be greater than 0")
    metadata = args.flag("include_all_metadata")
    page = messages[start : start + limit]
    shown = [message_json(workspace, m, metadata=metadata) for m in page]
    more = start + limit < len(messages)
    answer: Json = {"messages": shown, "has_more": more}
    if more:
        answer["response_metadata"] = {"next_cursor": str(start + limit)}
    return answer


def _between(args: Args, ts: str) -> bool:
    oldest = _moment(args, "oldest", 0.0)
    latest = _moment(args, "latest", float("inf"))
    if args.flag("inclusive"):
        return oldest <= float(ts) <= latest
    return oldest < float(ts) < latest


def _moment(args: Args, name: str, default: float) -> float:
    try:
        return float(args.text(name) or default)
    except ValueError:
        raise ApiError(f"invalid_ts_{name}") from None
