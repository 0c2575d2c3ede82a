"""Socket Mode: WebSockets the app opens, envelopes it acknowledges by id.

Source: docs.slack.dev/apis/events-api/using-socket-mode.
"""

import asyncio
import json
import uuid
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.delivery.connections import Connections
from playground.delivery.events import EVENTS_API, Delivery, Outcome
from playground.workspace.model import Json
from playground.workspace.state import Workspace

MOST_SOCKETS = 10
"""Slack's limit for one app."""
BAD_TICKET = 4404
"""A code of the playground's own (4000 to 4999 are free to use), after HTTP's 404."""
GOING_AWAY = 1001


@dataclass(eq=False, slots=True)
class Link:
    """One open WebSocket and the envelopes it has not acknowledged."""

    socket: WebSocket
    waiting: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)

    def acknowledge(self, words: str) -> None:
        """Take what the app sent; anything but an ack of a waiting envelope is passed over."""
        try:
            answer = json.loads(words)
        except ValueError:
            return
        envelope_id = answer.get("envelope_id") if isinstance(answer, dict) else None
        future = self.waiting.get(str(envelope_id))
        if future is not None and not future.done():
            future.set_result(Outcome(True, None, envelope_id, answer.get("payload")))


class SocketMode:
    """The open WebSockets of the app; each envelope goes to one of them, in turn."""

    def __init__(self, workspace: Workspace, connections: Connections) -> None:
        self._workspace = workspace
        self._connections = connections
        self._loop = asyncio.get_running_loop()
        self._links: list[Link] = []
        self._open = asyncio.Event()
        self._chores: set[asyncio.Task[None]] = set()
        workspace.faults.on_drop_socket = lambda cut: self._soon(self._drop_all, cut)
        workspace.faults.on_disconnect = lambda reason: self._soon(self._send_off, reason)

    async def ready(self) -> None:
        """Wait until a WebSocket is open."""
        await self._open.wait()

    async def send(self, delivery: Delivery, attempt: int, reason: str | None) -> Outcome:
        """Send one envelope and wait for its acknowledgement."""
        if not self._links:
            return Outcome(ok=False, reason="connection_failed")
        link = self._links.pop(0)  # in turn, as Slack spreads envelopes over an app's sockets
        self._links.append(link)
        envelope_id = str(uuid.uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "accepts_response_payload": delivery.kind != EVENTS_API,
            "payload": delivery.payload,
        }
        if delivery.kind == EVENTS_API:
            envelope |= {"retry_attempt": attempt, "retry_reason": reason or ""}
        answer: asyncio.Future[Outcome] = self._loop.create_future()
        link.waiting[envelope_id] = answer
        try:
            await link.socket.send_text(json.dumps(envelope))
            return await asyncio.wait_for(answer, self._workspace.timing.ack_timeout)
        except TimeoutError:
            return Outcome(ok=False, reason="http_timeout", envelope_id=envelope_id)
        except (WebSocketDisconnect, RuntimeError):
            return Outcome(ok=False, reason="connection_failed")
        finally:
            link.waiting.pop(envelope_id, None)

    async def endpoint(self, socket: WebSocket) -> None:
        """Serve one WebSocket from hello to the end."""
        ticket = socket.query_params.get("ticket", "")
        with self._workspace.lock:
            known = ticket in self._workspace.tickets
            self._workspace.tickets.discard(ticket)
        await socket.accept()
        if not known:
            await socket.close(BAD_TICKET)
            return
        link = Link(socket)
        try:
            await self._greet(link)
            while True:
                link.acknowledge(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass  # gone, which is how every WebSocket ends
        finally:
            if link in self._links:
                self._links.remove(link)
            self._changed()
            for future in link.waiting.values():
                if not future.done():
                    future.set_result(Outcome(ok=False, reason="connection_failed"))
            self._connections.forget(socket.scope)

    async def _greet(self, link: Link) -> None:
        if len(self._links) >= MOST_SOCKETS:
            await link.socket.send_text(json.dumps(_goodbye("too_many_websockets")))
            await link.socket.close()
            raise WebSocketDisconnect
        hello = {
            "type": "hello",
            "num_connections": len(self._links) + 1,
            "connection_info": {"app_id": self._workspace.identity.app_id},
            "debug_info": {"host": "playground", "approximate_connection_time": 18060},
        }
        await link.socket.send_text(json.dumps(hello))
        self._links.append(link)
        self._changed()

    def _changed(self) -> None:
        if self._links:
            self._open.set()
        else:
            self._open.clear()
        with self._workspace.lock:
            self._workspace.sockets = len(self._links)
            self._workspace.touch()

    def _drop_all(self, cut: bool) -> None:
        for link in tuple(self._links):
            if cut:
                self._connections.abort(link.socket.scope)
            else:
                self._spawn(link.socket.close(GOING_AWAY))

    def _send_off(self, reason: str) -> None:
        for link in tuple(self._links):
            self._links.remove(link)
            self._spawn(link.socket.send_text(json.dumps(_goodbye(reason))))
        self._changed()

    def _spawn(self, chore: Awaitable[None]) -> None:
        async def tolerant() -> None:
            with suppress(WebSocketDisconnect, RuntimeError):  # it may be gone already
                await chore

        task = self._loop.create_task(tolerant())
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    def _soon(self, action: Any, *args: Any) -> None:
        self._loop.call_soon_threadsafe(action, *args)


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
