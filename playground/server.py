"""The playground as one object: a server on loopback, and what tests do with it."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from playground import people
from playground.connections import Connections
from playground.events import Courier
from playground.faults import Faults
from playground.file_objects import file_json
from playground.guards import Guard
from playground.http_events import HttpEvents
from playground.manifest import load_manifest
from playground.methods.conversations import public, thread
from playground.model import Ack, Call, Download, Json, Timing
from playground.people import NewFile
from playground.render import message_json
from playground.routes import routes
from playground.sharing import Posting
from playground.socket_mode import SocketMode
from playground.state import ADA, Workspace

HOST = "127.0.0.1"
PORT = 8765


class Playground:
    """A workspace with Glimpse in it, served on loopback between `start` and `stop`.

    `port` 0 takes a free one. `transport`: how events reach the app; "http" needs `request_url`.
    `clock`: seconds since the epoch, for timestamps, signatures and file processing.
    """

    def __init__(
        self,
        port: int = PORT,
        manifest: Path = Path("manifest.yml"),
        transport: Literal["socket", "http"] = "socket",
        request_url: str | None = None,
        clock: Callable[[], float] = time.time,
        timing: Timing | None = None,
    ) -> None:
        if transport == "http" and not (request_url or "").startswith("http://"):
            raise ValueError("transport 'http' needs a request_url that starts with http://")
        self.workspace = Workspace(clock, load_manifest(manifest), timing or Timing())
        self.workspace.request_url = request_url if transport == "http" else None
        self._port = port
        self._connections = Connections()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._up = threading.Event()
        identity = self.workspace.identity
        self.bot_token, self.app_token = identity.bot_token, identity.app_token
        self.signing_secret = identity.signing_secret
        self.team_id, self.app_id = identity.team_id, identity.app_id
        self.bot_id, self.bot_user_id = identity.bot_id, identity.bot_user_id
        self.user_id = ADA.id
        self.channel_id, self.private_channel_id = "C0GENERAL", "C0SECRET"
        self.dm_id, self.group_dm_id, self.other_channel_id = "D0ADA", "G0GROUPDM", "C0RANDOM"

    @property
    def url(self) -> str:
        """The page's address, without a final slash."""
        return self.workspace.base_url

    @property
    def api_url(self) -> str:
        """The Web API's address: SLACK_API_URL."""
        return f"{self.url}/api/"

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.workspace.faults

    def start(self) -> Self:
        """Serve in a thread of its own; OSError when the port is taken."""
        listener = socket.create_server((HOST, self._port))
        self.workspace.base_url = f"http://{HOST}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self._application(),
            http=self._connections.protocol(),
            ws="websockets-sansio",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="playground", daemon=True
        )
        self._thread.start()
        if not self._up.wait(timeout=20):
            raise RuntimeError("the playground did not start")
        return self

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self._server is None or self._thread is None:
            return
        with self.workspace.lock:
            self.workspace.closing = True
            self.workspace.touch()
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    def share(
        self,
        files: Sequence[NewFile],
        text: str = "",
        channel: str | None = None,
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Share files as a person, in one message; return its ts."""
        posting = Posting(user or self.user_id, text, thread_ts)
        return people.share_files(self.workspace, channel or self.channel_id, files, posting)

    def say(
        self,
        text: str,
        channel: str | None = None,
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Write a message as a person; return its ts."""
        posting = Posting(user or self.user_id, text, thread_ts)
        return people.say(self.workspace, channel or self.channel_id, posting)

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Change a message's text, which raises `message_changed`."""
        people.edit(self.workspace, channel, ts, text)

    def delete(self, channel: str, ts: str) -> None:
        """Delete a message and its files, which raises `message_deleted`."""
        people.delete(self.workspace, channel, ts)

    def send_event(self, event: Json, event_id: str | None = None) -> str:
        """Raise any event; return its id, which may be given to send it again."""
        return str(self.workspace.emit(event, event_id))

    def messages(self, channel: str | None = None, thread_ts: str | None = None) -> list[Json]:
        """Return a channel's messages, or a thread with its parent, oldest first, metadata too."""
        with self.workspace.lock:
            place = self.workspace.channels[channel or self.channel_id]
            found = thread(place, thread_ts) if thread_ts else self._top(public(place))
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
            return people.file_with_bytes(file, shown)

    def files_in(self, message: Json) -> list[Json]:
        """Return the files of a message, with their bytes."""
        return [self.file(f["id"]) for f in message.get("files", ())]

    def verify_url(self) -> bool:
        """Ask the app's address to prove itself, as Slack does when it is entered."""
        if self.workspace.request_url is None:
            raise ValueError("only transport 'http' has an address")
        return asyncio.run(HttpEvents(self.workspace, self.workspace.request_url).verify())

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

    def _application(self) -> Starlette:
        return Starlette(
            routes=routes(self.workspace, self._connections),
            middleware=[Middleware(Guard)],
            lifespan=self._lifespan,
        )

    @staticmethod
    def _top(messages: Iterable[Any]) -> list[Any]:
        return [m for m in messages if m.thread_ts in (None, m.ts)]

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        link = SocketMode(self.workspace, self._connections)
        app.state.link = link
        url = self.workspace.request_url
        courier = Courier(self.workspace, HttpEvents(self.workspace, url) if url else link)
        self.workspace.emit, self.workspace.call_later = courier.emit, courier.call_later
        self._up.set()
        yield
        await courier.close()
