"""Finding what a call names, with Slack's errors when it is not there."""

from playground.methods.args import ApiError
from playground.workspace.model import Channel, ChannelKind, Message
from playground.workspace.state import Workspace


def channel_of(workspace: Workspace, channel_id: str) -> Channel:
    """Return a conversation the app may see: private ones it is no member of do not exist."""
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise ApiError("channel_not_found")
    is_member = workspace.identity.bot_user_id in channel.members
    if not is_member and channel.kind is not ChannelKind.CHANNEL:
        raise ApiError("channel_not_found")
    return channel


def joined_channel(workspace: Workspace, channel_id: str) -> Channel:
    """Return a conversation the app is a member of."""
    channel = channel_of(workspace, channel_id)
    if workspace.identity.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def addressee(workspace: Workspace, name: str) -> Channel:
    """Return where to post: an id, a #name, or a person, whose direct message is opened."""
    if name in workspace.users:
        return workspace.direct_message(name)
    if name.startswith("#"):
        named = (c for c in workspace.channels.values() if c.name == name[1:])
        name = next((c.id for c in named), name)
    return joined_channel(workspace, name)


def message_of(channel: Channel, ts: str) -> Message:
    """Return a message that is there for everybody."""
    message = channel.messages.get(ts)
    if message is None or message.ephemeral_to or message.subtype == "tombstone":
        raise ApiError("message_not_found")
    return message


def check_thread(channel: Channel, thread_ts: str | None) -> None:
    """See that a reply has something to reply to: a message that is no reply itself."""
    if thread_ts is None:
        return
    parent = channel.messages.get(thread_ts)
    if parent is None or parent.ephemeral_to:
        raise ApiError("thread_not_found")
    if parent.is_reply:
        raise ApiError("cannot_reply_to_message")


def known_user(workspace: Workspace, user: str, error: str) -> str:
    """Return a person's id; `error` when there is nobody of that id."""
    if user not in workspace.users:
        raise ApiError(error)
    return user
