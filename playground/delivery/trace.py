"""What happened for an answer: what reached the app, its job, and what it called. Reads only.

An answer and what led to it share words that nobody else has: timestamps, ids of files and views,
secrets of response_urls. Whatever holds one of them belongs to the answer.
"""

import json
from collections.abc import Iterator

from playground.delivery.events import EVENTS_API
from playground.workspace.model import Ack, Call, Download, Json, Message, Upload
from playground.workspace.state import Workspace

MOST_STEPS = 60


def trace(workspace: Workspace, channel_id: str, ts: str) -> Json:
    """Tell what led to a message of the app; KeyError when there is no such message."""
    message = workspace.channels[channel_id].messages[ts]
    marks = _marks(workspace, message)
    steps = sorted(_steps(workspace, message, marks), key=lambda step: step["at"])
    start = steps[0]["at"] if steps else float(ts)
    for step in steps:
        step["after"] = round(step.pop("at") - start, 3)
    payload = (message.metadata or {}).get("event_payload", {})
    return {
        "channel": channel_id,
        "ts": ts,
        "job": payload.get("key") or _job_in_thread(workspace, message),
        "steps": steps[:MOST_STEPS],
        "left_out": max(0, len(steps) - MOST_STEPS),
        "seconds": max((s["after"] + (s["seconds"] or 0.0) for s in steps), default=0.0),
    }


def _job_in_thread(workspace: Workspace, message: Message) -> str:
    """Name the job of the answer that a file message without metadata stands beside."""
    before = [m.metadata for m in _thread(workspace, message) if m.ts < message.ts]
    known = [metadata["event_payload"].get("key", "") for metadata in before if metadata]
    return str(known[-1]) if known else ""


def _thread(workspace: Workspace, message: Message) -> list[Message]:
    """List what the app said in the thread of a message, and what that answers."""
    messages = workspace.channels[message.channel].messages
    if not message.thread_ts:
        return [message]
    bot = workspace.identity.bot_user_id
    root = messages.get(message.thread_ts)
    said = [m for m in messages.values() if m.thread_ts == message.thread_ts and m.user == bot]
    return ([root] if root else []) + said


def _marks(workspace: Workspace, message: Message) -> frozenset[str]:
    around = _thread(workspace, message)
    files = {f for m in around for f in m.file_ids}
    return frozenset({m.ts for m in around} | files | {m.origin for m in around if m.origin})


def _steps(workspace: Workspace, message: Message, marks: frozenset[str]) -> Iterator[Json]:
    delivered = [a for a in workspace.acks if _is_cause(workspace, a) and _holds(a.payload, marks)]
    delivered = delivered or _just_before(workspace, message)
    yield from map(_delivery, delivered)
    for call in workspace.calls:
        if marks.intersection(call.made) or _holds(dict(call.args), marks):
            yield _call(call)
    yield from (_download(d) for d in workspace.downloads if d.file_id in marks)
    yield from (_upload(u) for u in workspace.uploads if u.file_id in marks)


def _is_cause(workspace: Workspace, ack: Ack) -> bool:
    """Tell deliveries that ask something from those that tell the app of its own doings."""
    event = ack.payload.get("event", {})
    own = workspace.identity.bot_user_id
    hidden = event.get("subtype") in ("message_changed", "message_deleted")
    return not hidden and own not in (event.get("user"), event.get("user_id"))


def _just_before(workspace: Workspace, message: Message) -> list[Ack]:
    """Find what is likely to have led to a message that has nothing in common with it."""
    same = [a for a in workspace.acks if a.subject[0] == message.channel]
    return [a for a in same if a.at - a.seconds <= float(message.ts)][-1:]


def _holds(content: Json, marks: frozenset[str]) -> bool:
    written = json.dumps(content, default=str)
    return any(mark in written for mark in marks)


def _delivery(ack: Ack) -> Json:
    return {
        "kind": "event",
        "name": ack.event_type,
        "detail": _kind_of(ack),
        "at": ack.at - ack.seconds,
        "seconds": round(ack.seconds, 3),
        "ok": ack.ok,
        "note": ack.reason or "",
        "payload": ack.payload,
    }


def _kind_of(ack: Ack) -> str:
    payload = ack.payload
    kind = str(payload.get("type", "slash command"))
    if ack.kind == EVENTS_API:
        kind = str(payload["event"].get("subtype", ""))
    return kind if ack.attempt == 0 else f"{kind} attempt {ack.attempt + 1}".strip()


def _call(call: Call) -> Json:
    return {
        "kind": "call",
        "name": call.method,
        "detail": "",
        "at": call.at - call.seconds,
        "seconds": round(call.seconds, 3),
        "ok": call.error is None and call.status == 200,
        "note": call.error or ("" if call.status == 200 else f"HTTP {call.status}"),
        "payload": dict(call.args),
    }


def _download(download: Download) -> Json:
    return {
        "kind": "bytes",
        "name": "GET url_private",
        "detail": download.file_id,
        "at": download.at,
        "seconds": None,
        "ok": download.had_bearer,
        "note": "" if download.had_bearer else "no token",
        "payload": {},
    }


def _upload(upload: Upload) -> Json:
    return {
        "kind": "bytes",
        "name": "POST upload_url",
        "detail": f"{upload.size:,} bytes",
        "at": upload.at - upload.seconds,
        "seconds": round(upload.seconds, 3),
        "ok": True,
        "note": "",
        "payload": {"file": upload.file_id},
    }
