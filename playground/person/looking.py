"""What a test sees of the workspace."""

import time
from collections.abc import Callable
from typing import Any

from playground.methods.conversations import public_messages, thread_messages
from playground.methods.modals import view_json, visible
from playground.person.acting import Acting
from playground.workspace.file_objects import file_json
from playground.workspace.model import Ack, Call, Download, Json
from playground.workspace.render import message_json
from playground.workspace.state import Workspace


class Looking:
    """Questions about the workspace, answered as they are now."""

    workspace: Workspace
    channel_id = Acting.channel_id
    user_id = Acting.user_id

    def messages(self, channel: str | None = None, thread_ts: str | None = None) -> list[Json]:
        """Return a channel's messages, or a thread with its parent, oldest first, metadata too."""
        with self.workspace.lock:
            place = self.workspace.channels[channel or self.channel_id]
            if thread_ts:
                found = thread_messages(place, thread_ts)
            else:
                found = [m for m in public_messages(place) if not m.is_reply]
            return [message_json(self.workspace, m, metadata=True) for m in found]

    def ephemerals(self, channel: str | None = None) -> list[Json]:
        """Return what only one person sees in a channel; `to` says who."""
        with self.workspace.lock:
            place = self.workspace.channels[channel or self.channel_id]
            hidden = [m for m in place.messages.values() if m.ephemeral_to]
            return [message_json(self.workspace, m) | {"to": m.ephemeral_to} for m in hidden]

    def reactions(self, ts: str, channel: str | None = None) -> set[str]:
        """Return the names of the reactions to a message."""
        with self.workspace.lock:
            return set(self.workspace.channels[channel or self.channel_id].messages[ts].reactions)

    def file(self, file_id: str) -> Json:
        """Return a file object in full, with its `bytes` (None once deleted)."""
        with self.workspace.lock:
            file = self.workspace.files[file_id]
            shown = file_json(self.workspace, file, full=True)
            shown |= {"bytes": file.data, "length": file.length, "completed": file.completed}
            return shown

    def files_in(self, message: Json) -> list[Json]:
        """Return the files of a message, with their bytes."""
        return [self.file(f["id"]) for f in message.get("files", ())]

    @property
    def calls(self) -> list[Call]:
        """The Web API calls so far."""
        with self.workspace.lock:
            return list(self.workspace.calls)

    @property
    def downloads(self) -> list[Download]:
        """The requests for files' bytes so far."""
        with self.workspace.lock:
            return list(self.workspace.downloads)

    @property
    def acks(self) -> list[Ack]:
        """The attempts to deliver so far."""
        with self.workspace.lock:
            return list(self.workspace.acks)

    def wait_until(self, predicate: Callable[[], Any], timeout: float = 20) -> Any:
        """Wait until something is true and return it; TimeoutError, with the state, otherwise."""
        deadline = time.monotonic() + timeout
        while True:
            with self.workspace.lock:
                seen = self.workspace.version
            if found := predicate():
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(self.dump())
            with self.workspace.changed:
                if self.workspace.version == seen:
                    # In slices: a predicate may look at things the playground does not know.
                    self.workspace.changed.wait(min(left, 0.1))

    def dump(self) -> str:
        """Describe the state for whoever must find out what went wrong."""
        with self.workspace.lock:
            lines = [f"{self.workspace.sockets} sockets open"]
            for channel in self.workspace.channels.values():
                for m in channel.messages.values():
                    lines.append(
                        f"{channel.name} {m.ts} in {m.thread_ts}: {m.user} {m.text!r:.200}"
                    )
                    lines.append(f"    files {m.file_ids}, reactions {m.reactions}")
            lines += [f"{c.method} -> {c.status} {c.error or ''}" for c in self.workspace.calls]
            lines += [f"ack {a}" for a in self.workspace.acks]
            return "\n".join(lines)

    def modal(self, user: str | None = None) -> Json | None:
        """Return the modal a person sees, with what is chosen in it, or None."""
        with self.workspace.lock:
            return visible(self.workspace, user or self.user_id)

    def home(self, user: str | None = None) -> Json | None:
        """Return a person's App Home, or None when nothing was published."""
        with self.workspace.lock:
            view_id = self.workspace.homes.get(user or self.user_id)
            return view_json(self.workspace, view_id) if view_id else None
