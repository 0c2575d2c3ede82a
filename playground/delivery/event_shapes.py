"""Events API events for what happens. Reads only; the workspace's lock is held.

Shapes: docs.slack.dev/reference/events.
"""

from functools import singledispatch

from playground.delivery.payloads import TOKEN
from playground.workspace import facts
from playground.workspace.file_objects import pushed_file_json
from playground.workspace.model import Channel, ChannelKind, Json
from playground.workspace.render import message_json
from playground.workspace.state import Workspace

_BY_SOMEBODY = frozenset({None, "file_share", "thread_broadcast"})
"""Subtypes of messages that somebody wrote, in which a mention is one."""


@singledispatch
def events_of(fact: facts.Fact, _workspace: Workspace) -> list[Json]:
    """Return the events that a fact raises, in the order in which they leave."""
    raise TypeError(f"no events are known for {fact!r}")


@events_of.register
def _posted(fact: facts.MessagePosted, workspace: Workspace) -> list[Json]:
    """A message raises one for itself, one for each of its files, and one for its mention."""
    message, channel = fact.message, workspace.channels[fact.message.channel]
    told = message_json(workspace, message) | {
        "channel": channel.id,
        "channel_type": channel.kind.value,
        "event_ts": message.ts,
    }
    if message.file_ids:
        files = (workspace.files[f] for f in message.file_ids)
        told["files"] = [pushed_file_json(workspace, f) for f in files]
    shared = [
        {  # It knows neither text nor message: the app must find them by the file.
            "type": "file_shared",
            "channel_id": message.channel,
            "file_id": file_id,
            "user_id": message.user,
            "file": {"id": file_id},
            "event_ts": message.ts,
        }
        for file_id in message.file_ids
    ]
    mentioned = f"<@{workspace.identity.bot_user_id}>" in message.text
    # Whoever writes to the app alone need not call it: no app_mention there.
    if not mentioned or channel.kind is ChannelKind.IM or message.subtype not in _BY_SOMEBODY:
        return [told, *shared]
    mention = told | {"type": "app_mention"}
    del mention["channel_type"]
    mention.pop("subtype", None)
    if message.file_ids:
        mention["files"] = [{"id": f} for f in message.file_ids]
    return [told, *shared, mention]


@events_of.register
def _changed(fact: facts.MessageChanged, workspace: Workspace) -> list[Json]:
    event = _hidden(workspace, "message_changed", workspace.channels[fact.message.channel])
    event["message"] = message_json(workspace, fact.message)
    return [event | {"previous_message": fact.before}]


@events_of.register
def _deleted(fact: facts.MessageDeleted, workspace: Workspace) -> list[Json]:
    event = _hidden(workspace, "message_deleted", fact.channel)
    return [event | {"deleted_ts": fact.before["ts"], "previous_message": fact.before}]


def _hidden(workspace: Workspace, subtype: str, channel: Channel) -> Json:
    """Give the head of a `message` event that is no message; its ts is its own."""
    ts = workspace.timestamps.next()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind.value,
        "ts": ts,
        "event_ts": ts,
    }


@events_of.register
def _reacted(fact: facts.Reacted, _workspace: Workspace) -> list[Json]:
    message = fact.message
    event = {
        "type": "reaction_added" if fact.added else "reaction_removed",
        "user": fact.user,
        "reaction": fact.name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": message.ts,
    }
    return [event]


@events_of.register
def _file_deleted(fact: facts.FileDeleted, workspace: Workspace) -> list[Json]:
    ts = workspace.timestamps.next()
    return [{"type": "file_deleted", "file_id": fact.file_id, "event_ts": ts}]


@events_of.register
def _joined(fact: facts.Joined, workspace: Workspace) -> list[Json]:
    event = _membership(workspace, "member_joined_channel", fact.channel, fact.user)
    return [event | {"inviter": fact.inviter}]


@events_of.register
def _left(fact: facts.Left, workspace: Workspace) -> list[Json]:
    """Of its own leaving the app hears in an event of another kind."""
    channel = fact.channel
    if fact.user != workspace.identity.bot_user_id:
        return [_membership(workspace, "member_left_channel", channel, fact.user)]
    kind = "channel_left" if channel.kind is ChannelKind.CHANNEL else "group_left"
    ts = workspace.timestamps.next()
    return [{"type": kind, "channel": channel.id, "actor_id": fact.actor, "event_ts": ts}]


def _membership(workspace: Workspace, kind: str, channel: Channel, user: str) -> Json:
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind is ChannelKind.CHANNEL else "G",
        "team": workspace.identity.team_id,
        "event_ts": workspace.timestamps.next(),
    }


@events_of.register
def _home_opened(fact: facts.HomeOpened, workspace: Workspace) -> list[Json]:
    event = {
        "type": "app_home_opened",
        "user": fact.user,
        "channel": fact.channel.id,
        "tab": fact.tab,
        "event_ts": workspace.timestamps.next(),
    }
    view = workspace.views.get(workspace.homes.get(fact.user, ""))
    return [event | {"view": view}] if view and fact.tab == "home" else [event]


@events_of.register
def _raised(fact: facts.Raised, _workspace: Workspace) -> list[Json]:
    return [fact.event]


def event_callback(workspace: Workspace, event: Json, event_id: str) -> Json:
    """Wrap an event as the Events API sends it."""
    identity = workspace.identity
    authorization = {
        "enterprise_id": None,
        "team_id": identity.team_id,
        "user_id": identity.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": TOKEN,
        "team_id": identity.team_id,
        "api_app_id": identity.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(workspace.clock()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }
