"""What the page reads: its files, its state, live changes, pictures, and what happened."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from playground import samples
from playground.delivery.trace import trace
from playground.page.guest import DEFAULT_CHANNEL, check_channel
from playground.page.snapshot import snapshot
from playground.workspace import images
from playground.workspace.state import Workspace

PAGE = Path(__file__).with_name("static")
HEARTBEAT = 15.0
"""Seconds; proxies and browsers give up a stream that is silent for longer."""


class Page:
    """The page of one workspace, which always belongs to the same person."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Return the routes of what the page reads."""
        return [
            Route("/", self.index),
            Route("/page/state", self.state),
            Route("/page/changes", self.changes),
            Route("/page/trace/{channel}/{ts}", self.trace),
            Route("/page/files/{file_id}", self.file),
            Route("/page/samples/{name}.png", self.sample),
            Route("/archives/{channel}/p{digits:int}", self.permalink),
            Route("/files/{user}/{file_id}/{name}", self.file),
            Mount("/page/static", StaticFiles(directory=PAGE)),
        ]

    async def index(self, _request: Request) -> Response:
        """Serve the page itself."""
        return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    async def state(self, request: Request) -> Response:
        """Give the sidebar and one channel."""
        channel = request.query_params.get("channel", DEFAULT_CHANNEL)
        with self._workspace.lock:
            check_channel(self._workspace, channel)
            return JSONResponse(snapshot(self._workspace, channel))

    async def changes(self, _request: Request) -> Response:
        """Tell the page, for as long as it listens, whenever something changed."""
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._ticks(), media_type="text/event-stream", headers=headers)

    async def trace(self, request: Request) -> Response:
        """Tell what led to a message of the app."""
        channel, ts = request.path_params["channel"], request.path_params["ts"]
        with self._workspace.lock:
            check_channel(self._workspace, channel)
            if ts not in self._workspace.channels[channel].messages:
                raise HTTPException(404, "There is no such message.")
            return JSONResponse(trace(self._workspace, channel, ts))

    async def file(self, request: Request) -> Response:
        """Show a file to the page: pictures inline, anything else as a download."""
        with self._workspace.lock:
            file = self._workspace.files.get(request.path_params["file_id"])
            data = file.data if file else None
        if data is None:
            raise HTTPException(404, "There is no such file.")
        kind = images.raster_type(data)
        if kind in images.INLINE and kind is not None:
            return Response(data, media_type=kind.mimetype)
        headers = {"Content-Disposition": "attachment"}
        return Response(data, media_type="application/octet-stream", headers=headers)

    async def sample(self, request: Request) -> Response:
        """Show a small copy of a sample picture."""
        name = request.path_params["name"]
        if name not in samples.SAMPLES:
            raise HTTPException(404, "There is no such sample.")
        return Response(await run_in_threadpool(samples.preview, name), media_type="image/png")

    async def permalink(self, request: Request) -> Response:
        """Go to the message that a permalink names."""
        channel, digits = request.path_params["channel"], str(request.path_params["digits"])
        with self._workspace.lock:
            check_channel(self._workspace, channel)
        return RedirectResponse(f"/#{channel}/p{digits[:-6]}.{digits[-6:]}")

    async def _ticks(self) -> AsyncIterator[str]:
        loop = asyncio.get_running_loop()
        changed = asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(changed.set)

        with self._workspace.lock:
            self._workspace.watchers.add(wake)
        try:
            while not self._workspace.closing:
                yield f"data: {self._workspace.version}\n\n"
                try:
                    await asyncio.wait_for(changed.wait(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                changed.clear()
        finally:
            with self._workspace.lock:
                self._workspace.watchers.discard(wake)
