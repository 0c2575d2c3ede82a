"""Slack over signed HTTP: one route, answered in a thread, since Bolt's dispatch blocks."""

from collections.abc import Sequence

from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

MOST_BYTES = 1_000_000  # Slack's payloads are a few kilobytes; a `view` has at most 250


def build(app: App) -> Starlette:
    """Return the web application: Slack's requests at /slack/events, liveness at /healthz."""

    async def events(request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return PlainTextResponse("too large", status_code=413)
        # Bolt answers 500 where a timestamp is no number or a signature is not ASCII (seen in 1.30)
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        dated = timestamp.isascii() and timestamp.isdigit()
        if not (dated and signature and signature.isascii()):
            return PlainTextResponse("not signed", status_code=401)
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        asked = BoltRequest(
            body=body.decode("utf-8", "replace"), query=str(request.query_params), headers=headers
        )
        answer = await run_in_threadpool(app.dispatch, asked)
        response = PlainTextResponse(answer.body, status_code=answer.status)
        for name, values in answer.headers.items():
            for value in values:
                response.headers[name] = value
        return response

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/healthz", healthz, methods=["GET"]),
        ]
    )
