"""The person the page belongs to: what she may see, and how her requests are read."""

import json
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.person.messages import NewFile
from playground.person.results import Interaction
from playground.rules.choices import ChoiceError
from playground.workspace.model import Json, Message
from playground.workspace.state import ADA, Workspace

GUEST = ADA.id
DEFAULT_CHANNEL = "C0GENERAL"
MOST_BYTES = 100 * 1024 * 1024
"""Of one request; what is dropped on the page is kept in memory."""


def check_channel(workspace: Workspace, channel: str) -> None:
    """See that she is a member of a channel; 404 otherwise."""
    found = workspace.channels.get(channel)
    if found is None or GUEST not in found.members:
        raise HTTPException(404, "There is no such channel.")


def seen_message(workspace: Workspace, words: Json) -> Message:
    """Return the message that a request names by `channel` and `ts`; 404 when she has none."""
    channel = str(words.get("channel", ""))
    check_channel(workspace, channel)
    message = workspace.channels[channel].messages.get(str(words.get("ts", "")))
    if message is None or message.ephemeral_to not in (None, GUEST):
        raise HTTPException(404, "There is no such message.")
    return message


async def words_of(request: Request) -> Json:
    """Read a JSON object; 400 when it is none."""
    check_size(request)
    try:
        words = json.loads(await request.body())
    except ValueError:
        words = None
    if not isinstance(words, dict):
        raise HTTPException(400, "That is not a JSON object.")
    return words


async def files_of(form: FormData) -> list[NewFile]:
    """Read the files of a form."""
    parts = [p for p in form.getlist("files") if isinstance(p, UploadFile)]
    return [(p.filename or "image", await p.read()) for p in parts]


def check_size(request: Request) -> None:
    """Refuse what is too large before it is read; 413."""
    if int(request.headers.get("content-length", "0")) > MOST_BYTES:
        raise HTTPException(413, f"That is more than {MOST_BYTES // 1024**2} MB.")


async def asked(ask: Callable[[], Interaction]) -> Response:
    """Ask the app, which takes as long as its ack, and tell how that went."""
    try:
        result = await run_in_threadpool(ask)
    except KeyError:
        raise HTTPException(404, "There is no such thing to use.") from None
    except ChoiceError as error:
        raise HTTPException(400, str(error)) from None
    answer: Json = {"ok": result.ok, "error": result.error, "seconds": result.seconds}
    answer["errors"] = getattr(result, "errors", {})
    return JSONResponse(answer)
