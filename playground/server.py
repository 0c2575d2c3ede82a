"""The playground as one object: a server on loopback, and what tests do with it."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Literal, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from playground.delivery.connections import Connections
from playground.delivery.events import Courier
from playground.delivery.http_events import HttpEvents
from playground.delivery.socket_mode import SocketMode
from playground.guards import Guard
from playground.person.acting import Acting
from playground.person.looking import Looking
from playground.routes import routes
from playground.workspace.faults import Faults
from playground.workspace.manifest import load_manifest
from playground.workspace.model import Timing
from playground.workspace.state import Workspace

HOST = "127.0.0.1"
PORT = 8765
PATIENCE = 20.0
"""Seconds to come up or go down, which takes a fraction of one unless the machine is very busy."""


class Playground(Acting, Looking):
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
            ws="websockets-sansio",  # the other of websockets' servers is deprecated, and warns
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,  # a slow download by a fault would hold it up for long
        )
        self._server = uvicorn.Server(config)
        # Ctrl-C is the main thread's, and must end the process though this one lives.
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="playground", daemon=True
        )
        self._thread.start()
        if not self._up.wait(PATIENCE):
            raise RuntimeError("the playground did not start")
        return self

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self._server is None or self._thread is None:
            return
        with self.workspace.lock:
            self.workspace.closing = True
            self.workspace.touch()  # the page's streams end by themselves, once they look
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    def verify_url(self) -> bool:
        """Ask the app's address to prove itself, as Slack does when it is entered."""
        if self.workspace.request_url is None:
            raise ValueError("only transport 'http' has an address")
        return asyncio.run(HttpEvents(self.workspace, self.workspace.request_url).verify())

    def _application(self) -> Starlette:
        return Starlette(
            routes=routes(self.workspace, self._connections),
            middleware=[Middleware(Guard)],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        link = SocketMode(self.workspace, self._connections)
        app.state.link = link
        url = self.workspace.request_url
        courier = Courier(self.workspace, HttpEvents(self.workspace, url) if url else link)
        self.workspace.listeners.append(courier.hear)
        self.workspace.ask, self.workspace.call_later = courier.ask, courier.call_later
        self._up.set()
        yield
        self.workspace.listeners.remove(courier.hear)
        await courier.close()
