"""A shared image: the `message` event with subtype `file_share`."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from services.job import FileRef, Job
from services.records import to_json
from services.settings import AutoReply
from services.vision import Feature

Submit = Callable[[str, dict[str, Any]], None]
"""Records a job under its id, on disk, before it returns; the same id twice is one job."""

ANSWERED_WITHIN_SECONDS = 600.0
MOST_FILES = 10  # Slack's own limit for one message
_SUBTYPES = frozenset({"file_share", "thread_broadcast"})


@dataclass(frozen=True, slots=True)
class AutoReplies:
    """How shared images are answered."""

    mode: AutoReply
    features: tuple[Feature, ...]
    language: str
    clock: Callable[[], float] = time.time


def register(app: App, submit: Submit, replies: AutoReplies) -> None:
    """Listen to messages; everything that is no newly shared image is acknowledged and left."""

    @app.event("message")
    def on_message(body: dict[str, Any], event: dict[str, Any]) -> None:
        job = job_for(body, event, replies)
        if job is not None:
            submit(job.id, to_json(job))


def job_for(body: Mapping[str, Any], event: Mapping[str, Any], replies: AutoReplies) -> Job | None:
    """Return the job for a message, or None where there is nothing to answer.

    Edits, unfurls and deletions (other subtypes), other bots and messages without a possible image
    are none of Glimpse's business. The id is the message's, so a redelivered event is one job.
    """
    if replies.mode is AutoReply.OFF or event.get("subtype") not in _SUBTYPES:
        return None
    if event.get("bot_id") or event.get("hidden") or not event.get("user"):
        return None
    files = [FileRef.from_slack(file) for file in event.get("files") or []]
    wanted = tuple(file for file in files if file.id and file.may_be_image)[:MOST_FILES]
    return _job(body, event, wanted, replies) if wanted else None


def _job(
    body: Mapping[str, Any],
    event: Mapping[str, Any],
    files: tuple[FileRef, ...],
    replies: AutoReplies,
) -> Job:
    team, channel, ts = str(body["team_id"]), str(event["channel"]), str(event["ts"])
    return Job(
        id=f"{team}:{channel}:{ts}",
        team=team,
        channel=channel,
        user=str(event["user"]),
        message_ts=ts,
        thread_ts=str(event.get("thread_ts") or ts),
        files=files,
        features=replies.features,
        language=replies.language,
        deadline=replies.clock() + ANSWERED_WITHIN_SECONDS,
        quiet=replies.mode is AutoReply.QUIET,
    )
