"""Dropping a connection: what no HTTP framework offers, since no server should do it."""

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class Connections:
    """The open HTTP connections, by the peer's address."""

    def __init__(self) -> None:
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}

    def abort(self, scope: Scope) -> None:
        """Cut the connection a request came over; unsent bytes are lost."""
        transport = self._transports.get(tuple(scope["client"]))
        if transport is not None:
            transport.abort()

    def close(self, scope: Scope) -> None:
        """Close the connection a request came over, once what was sent has left."""
        transport = self._transports.get(tuple(scope["client"]))
        if transport is not None:
            transport.close()

    def forget(self, scope: Scope) -> None:
        """Strike out a connection that became a WebSocket and is gone."""
        self._transports.pop(tuple(scope["client"]), None)

    def protocol(self) -> type[H11Protocol]:
        """Make the protocol class for uvicorn that keeps this record."""
        transports = self._transports

        class Recording(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client is not None:
                    transports[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client is not None:
                    transports.pop(self.client, None)
                super().connection_lost(exc)

        return Recording


class Dropped(Response):
    """Part of a response, or none at all: then the peer sees the connection end."""

    def __init__(self, connections: Connections, part: bytes | None, length: int) -> None:
        super().__init__()
        self._connections = connections
        self._part = part
        self._length = length

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the part, cut the connection, and wait until it is gone."""
        if self._part is None:
            self._connections.abort(scope)
        else:
            headers = [(b"content-length", str(self._length).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": self._part, "more_body": True})
            self._connections.close(scope)
        while (await receive())["type"] != "http.disconnect":
            pass


def drop(connections: Connections, part: bytes | None = None, length: int = 0) -> Response:
    """Answer by cutting the connection, after `part` of a body of `length` bytes if given."""
    return Dropped(connections, part, length)
