"""What commands, shortcuts, clicks and forms send to the app. Reads only; the lock is held.

Shapes: docs.slack.dev/interactivity/implementing-slash-commands and
/reference/interaction-payloads.
"""

from playground.rules.choices import state_values
from playground.workspace.model import Channel, ChannelKind, Json, Message
from playground.workspace.render import message_json
from playground.workspace.state import Workspace

DOMAIN = "playground"
TOKEN = "playground-verification-token"  # noqa: S105 - a fake, not a secret
_UNNAMED = {ChannelKind.IM: "directmessage", ChannelKind.GROUP: "privategroup"}


def channel_name(channel: Channel) -> str:
    """Name a channel as payloads do: direct messages and private channels are not named."""
    return _UNNAMED.get(channel.kind, channel.name)


def command_payload(workspace: Workspace, channel: Channel, user: str, words: Json) -> Json:
    """Give a slash command's form; `words` has its command and text. Every value is a string."""
    identity = workspace.identity
    return {
        "token": TOKEN,
        "team_id": identity.team_id,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": workspace.users[user].name,
        **words,
        "api_app_id": identity.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.new_reply(channel.id, user),
        "trigger_id": workspace.new_trigger(user),
    }


def global_shortcut_payload(workspace: Workspace, callback_id: str, user: str) -> Json:
    """Give a global shortcut's payload, which has no channel and no response_url."""
    return _interaction(workspace, "shortcut", user) | {
        "callback_id": callback_id,
        "action_ts": workspace.timestamps.next(),
        "trigger_id": workspace.new_trigger(user),
    }


def message_shortcut_payload(
    workspace: Workspace, callback_id: str, user: str, message: Message
) -> Json:
    """Give a message shortcut's payload, with the whole message."""
    channel = workspace.channels[message.channel]
    return _interaction(workspace, "message_action", user) | {
        "callback_id": callback_id,
        "action_ts": workspace.timestamps.next(),
        "trigger_id": workspace.new_trigger(user),
        "response_url": workspace.new_reply(channel.id, user),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": message_json(workspace, message),
    }


def message_action_payload(workspace: Workspace, user: str, message: Message, action: Json) -> Json:
    """Give `block_actions` for an element of a message; an ephemeral message is not in it."""
    channel = workspace.channels[message.channel]
    hidden = message.ephemeral_to is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": hidden,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _interaction(workspace, "block_actions", user) | {
        "container": container,
        "trigger_id": workspace.new_trigger(user),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": state_values(message.blocks, message.state)},
        "response_url": workspace.new_reply(channel.id, user, message.ts),
        "actions": [action],
    }
    return payload if hidden else payload | {"message": message_json(workspace, message)}


def view_action_payload(workspace: Workspace, user: str, view: Json, action: Json) -> Json:
    """Give `block_actions` for an element of a modal or of App Home."""
    return _interaction(workspace, "block_actions", user) | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": workspace.new_trigger(user, view["id"]),
        "view": view,
        "actions": [action],
    }


def submission_payload(workspace: Workspace, user: str, view: Json) -> Json:
    """Give `view_submission`; the view has its state."""
    return _interaction(workspace, "view_submission", user) | {
        "trigger_id": workspace.new_trigger(user, view["id"]),
        "view": view,
        "response_urls": [],
    }


def closing_payload(workspace: Workspace, user: str, view: Json, *, is_cleared: bool) -> Json:
    """Give `view_closed`; `is_cleared`: every open modal was closed at once."""
    closed = {"view": view, "is_cleared": is_cleared}
    return _interaction(workspace, "view_closed", user) | closed


def _interaction(workspace: Workspace, kind: str, user: str) -> Json:
    identity = workspace.identity
    name = workspace.users[user].name
    return {
        "type": kind,
        "team": {"id": identity.team_id, "domain": DOMAIN},
        "user": {"id": user, "username": name, "name": name, "team_id": identity.team_id},
        "api_app_id": identity.app_id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }
