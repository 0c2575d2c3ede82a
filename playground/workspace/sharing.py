"""Files becoming a message: the app's completed uploads, and what people share."""

from dataclasses import dataclass, field

from playground.workspace.changes import post_message
from playground.workspace.model import Channel, Json, Message, StoredFile
from playground.workspace.state import Workspace


@dataclass(frozen=True, slots=True)
class Posting:
    """Who says what beside the files, and where in the channel."""

    user: str
    text: str = ""
    thread_ts: str | None = None
    blocks: list[Json] = field(default_factory=list)
    bot_id: str | None = None


def share_files(
    workspace: Workspace, channel: Channel, files: list[StoredFile], posting: Posting
) -> Message:
    """Post one message with the files; the lock is held."""
    message = Message(
        channel=channel.id,
        ts=workspace.timestamps.next(),
        user=posting.user,
        bot_id=posting.bot_id,
        text=posting.text,
        blocks=posting.blocks,
        subtype="file_share",
        thread_ts=posting.thread_ts,
        file_ids=tuple(f.id for f in files),
    )
    return post_message(workspace, message)


def share_files_later(
    workspace: Workspace, channel: Channel, files: list[StoredFile], posting: Posting
) -> None:
    """Post the app's completed upload, now or after the fault's delay, or (a fault) never."""
    faults = workspace.faults
    shown = [f for f in files if not (faults.unshared_alt_txt and f.alt_txt)]
    if not shown:
        return
    if faults.async_share_delay <= 0:
        share_files(workspace, channel, shown, posting)
        return

    def then() -> None:
        with workspace.lock:
            share_files(workspace, channel, shown, posting)

    # Slack shares an upload after it has answered, so a message posted meanwhile comes first.
    workspace.call_later(faults.async_share_delay, then)
