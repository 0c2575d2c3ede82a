"""/api/<method>: tokens, scopes, arguments, faults, and the record of every call."""

import json
import logging
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.delivery.connections import Connections, drop
from playground.methods import METHODS
from playground.methods.args import ApiError, Args, invalid_arguments, missing, without_token
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
        error, made = answer.body.get("error"), made_by(answer.body)
        record(self._workspace, method, args, started, status, error, made)
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
        rule = RULES.get(method)
        if rule is None:
            raise ApiError("unknown_method", req_method=method)
        check_token(self._workspace, rule, args)
        check_scope(self._workspace, rule, args)
        absent = missing(args, rule.required)
        if absent:
            raise invalid_arguments(*(f"[ERROR] missing required field: {a}" for a in absent))
        return METHODS[method](self._workspace, args)


def made_by(answer: Json) -> tuple[str, ...]:
    """List what an answer gave out: the ids and timestamps of messages, files and views."""
    view = answer.get("view") or {}
    given = (answer.get("ts"), answer.get("message_ts"), answer.get("file_id"), view.get("id"))
    return tuple(str(one) for one in given if one)


def record(
    workspace: Workspace,
    method: str,
    args: Args,
    started: float,
    status: int,
    error: str | None,
    made: tuple[str, ...] = (),
) -> None:
    """Write down a call that has just been answered; `started` on the workspace's clock."""
    identity = workspace.identity
    now = workspace.clock()
    call = Call(
        method=method,
        args=without_token(args),
        token_ok=args.get("token") in (identity.bot_token, identity.app_token),
        at=now,
        status=status,
        error=error,
        seconds=now - started,
        made=made,
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


def check_token(workspace: Workspace, rule: Rule, args: Args) -> None:
    """See that the call has a token, of this app, and of the right sort."""
    identity = workspace.identity
    token = args.text("token")
    if not token:
        raise ApiError("not_authed")
    if token not in (identity.bot_token, identity.app_token):
        raise ApiError("invalid_auth")
    if (token == identity.app_token) != rule.app_token:
        raise ApiError("not_allowed_token_type")


def check_scope(workspace: Workspace, rule: Rule, args: Args) -> None:
    """See that the manifest grants one of the scopes the method asks for."""
    channel = workspace.channels.get(args.text(rule.channel_arg)) if rule.channel_arg else None
    needed = needed_scopes(rule, channel.kind if channel else None)
    granted = workspace.scopes()
    if needed and not granted.intersection(needed):
        provided = ",".join(sorted(granted))
        raise ApiError("missing_scope", needed=",".join(needed), provided=provided)
