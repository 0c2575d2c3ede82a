"""What happened for an answer: what reached the app, its job, and what it called. Reads only.

An answer and what led to it share words that nobody else has: timestamps, ids of files and views,
secrets of response_urls. Whatever holds one of them belongs to the answer.
"""

import json
from collections.abc import Iterator

from playground.delivery.events import EVENTS_API
from playground.workspace.model import Ack, Json, Message
from playground.workspace.state import Workspace

MOST_STEPS = 60
"""More would make the page slow to read, not clearer; how many are left out is told."""


def trace(workspace: Workspace, channel_id: str, ts: str) -> Json:
    """Tell what led to a message of the app; KeyError when there is no such message."""
    message = workspace.channels[channel_id].messages[ts]
    around = _around(workspace, message)
    files = {f for m in around for f in m.file_ids}
    marks = frozenset({m.ts for m in around} | files | {m.origin for m in around if m.origin})
    steps = sorted(_steps(workspace, message, marks), key=lambda step: step["at"])
    start = steps[0]["at"] if steps else float(ts)
    for step in steps:
        step["after"] = round(step.pop("at") - start, 3)
    # A file message has no metadata of its own: its job is that of the answer it stands beside.
    told = [m.metadata for m in (*around, message) if m.metadata and m.ts <= ts]
    jobs = [key for one in told if (key := str(one.get("event_payload", {}).get("key", "")))]
    return {
        "channel": channel_id,
        "ts": ts,
        "job": jobs[-1] if jobs else "",
        "steps": steps[:MOST_STEPS],
        "left_out": max(0, len(steps) - MOST_STEPS),
        "seconds": max((s["after"] + (s["seconds"] or 0.0) for s in steps), default=0.0),
    }


def _around(workspace: Workspace, message: Message) -> list[Message]:
    """List what the app said in the thread of a message, and what that answers."""
    messages = workspace.channels[message.channel].messages
    if not message.thread_ts:
        return [message]
    bot = workspace.identity.bot_user_id
    root = messages.get(message.thread_ts)
    said = [m for m in messages.values() if m.thread_ts == message.thread_ts and m.user == bot]
    return ([root] if root else []) + said


def _steps(workspace: Workspace, message: Message, marks: frozenset[str]) -> Iterator[Json]:
    causes = [a for a in workspace.acks if _is_cause(workspace, a) and _holds(a.payload, marks)]
    if not causes:
        # Nothing in common with anything: what came last before it is likely to be the cause.
        here = [a for a in workspace.acks if a.subject[0] == message.channel]
        causes = [a for a in here if a.at - a.seconds <= float(message.ts)][-1:]
    for ack in causes:
        kind = ack.payload.get("type", "slash command")
        if ack.kind == EVENTS_API:
            kind = ack.payload["event"].get("subtype", "")
        detail = f"{kind} attempt {ack.attempt + 1}".strip() if ack.attempt else str(kind)
        trouble = "" if ack.ok else ack.reason or "failed"
        yield _step("event", ack.event_type, detail, ack.at, ack.seconds, trouble, ack.payload)
    for call in workspace.calls:
        if marks.intersection(call.made) or _holds(dict(call.args), marks):
            trouble = call.error or ("" if call.status == 200 else f"HTTP {call.status}")
            yield _step("call", call.method, "", call.at, call.seconds, trouble, dict(call.args))
    for download in workspace.downloads:
        if download.file_id in marks:
            trouble = "" if download.had_bearer else "no token"
            yield _step("bytes", "GET url_private", download.file_id, download.at, None, trouble)
    for upload in workspace.uploads:
        if upload.file_id in marks:
            sent = {"file": upload.file_id}
            size = f"{upload.size:,} bytes"
            yield _step("bytes", "POST upload_url", size, upload.at, upload.seconds, "", sent)


def _is_cause(workspace: Workspace, ack: Ack) -> bool:
    """Tell deliveries that ask something from those that tell the app of its own doings."""
    event = ack.payload.get("event", {})
    own = workspace.identity.bot_user_id
    hidden = event.get("subtype") in ("message_changed", "message_deleted")
    return not hidden and own not in (event.get("user"), event.get("user_id"))


def _holds(content: Json, marks: frozenset[str]) -> bool:
    written = json.dumps(content, default=str)
    return any(mark in written for mark in marks)


def _step(
    kind: str,
    name: str,
    detail: str,
    ended: float,
    seconds: float | None,
    trouble: str,
    payload: Json | None = None,
) -> Json:
    """Give one step as the page shows it; `ended` on the clock, after `seconds` if these count."""
    return {
        "kind": kind,
        "name": name,
        "detail": detail,
        "at": ended - (seconds or 0.0),
        "seconds": None if seconds is None else round(seconds, 3),
        "ok": not trouble,
        "note": trouble,
        "payload": payload or {},
    }
