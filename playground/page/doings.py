"""What a person does on the page: writes, shares, asks, clicks, fills in, edits, deletes."""

import json
from collections.abc import Callable
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from playground import samples
from playground.page.guest import (
    DEFAULT_CHANNEL,
    GUEST,
    asked,
    check_channel,
    check_size,
    files_of,
    seen_message,
    words_of,
)
from playground.person import asking, filling, messages
from playground.person.asking import Use
from playground.person.editor import to_mrkdwn
from playground.person.messages import NewFile
from playground.person.results import Interaction
from playground.workspace import facts, membership
from playground.workspace.model import Json
from playground.workspace.sharing import Posting
from playground.workspace.state import Workspace


class Doings:
    """The page's POST addresses of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Return the routes of what the page does."""
        places = {
            "messages": self.send,
            "commands": self.command,
            "shortcuts": self.shortcut,
            "clicks": self.click,
            "views/{view_id}/submit": self.submit,
            "views/{view_id}/close": self.close,
            "home": self.open_home,
            "edits": self.edit,
            "deletions": self.delete,
            "invitations": self.invite,
        }
        return [Route(f"/page/{p}", do, methods=["POST"]) for p, do in places.items()]

    async def send(self, request: Request) -> Response:
        """Post what a person typed and dropped, or a sample picture."""
        check_size(request)
        async with request.form() as form:
            words = {k: v for k, v in form.items() if isinstance(v, str)}
            files = await files_of(form)
        name = words.get("sample")
        if name in samples.SAMPLES:
            files.append((f"{name}.{samples.SAMPLES[name].suffix}", samples.encoded(name)))
        return JSONResponse({"ts": self._post(words, files)})

    async def command(self, request: Request) -> Response:
        """Run a slash command."""
        words = await words_of(request)
        channel = str(words.get("channel", ""))
        check_channel(self._workspace, channel)
        name, text = str(words.get("command", "")), str(words.get("text", ""))
        return await asked(
            partial(asking.type_command, self._workspace, channel, GUEST, name, text)
        )

    async def shortcut(self, request: Request) -> Response:
        """Run a message shortcut, where a message is named, else a global one."""
        words = await words_of(request)
        name = str(words.get("callback_id", ""))
        ask: Callable[[], Interaction] = partial(
            asking.choose_global_shortcut, self._workspace, name, GUEST
        )
        if words.get("ts"):
            message = seen_message(self._workspace, words)
            place = (message.channel, message.ts)
            ask = partial(asking.choose_message_shortcut, self._workspace, name, GUEST, *place)
        return await asked(ask)

    async def click(self, request: Request) -> Response:
        """Use an element of a message, a modal or App Home."""
        words = await words_of(request)
        block_id = words.get("block_id")
        use = Use(GUEST, str(words.get("action_id", "")), words.get("value"), block_id)
        if words.get("view_id"):
            view_id = str(words["view_id"])
            return await asked(partial(asking.use_in_view, self._workspace, view_id, use))
        message = seen_message(self._workspace, words)
        place = (message.channel, message.ts)
        return await asked(partial(asking.use_in_message, self._workspace, *place, use))

    async def submit(self, request: Request) -> Response:
        """Send a modal; its values are JSON, its files the parts of a form."""
        check_size(request)
        view_id = request.path_params["view_id"]
        async with request.form() as form:
            values = _values(form.get("values"))
            files = await files_of(form)
        return await asked(
            partial(filling.submit_modal, self._workspace, GUEST, view_id, values, files)
        )

    async def close(self, request: Request) -> Response:
        """Close the visible modal."""
        view_id = request.path_params["view_id"]

        def close() -> Interaction:
            filling.close_modal(self._workspace, GUEST, view_id)
            return Interaction(ok=True)

        return await asked(close)

    async def open_home(self, request: Request) -> Response:
        """Open a tab of the app's own place."""
        words = await words_of(request)
        tab = "home" if words.get("tab") == "home" else "messages"
        with self._workspace.lock:
            channel = self._workspace.direct_message(GUEST)
            self._workspace.tell(facts.HomeOpened(channel, GUEST, tab))
        return JSONResponse({"ok": True})

    async def edit(self, request: Request) -> Response:
        """Change a message of hers."""
        words = await words_of(request)
        typed = str(words.get("text", "")).strip()
        with self._workspace.lock:
            message = seen_message(self._workspace, words)
            if message.user != GUEST or not (typed or message.file_ids):
                raise HTTPException(403, "This message cannot be changed to that.")
            text = to_mrkdwn(typed, self._workspace.users.values())
            messages.edit_message(self._workspace, message.channel, message.ts, text)
        return JSONResponse({"ok": True})

    async def delete(self, request: Request) -> Response:
        """Delete a message of hers, or put away one that only she sees."""
        words = await words_of(request)
        with self._workspace.lock:
            message = seen_message(self._workspace, words)
            if message.user != GUEST and message.ephemeral_to != GUEST:
                raise HTTPException(403, "This message is somebody else's.")
            messages.delete_message(self._workspace, message.channel, message.ts)
        return JSONResponse({"ok": True})

    async def invite(self, request: Request) -> Response:
        """Bring the app into a channel."""
        words = await words_of(request)
        channel = str(words.get("channel", ""))
        check_channel(self._workspace, channel)
        bot = self._workspace.identity.bot_user_id
        membership.join_channel(self._workspace, channel, bot, GUEST)
        return JSONResponse({"ok": True})

    def _post(self, words: Json, files: list[NewFile]) -> str:
        channel = words.get("channel", DEFAULT_CHANNEL)
        check_channel(self._workspace, channel)
        text = to_mrkdwn(words.get("text", "").strip(), self._workspace.users.values())
        posting = Posting(GUEST, text, words.get("thread_ts") or None)
        if files:
            return messages.post_files(self._workspace, channel, files, posting)
        if not text:
            raise HTTPException(400, "There is nothing to send.")
        return messages.post_words(self._workspace, channel, posting)


def _values(given: object) -> Json:
    try:
        values = json.loads(given) if isinstance(given, str) else {}
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise HTTPException(400, "The values are not a JSON object.")
    return values
