"""What the page shows, as JSON. Reads only; the workspace's lock is held."""

from dataclasses import asdict

from playground.methods.conversations import thread_messages
from playground.methods.modals import view_json, visible
from playground.samples import SAMPLES
from playground.workspace.model import Channel, ChannelKind, Json, Message, User
from playground.workspace.render import message_json
from playground.workspace.state import ADA, Workspace

_ORDER = list(ChannelKind)


def snapshot(workspace: Workspace, channel_id: str) -> Json:
    """Give what surrounds the conversations, and one of them; KeyError for an unknown channel."""
    channel = workspace.channels[channel_id]
    shown = [c for c in workspace.channels.values() if ADA.id in c.members]
    home = workspace.homes.get(ADA.id)
    return {
        "version": workspace.version,
        "team": workspace.identity.team_name,
        "me": ADA.id,
        "app": _app(workspace),
        "users": {u.id: _person(u) for u in workspace.users.values()},
        "channels": [_entry(workspace, c) for c in sorted(shown, key=_rank)],
        "samples": [{"name": s.name, "label": s.label} for s in SAMPLES.values()],
        "channel": channel.id,
        "messages": [_shown(workspace, channel, m) for m in _top(channel)],
        "modal": visible(workspace, ADA.id),
        "home": view_json(workspace, home) if home else None,
    }


def _app(workspace: Workspace) -> Json:
    manifest, identity = workspace.manifest, workspace.identity
    return {
        "id": identity.bot_user_id,
        "name": identity.bot_name,
        "connected": workspace.connected(),
        "home_tab": manifest.home_tab,
        "commands": [asdict(c) for c in manifest.commands],
        "shortcuts": [asdict(s) for s in manifest.shortcuts],
    }


def _person(user: User) -> Json:
    return {"name": user.real_name, "handle": user.name, "bot": user.is_bot}


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
        "members": len(channel.members),
        "latest": next((m.ts for m in reversed(channel.messages.values()) if _for_me(m)), ""),
    }


def _top(channel: Channel) -> list[Message]:
    return [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) and _for_me(m)]


def _for_me(message: Message) -> bool:
    return message.ephemeral_to in (None, ADA.id)


def _shown(workspace: Workspace, channel: Channel, message: Message) -> Json:
    replies = [m for m in thread_messages(channel, message.ts) if m is not message]
    replies += [m for m in channel.messages.values() if m.thread_ts == message.ts and _hidden(m)]
    shown = _one(workspace, message)
    return shown | {"replies": [_one(workspace, m) for m in sorted(replies, key=_moment)]}


def _hidden(message: Message) -> bool:
    return message.ephemeral_to == ADA.id


def _moment(message: Message) -> str:
    return message.ts


def _one(workspace: Workspace, message: Message) -> Json:
    more = {"ephemeral": message.ephemeral_to is not None, "state": message.state}
    return message_json(workspace, message) | more | {"channel": message.channel}
