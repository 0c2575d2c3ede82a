"""The page's own addresses: its files, its state, live changes, and what people send."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from playground import images, people
from playground.editor import to_mrkdwn
from playground.model import Json
from playground.people import NewFile
from playground.sharing import Posting
from playground.snapshot import snapshot
from playground.state import ADA, Workspace

PAGE = Path(__file__).with_name("page")
MOST_BYTES = 100 * 1024 * 1024
HEARTBEAT = 15.0
DEFAULT_CHANNEL = "C0GENERAL"


class Page:
    """The page of one workspace, which always belongs to the same person."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Return the page's routes."""
        return [
            Route("/", self.index),
            Route("/page/state", self.state),
            Route("/page/changes", self.changes),
            Route("/page/messages", self.send, methods=["POST"]),
            Route("/page/files/{file_id}", self.file),
            Mount("/page/static", StaticFiles(directory=PAGE)),
        ]

    async def index(self, _request: Request) -> Response:
        """Serve the page itself."""
        return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    async def state(self, request: Request) -> Response:
        """Give the sidebar and one channel."""
        channel = request.query_params.get("channel", DEFAULT_CHANNEL)
        with self._workspace.lock:
            self._check_channel(channel)
            return JSONResponse(snapshot(self._workspace, channel))

    async def changes(self, _request: Request) -> Response:
        """Tell the page, for as long as it listens, whenever something changed."""
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._ticks(), media_type="text/event-stream", headers=headers)

    async def send(self, request: Request) -> Response:
        """Post what a person typed and dropped."""
        if int(request.headers.get("content-length", "0")) > MOST_BYTES:
            raise HTTPException(413, f"That is more than {MOST_BYTES // 1024**2} MB.")
        async with request.form() as form:
            words = {k: v for k, v in form.items() if isinstance(v, str)}
            parts = [p for p in form.getlist("files") if isinstance(p, UploadFile)]
            files: list[NewFile] = [(p.filename or "image", await p.read()) for p in parts]
        return JSONResponse({"ts": self._post(words, files)})

    async def file(self, request: Request) -> Response:
        """Show a file to the page: pictures inline, anything else as a download."""
        with self._workspace.lock:
            file = self._workspace.files.get(request.path_params["file_id"])
            data = file.data if file else None
        if data is None:
            raise HTTPException(404, "There is no such file.")
        kind = images.sniff(data)
        if kind in images.INLINE and kind is not None:
            return Response(data, media_type=kind.mimetype)
        headers = {"Content-Disposition": "attachment"}
        return Response(data, media_type="application/octet-stream", headers=headers)

    def _post(self, words: Json, files: list[NewFile]) -> str:
        channel = words.get("channel", DEFAULT_CHANNEL)
        self._check_channel(channel)
        text = to_mrkdwn(words.get("text", "").strip(), self._workspace.users.values())
        posting = Posting(ADA.id, text, words.get("thread_ts") or None)
        if files:
            return people.share_files(self._workspace, channel, files, posting)
        if not text:
            raise HTTPException(400, "There is nothing to send.")
        return people.say(self._workspace, channel, posting)

    def _check_channel(self, channel: str) -> None:
        found = self._workspace.channels.get(channel)
        if found is None or ADA.id not in found.members:
            raise HTTPException(404, "There is no such channel.")

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
