"""What the page shows, as JSON. Reads only; the workspace's lock is held."""

from dataclasses import asdict

from playground.methods.modals import view_json, visible
from playground.samples import SAMPLES
from playground.workspace.model import Channel, ChannelKind, Json, Message
from playground.workspace.render import message_json
from playground.workspace.state import ADA, Workspace

_ORDER = list(ChannelKind)


def snapshot(workspace: Workspace, channel_id: str) -> Json:
    """Give what surrounds the conversations, and one of them; KeyError for an unknown channel."""
    channel, manifest = workspace.channels[channel_id], workspace.manifest
    joined = [one for one in workspace.channels.values() if ADA.id in one.members]
    seen = [message for message in channel.messages.values() if _is_for_me(message)]
    messages = []
    for top in seen:
        if not top.is_reply:
            replies = [one for one in seen if one.thread_ts == top.ts and one is not top]
            shown = {"replies": [_shown(workspace, reply) for reply in replies]}
            messages.append(_shown(workspace, top) | shown)
    home = workspace.homes.get(ADA.id)
    return {
        "version": workspace.version,
        "team": workspace.identity.team_name,
        "me": ADA.id,
        "app": {
            "id": workspace.identity.bot_user_id,
            "name": workspace.identity.bot_name,
            "connected": workspace.connected(),
            "home_tab": manifest.home_tab,
            "commands": [asdict(command) for command in manifest.commands],
            "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts],
        },
        "users": {
            user.id: {"name": user.real_name, "handle": user.name, "bot": user.is_bot}
            for user in workspace.users.values()
        },
        "channels": [
            _entry(workspace, one) for one in sorted(joined, key=lambda c: _ORDER.index(c.kind))
        ],
        "samples": [{"name": one.name, "label": one.label} for one in SAMPLES.values()],
        "channel": channel.id,
        "messages": messages,
        "modal": visible(workspace, ADA.id),
        "home": view_json(workspace, home) if home else None,
    }


def _entry(workspace: Workspace, channel: Channel) -> Json:
    """Give a line of the sidebar; conversations without a name are called by who else is there."""
    others = sorted(channel.members - {ADA.id})
    named = channel.kind in (ChannelKind.CHANNEL, ChannelKind.GROUP)
    newest_first = reversed(channel.messages.values())
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "name": channel.name if named else ", ".join(workspace.users[u].real_name for u in others),
        "member": workspace.identity.bot_user_id in channel.members,
        "members": len(channel.members),
        "latest": next((m.ts for m in newest_first if _is_for_me(m)), ""),
    }


def _is_for_me(message: Message) -> bool:
    return message.ephemeral_to in (None, ADA.id)


def _shown(workspace: Workspace, message: Message) -> Json:
    more = {"ephemeral": message.ephemeral_to is not None, "state": message.state}
    return message_json(workspace, message) | more | {"channel": message.channel}
