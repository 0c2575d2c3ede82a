"""What the page shows, as JSON. Reads only; the workspace's lock is held."""

from playground.methods.conversations import thread
from playground.model import Channel, ChannelKind, Json, Message
from playground.render import message_json
from playground.state import ADA, Workspace

_ORDER = list(ChannelKind)


def snapshot(workspace: Workspace, channel_id: str) -> Json:
    """Give the sidebar and one channel with its threads; KeyError for an unknown channel."""
    channel = workspace.channels[channel_id]
    shown = [c for c in workspace.channels.values() if ADA.id in c.members]
    return {
        "version": workspace.version,
        "team": workspace.identity.team_name,
        "me": ADA.id,
        "app": {"name": workspace.identity.bot_name, "connected": workspace.connected()},
        "users": {u.id: {"name": u.real_name, "bot": u.is_bot} for u in workspace.users.values()},
        "channels": [_entry(workspace, c) for c in sorted(shown, key=_rank)],
        "channel": channel.id,
        "messages": [_shown(workspace, channel, m) for m in _top(channel)],
    }


def _rank(channel: Channel) -> int:
    return _ORDER.index(channel.kind)


def _entry(workspace: Workspace, channel: Channel) -> Json:
    others = sorted(channel.members - {ADA.id})
    named = channel.kind in (ChannelKind.CHANNEL, ChannelKind.GROUP)
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "name": channel.name if named else ", ".join(workspace.users[u].real_name for u in others),
        "member": workspace.identity.bot_user_id in channel.members,
        "latest": next((m.ts for m in reversed(channel.messages.values())), ""),
    }


def _top(channel: Channel) -> list[Message]:
    return [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) and _for_me(m)]


def _for_me(message: Message) -> bool:
    return message.ephemeral_to in (None, ADA.id)


def _shown(workspace: Workspace, channel: Channel, message: Message) -> Json:
    replies = [m for m in thread(channel, message.ts) if m is not message]
    replies += [m for m in channel.messages.values() if m.thread_ts == message.ts and _hidden(m)]
    shown = _one(workspace, message)
    return shown | {"replies": [_one(workspace, m) for m in sorted(replies, key=_moment)]}


def _hidden(message: Message) -> bool:
    return message.ephemeral_to == ADA.id


def _moment(message: Message) -> str:
    return message.ts


def _one(workspace: Workspace, message: Message) -> Json:
    return message_json(workspace, message) | {"ephemeral": message.ephemeral_to is not None}
