"""Who comes and goes, and what the app is told of it. Takes the lock itself."""

from playground.workspace import facts
from playground.workspace.changes import post_message
from playground.workspace.model import Message
from playground.workspace.state import Workspace


def join_channel(workspace: Workspace, channel_id: str, user: str, inviter: str) -> None:
    """Make somebody a member of a channel, which is told to all who are in it."""
    with workspace.lock:
        channel = workspace.channels[channel_id]
        if user in channel.members:
            return
        channel.members.add(user)
        _announce(workspace, channel_id, user, "channel_join", "has joined the channel")
        workspace.tell(facts.Joined(channel, user, inviter))


def leave_channel(workspace: Workspace, channel_id: str, user: str, actor: str) -> None:
    """Take somebody out of a channel; the app hears of its own leaving once."""
    with workspace.lock:
        channel = workspace.channels[channel_id]
        if user not in channel.members:
            return
        channel.members.remove(user)
        _announce(workspace, channel_id, user, "channel_leave", "has left the channel")
        workspace.tell(facts.Left(channel, user, actor))


def _announce(workspace: Workspace, channel_id: str, user: str, subtype: str, words: str) -> None:
    message = Message(
        channel=channel_id,
        ts=workspace.timestamps.next(),
        user=user,
        text=f"<@{user}> {words}",
        subtype=subtype,
    )
    post_message(workspace, message)
