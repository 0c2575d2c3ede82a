"""response_urls: where the app answers a command, a shortcut or a click.

Five POSTs within thirty minutes, whether or not the app is a member of the channel.
Source: docs.slack.dev/interactivity/handling-user-interaction#message_responses.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from playground.methods.args import ApiError, Args
from playground.methods.chat import message_of_app
from playground.methods.web_api import read_json, record_call
from playground.workspace.changes import message_changed, post_message, remove_message
from playground.workspace.model import Message, Reply
from playground.workspace.render import message_json
from playground.workspace.state import Workspace

MOST_USES = 5
METHOD = "response_url"


class Replies:
    """The response_urls of one workspace, over HTTP."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def endpoint(self, request: Request) -> Response:
        """Take one POST: 200 `ok`, 404 when the address is used up, 400 when it is no message."""
        args = Args(await read_json(request))
        return await run_in_threadpool(self._answer, request.path_params["secret"], args)

    def _answer(self, secret: str, args: Args) -> Response:
        started = self._workspace.clock()
        named = Args(args | {METHOD: secret})
        try:
            with self._workspace.lock:
                answer_by_url(self._workspace, secret, args)
        except ApiError as error:
            status = 404 if error.error in ("expired_url", "used_url") else 400
            body = {"ok": False, "error": error.error} | error.fields
            record_call(self._workspace, METHOD, named, started, status, body)
            return JSONResponse(body, status)
        record_call(self._workspace, METHOD, named, started, 200, {})
        return PlainTextResponse("ok")


def answer_by_url(workspace: Workspace, secret: str, args: Args) -> None:
    """Say something for a command, shortcut or click; the lock is held.

    `replace_original` and `delete_original` concern the message of the app that was clicked in.
    After a command or a shortcut there is none: replacing then posts anew, deleting does nothing.
    """
    reply = workspace.replies.get(secret)
    if reply is None or workspace.clock() > reply.expires_at:
        raise ApiError("expired_url")
    if reply.uses >= MOST_USES:
        raise ApiError("used_url")
    reply.uses += 1
    original = workspace.channels[reply.channel].messages.get(reply.original_ts or "")
    if original is not None and original.user != workspace.identity.bot_user_id:
        original = None  # what somebody else wrote is not the app's to change
    if args.flag("delete_original"):
        if original is not None:
            remove_message(workspace, original)
        return
    message = compose_message(workspace, reply, args)
    if args.flag("replace_original") and original is not None:
        before = message_json(workspace, original)
        original.text, original.blocks, original.state = message.text, message.blocks, {}
        message_changed(workspace, before, original)
    else:
        post_message(workspace, message)


def compose_message(workspace: Workspace, reply: Reply, args: Args) -> Message:
    """Make the message of an ack or a response; `ApiError` when Slack would not take it."""
    message = message_of_app(workspace, workspace.channels[reply.channel], args)
    kind = args.text("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise ApiError("invalid_response_type")
    message.origin = reply.secret
    message.ephemeral_to = reply.user if kind == "ephemeral" else None
    return message
