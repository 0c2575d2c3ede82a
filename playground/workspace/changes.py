"""What becomes of messages and files; each change is told to the listeners. The lock is held."""

from playground.workspace import facts
from playground.workspace.model import Json, Message, StoredFile
from playground.workspace.render import message_json
from playground.workspace.state import Workspace


def post_message(workspace: Workspace, message: Message) -> Message:
    """Put a new message in its channel."""
    workspace.channels[message.channel].messages[message.ts] = message
    for file_id in message.file_ids:
        workspace.files[file_id].shares.append(message.place)
    workspace.touch()
    if message.ephemeral_to is None:
        workspace.tell(facts.MessagePosted(message))
    return message


def attach_files(workspace: Workspace, message: Message, file_ids: tuple[str, ...]) -> None:
    """Show uploaded files in a message that is already there, in place of those before.

    The caller tells of the change, which is one with that of the words.
    """
    message.file_ids = file_ids
    for file_id in file_ids:
        file = workspace.files[file_id]
        file.completed = True
        if message.place not in file.shares:
            file.shares.append(message.place)


def message_changed(workspace: Workspace, before: Json, message: Message) -> None:
    """Tell that a message is not what it was; `before` is its JSON until now."""
    workspace.touch()
    if message.ephemeral_to is None:
        workspace.tell(facts.MessageChanged(message, before))


def remove_message(workspace: Workspace, message: Message, before: Json | None = None) -> None:
    """Delete a message; `before`: its JSON, if that has changed already.

    A thread's parent leaves a tombstone, as in Slack.
    """
    channel = workspace.channels[message.channel]
    before = before or message_json(workspace, message)
    if any(m.thread_ts == message.ts for m in channel.messages.values() if m is not message):
        message.subtype, message.text = "tombstone", "This message was deleted."
        message.blocks, message.file_ids, message.metadata = [], (), None
        message.reactions.clear()
        message_changed(workspace, before, message)
        return
    del channel.messages[message.ts]
    workspace.touch()
    if message.ephemeral_to is None:
        workspace.tell(facts.MessageDeleted(channel, before))


def react(workspace: Workspace, message: Message, user: str, name: str) -> None:
    """Add a reaction."""
    message.reactions.setdefault(name, []).append(user)
    workspace.touch()
    workspace.tell(facts.Reacted(message, user, name, added=True))


def take_reaction_back(workspace: Workspace, message: Message, user: str, name: str) -> None:
    """Take a reaction back; ValueError or KeyError when there is none of this person."""
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    workspace.touch()
    workspace.tell(facts.Reacted(message, user, name, added=False))


def remove_file(workspace: Workspace, file: StoredFile) -> None:
    """Delete a file; messages show a tombstone in its place."""
    file.deleted, file.data = True, None
    workspace.touch()
    workspace.tell(facts.FileDeleted(file.id))
