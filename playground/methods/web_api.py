"""/api/<method>: tokens, scopes, arguments, faults, and the record of every call."""

import json
import logging
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.delivery.connections import Connections, drop
from playground.methods import METHODS
from playground.methods.args import ApiError, Args, invalid_arguments
from playground.rules.scopes import RULES, Rule, needed_scopes
from playground.workspace.faults import Fault, FaultKind
from playground.workspace.model import Call, Json
from playground.workspace.state import Workspace

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
    """The Web API of one workspace, over HTTP."""

    def __init__(self, workspace: Workspace, connections: Connections) -> None:
        self._workspace = workspace
        self._connections = connections

    async def endpoint(self, request: Request) -> Response:
        """Answer one call, or drop it when a fault says so."""
        method: str = request.path_params["method"]
        started = self._workspace.clock()
        args = await read_args(request, RULES.get(method, Rule()))
        fault = self._workspace.faults.take(method)
        answer = self._answer(method, args, fault)
        lost = fault is not None and fault.kind is FaultKind.LOSE_RESPONSE
        status = 0 if lost else answer.status
        record_call(self._workspace, method, args, started, status, answer.body)
        if lost:
            return drop(self._connections)
        return JSONResponse(answer.body, answer.status, answer.headers)

    def _answer(self, method: str, args: Args, fault: Fault | None) -> Answer:
        if fault is not None and fault.kind is FaultKind.RATE_LIMIT:
            headers = {"Retry-After": str(fault.retry_after)}
            return Answer({"ok": False, "error": "ratelimited"}, 429, headers)
        if fault is not None and fault.kind is FaultKind.FAIL:
            return Answer({"ok": False, "error": fault.error}, fault.status)
        body: Json
        try:
            with self._workspace.lock:
                body = {"ok": True} | self._call(method, args)
        except ApiError as error:
            body = {"ok": False, "error": error.error} | error.fields
        except Exception:
            logger.exception("%s failed in the playground", method)
            body = {"ok": False, "error": "fatal_error"}
        scopes = ",".join(sorted(self._workspace.scopes()))
        return Answer(body, headers={"x-oauth-scopes": scopes})

    def _call(self, method: str, args: Args) -> Json:
        """Do what a method does, once token, scope and arguments pass, in Slack's order."""
        rule = RULES.get(method)
        if rule is None:
            raise ApiError("unknown_method", req_method=method)
        identity, token = self._workspace.identity, args.text("token")
        if not token:
            raise ApiError("not_authed")
        if token not in (identity.bot_token, identity.app_token):
            raise ApiError("invalid_auth")
        if (token == identity.app_token) != rule.app_token:
            raise ApiError("not_allowed_token_type")
        channel = self._workspace.channels.get(args.text(rule.channel_arg or ""))
        needed = needed_scopes(rule, channel.kind if channel else None)
        granted = self._workspace.scopes()
        if needed and not granted.intersection(needed):
            provided = ",".join(sorted(granted))
            raise ApiError("missing_scope", needed=",".join(needed), provided=provided)
        absent = [name for name in rule.required if args.get(name) in (None, "")]
        if absent:
            raise invalid_arguments(*(f"[ERROR] missing required field: {a}" for a in absent))
        return METHODS[method](self._workspace, args)


def record_call(
    workspace: Workspace, method: str, args: Args, started: float, status: int, answer: Json
) -> None:
    """Write down a call that has just been answered; `started` on the workspace's clock.

    The token is left out. `answer` says what went wrong, and which messages, files and views came
    of the call.
    """
    identity, now = workspace.identity, workspace.clock()
    view = answer.get("view") or {}
    made = (answer.get("ts"), answer.get("message_ts"), answer.get("file_id"), view.get("id"))
    call = Call(
        method=method,
        args={name: value for name, value in args.items() if name != "token"},
        token_ok=args.get("token") in (identity.bot_token, identity.app_token),
        at=now,
        status=status,
        error=answer.get("error"),
        seconds=now - started,
        made=tuple(str(one) for one in made if one),
    )
    with workspace.lock:
        workspace.calls.append(call)
        workspace.touch()


async def read_args(request: Request, rule: Rule) -> Args:
    """Collect the arguments from the query, the body and the Authorization header."""
    args = Args(request.query_params)
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind == "application/json" and rule.json:
        args |= await read_json(request)
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            args |= {k: v for k, v in form.items() if isinstance(v, str)}
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        args["token"] = token.strip()
    return args


async def read_json(request: Request) -> Json:
    """Return a JSON object, empty when the body is none."""
    try:
        decoded = json.loads(await request.body() or b"{}")
    except ValueError:
        return {}
    return decoded if isinstance(decoded, dict) else {}
