"""Bytes in and bytes out: upload addresses and bearer-checked downloads."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from playground.delivery.connections import Connections, drop
from playground.workspace import images, thumbnails
from playground.workspace.faults import Fault, FaultKind
from playground.workspace.model import Download, Upload
from playground.workspace.state import Workspace

CHUNK = 64 * 1024
"""Bytes between two waits of a slow download."""
SIGN_IN = (
    "<!DOCTYPE html><html lang='en'><head><title>Sign in | Slack</title></head>"
    "<body><h1>Sign in to your workspace</h1><p>This is what Slack sends instead of a file "
    "when the request has no valid token, or the app has no files:read.</p></body></html>"
)


class FileBytes:
    """The files' bytes over HTTP."""

    def __init__(self, workspace: Workspace, connections: Connections) -> None:
        self._workspace = workspace
        self._connections = connections

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file: raw, or as a part of a form; all of them, once."""
        fault = self._workspace.faults.take("upload")
        if fault is not None and fault.kind is not FaultKind.LOSE_RESPONSE:
            return _failed(fault)
        started = self._workspace.clock()
        data = await _posted_bytes(request)
        with self._workspace.lock:
            file = self._workspace.files.get(request.path_params["file_id"])
            if file is None or file.completed:
                return PlainTextResponse("no such upload", 404)
            if len(data) != file.length:
                return PlainTextResponse("length does not match", 400)
            file.data = data
            now = self._workspace.clock()
            self._workspace.uploads.append(Upload(file.id, len(data), now, now - started))
            self._workspace.touch()
        if fault is not None:
            return drop(self._connections)
        return PlainTextResponse(f"OK - {len(data)}")

    async def download(self, request: Request) -> Response:
        """Hand out a file to whoever holds the bot's token, with files:read."""
        file_id = request.path_params["place"].partition("-")[2]
        with self._workspace.lock:
            host = request.headers.get("host", "")
            found = Download(file_id, self._has_bearer(request), host, self._workspace.clock())
            self._workspace.downloads.append(found)
            self._workspace.touch()
            file = self._workspace.files.get(file_id)
        fault = self._workspace.faults.take("download")
        if fault is not None and fault.kind is not FaultKind.DROP_DOWNLOAD:
            return _failed(fault)
        if not self._may_read(request):
            return HTMLResponse(SIGN_IN)  # with status 200, as Slack does
        if file is None or file.deleted or file.data is None:
            return HTMLResponse(SIGN_IN.replace("Sign in", "File not found"), 404)
        if fault is not None:
            return drop(self._connections, file.data[: fault.after_bytes], len(file.data))
        return StreamingResponse(
            self._chunks(file.data),
            media_type=images.file_type(file.name, file.data).mimetype,
            headers={"content-length": str(len(file.data))},
        )

    async def thumbnail(self, request: Request) -> Response:
        """Hand out a small copy of an image, on the terms of a download."""
        file_id = request.path_params["place"].partition("-")[2]
        side = request.path_params["name"].removesuffix(".png").rpartition("_")[2]
        with self._workspace.lock:
            file = self._workspace.files.get(file_id)
            data = file.data if file else None
        if not self._may_read(request):
            return HTMLResponse(SIGN_IN)
        if data is None or not side.isdecimal():
            return PlainTextResponse("no such file", 404)
        small = await asyncio.to_thread(thumbnails.thumbnail_png, data, int(side))
        if small is None:
            return PlainTextResponse("no such thumbnail", 404)
        return Response(small, media_type="image/png")

    async def _chunks(self, data: bytes) -> AsyncIterator[bytes]:
        for start in range(0, len(data), CHUNK):
            await asyncio.sleep(self._workspace.faults.slow_download)
            yield data[start : start + CHUNK]

    def _may_read(self, request: Request) -> bool:
        return self._has_bearer(request) and "files:read" in self._workspace.scopes()

    def _has_bearer(self, request: Request) -> bool:
        bearer = f"Bearer {self._workspace.identity.bot_token}"
        return request.headers.get("authorization") == bearer


async def _posted_bytes(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
    return b""


def _failed(fault: Fault) -> Response:
    if fault.kind is FaultKind.RATE_LIMIT:
        return PlainTextResponse("", 429, {"Retry-After": str(fault.retry_after)})
    return PlainTextResponse(fault.error, fault.status if fault.status != 200 else 500)
