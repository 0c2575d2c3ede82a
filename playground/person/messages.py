"""What people do in the workspace: share, say, edit, delete. Takes the lock itself."""

from collections.abc import Sequence
from dataclasses import replace

from playground.person.editor import to_rich_text
from playground.workspace.changes import (
    message_changed,
    post_message,
    remove_file,
    remove_message,
)
from playground.workspace.model import Message, StoredFile
from playground.workspace.render import message_json
from playground.workspace.sharing import Posting, share_files
from playground.workspace.state import Workspace

NewFile = tuple[str, bytes] | tuple[str, bytes, str | None]
"""A file's name, its bytes, and the alternative text its owner wrote, if any."""


def post_words(workspace: Workspace, channel: str, posting: Posting) -> str:
    """Post a person's message; return its ts."""
    with workspace.lock:
        message = Message(
            channel=channel,
            ts=workspace.timestamps.next(),
            user=posting.user,
            text=posting.text,
            blocks=to_rich_text(posting.text),
            thread_ts=posting.thread_ts,
        )
        return post_message(workspace, message).ts


def post_files(
    workspace: Workspace, channel: str, files: Sequence[NewFile], posting: Posting
) -> str:
    """Post a person's files as one message; return its ts."""
    with workspace.lock:
        stored = [keep_file(workspace, posting.user, *file) for file in files]
        posting = replace(posting, blocks=to_rich_text(posting.text))
        return share_files(workspace, workspace.channels[channel], stored, posting).ts


def edit_message(workspace: Workspace, channel: str, ts: str, text: str) -> None:
    """Change the text of a message, as its author would."""
    with workspace.lock:
        message = workspace.channels[channel].messages[ts]
        before = message_json(workspace, message)
        message.text, message.blocks = text, to_rich_text(text)
        message.edited_ts = workspace.timestamps.next()
        message_changed(workspace, before, message)


def delete_message(workspace: Workspace, channel: str, ts: str) -> None:
    """Delete a message with its files, as its author would."""
    with workspace.lock:
        message = workspace.channels[channel].messages[ts]
        files = [workspace.files[f] for f in message.file_ids]
        remove_message(workspace, message)
        for file in files:
            remove_file(workspace, file)


def delete_shared_file(workspace: Workspace, file_id: str) -> None:
    """Delete a file, as its owner would.

    A message that was nothing but this file goes with it; another shows a tombstone.
    """
    with workspace.lock:
        file = workspace.files[file_id]
        places = [workspace.channels[s.channel].messages.get(s.ts) for s in file.shares]
        shown = [(m, message_json(workspace, m)) for m in places if m is not None]
        remove_file(workspace, file)
        for message, before in shown:
            if message.text or message.file_ids != (file_id,):
                message_changed(workspace, before, message)
            else:
                remove_message(workspace, message, before)


def keep_file(
    workspace: Workspace, user: str, name: str, data: bytes, alt_txt: str | None = None
) -> StoredFile:
    """Keep a person's file, which is nowhere yet; the lock is held."""
    file = workspace.new_file(name, user, len(data), alt_txt)
    faults = workspace.faults
    file.data, file.completed, file.mode = data, True, faults.file_mode
    if faults.empty_mimetype:
        file.ready_at = workspace.clock() + workspace.timing.processing_delay
    return file
