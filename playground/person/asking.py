"""What people ask of the app: commands, shortcuts and clicks. Takes the lock itself.

Every function waits for the app's ack: call none of them with the lock or in the event loop.
"""

from dataclasses import dataclass
from typing import Any

from playground.delivery import payloads
from playground.delivery.events import COMMAND, INTERACTIVE
from playground.methods.args import ApiError, Args
from playground.methods.modals import owner_of, view_json
from playground.person.editor import to_command_text
from playground.person.replies import compose_message
from playground.person.results import (
    NOT_ENABLED,
    NOT_REACHED,
    NOT_UNDERSTOOD,
    TOO_LATE,
    CommandResult,
    Interaction,
)
from playground.rules.choices import action_entry, keep_choice
from playground.rules.walk import Place, interactive_places
from playground.workspace.changes import post_message
from playground.workspace.model import Ack, Json, Message
from playground.workspace.state import SLACKBOT, Workspace


@dataclass(frozen=True, slots=True)
class Use:
    """Using an element: `value` is an option's value, a list of them, a text or None."""

    user: str
    action_id: str
    value: Any = None
    block_id: str | None = None


def type_command(
    workspace: Workspace, channel_id: str, user: str, name: str, text: str
) -> CommandResult:
    """Type a slash command in a channel; `text` as typed."""
    with workspace.lock:
        channel = workspace.channels[channel_id]
        known = workspace.manifest.command(name)
        if known and known.should_escape:
            people, places = workspace.users.values(), workspace.channels.values()
            text = to_command_text(text, people, places)
        words = {"command": name, "text": text.strip()}
        payload = payloads.command_payload(workspace, channel, user, words)
    shown: str | None = None
    if known is None or "commands" not in workspace.scopes():
        shown = _complain(workspace, payload, NOT_REACHED)
        return CommandResult(False, error=NOT_REACHED, payload=payload, shown_ts=shown)
    ack = workspace.ask(COMMAND, payload, name)
    error, response = failure_word(ack), ack.response or {}
    if error is None and (response.get("text") or response.get("blocks")):
        with workspace.lock:
            reply = workspace.replies[payload["response_url"].rpartition("/")[2]]
            try:
                message = compose_message(workspace, reply, Args(response))
                shown = post_message(workspace, message).ts
            except ApiError:
                error = NOT_UNDERSTOOD
    if error is not None:
        shown = _complain(workspace, payload, error)
    return CommandResult(error is None, ack.seconds, error, ack.response, payload, shown)


def choose_global_shortcut(workspace: Workspace, callback_id: str, user: str) -> Interaction:
    """Choose a global shortcut; KeyError when the manifest has none of this id."""
    if workspace.manifest.shortcut(callback_id, "global") is None:
        raise KeyError(callback_id)
    with workspace.lock:
        payload = payloads.global_shortcut_payload(workspace, callback_id, user)
    return deliver_interaction(workspace, payload, callback_id)


def choose_message_shortcut(
    workspace: Workspace, callback_id: str, user: str, channel_id: str, ts: str
) -> Interaction:
    """Choose a shortcut in a message's menu; KeyError when there is no such one.

    An ephemeral message has no such menu.
    """
    if workspace.manifest.shortcut(callback_id, "message") is None:
        raise KeyError(callback_id)
    with workspace.lock:
        message = _seen(workspace, channel_id, ts, user)
        if message.ephemeral_to:
            raise KeyError(ts)
        payload = payloads.message_shortcut_payload(workspace, callback_id, user, message)
    return deliver_interaction(workspace, payload, callback_id)


def use_in_message(workspace: Workspace, channel_id: str, ts: str, use: Use) -> Interaction:
    """Press, pick or type in an element of a message."""
    with workspace.lock:
        message = _seen(workspace, channel_id, ts, use.user)
        place = find_element(message.blocks, use)
        entry = action_entry(place, use.value, workspace.timestamps.next())
        keep_choice(message.state, place, use.value)
        payload = payloads.message_action_payload(workspace, use.user, message, entry)
        workspace.touch()
    return deliver_interaction(workspace, payload, use.action_id)


def use_in_view(workspace: Workspace, view_id: str, use: Use) -> Interaction:
    """Press, pick or type in an element of a modal or of App Home."""
    with workspace.lock:
        if owner_of(workspace, view_id) != use.user:
            raise KeyError(view_id)
        place = find_element(workspace.views[view_id]["blocks"], use)
        entry = action_entry(place, use.value, workspace.timestamps.next())
        keep_choice(workspace.view_states.setdefault(view_id, {}), place, use.value)
        view = view_json(workspace, view_id)
        payload = payloads.view_action_payload(workspace, use.user, view, entry)
        workspace.touch()
    return deliver_interaction(workspace, payload, use.action_id)


def find_element(blocks: list[Json], use: Use) -> Place:
    """Find an element by its action id, and by its value where buttons share the id.

    Raises:
        KeyError: nothing there tells the app at once under this id.
    """
    found = [
        p for p in interactive_places(blocks) if p.acts and p.element["action_id"] == use.action_id
    ]
    if use.block_id is not None:
        found = [p for p in found if p.block["block_id"] == use.block_id]
    if use.value is not None and found and found[0].element["type"] == "button":
        found = [p for p in found if p.element.get("value") == use.value]
    if not found:
        raise KeyError(use.action_id)
    return found[0]


def deliver_interaction(workspace: Workspace, payload: Json, name: str) -> Interaction:
    """Deliver an interaction, and tell how it was acknowledged."""
    if not workspace.manifest.interactivity:
        return Interaction(False, error=NOT_ENABLED, payload=payload)
    ack = workspace.ask(INTERACTIVE, payload, name)
    error = failure_word(ack)
    return Interaction(error is None, ack.seconds, error, ack.response, payload)


def failure_word(ack: Ack) -> str | None:
    """Name what went wrong with a delivery, as Slack does; None when nothing did."""
    if ack.ok:
        return None
    return TOO_LATE if ack.reason == "http_timeout" else NOT_REACHED


def _seen(workspace: Workspace, channel_id: str, ts: str, user: str) -> Message:
    channel = workspace.channels[channel_id]
    message = channel.messages[ts]
    if user not in channel.members or message.ephemeral_to not in (None, user):
        raise KeyError(ts)
    return message


def _complain(workspace: Workspace, payload: Json, error: str) -> str:
    """Tell a person, as Slackbot, that a command went wrong; return the message's ts."""
    name = payload["command"]
    known = workspace.manifest.command(name) is not None
    words = f"{name} failed with the error “{error}”" if known else f"{name} is not a valid command"
    with workspace.lock:
        message = Message(
            channel=payload["channel_id"],
            ts=workspace.timestamps.next(),
            user=SLACKBOT.id,
            text=words,
            ephemeral_to=payload["user_id"],
        )
        return post_message(workspace, message).ts
