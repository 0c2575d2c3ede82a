"""Messages: a newly shared image is a job; a deleted one takes its answer along."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.channels import AutoReply
from services.jobs.asking import features_in
from services.jobs.job import Delivery, FileRef, Job
from services.jobs.store import SeenImage

MOST_FILES = 10  # Slack's own limit for one message
_SHARING = frozenset({"file_share", "thread_broadcast"})

Event = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to messages; everything else in them is acknowledged and left."""

    @app.event("message")
    def on_message(body: dict[str, Any], event: dict[str, Any]) -> None:
        team = str(body["team_id"])
        channel, ts, user = (str(event.get(key) or "") for key in ("channel", "ts", "user"))
        subtype, changed = event.get("subtype"), event.get("message") or {}
        deleted = event.get("deleted_ts") if subtype == "message_deleted" else None
        if subtype == "message_changed" and changed.get("subtype") == "tombstone":
            deleted = changed.get("ts")  # what Slack says of a deleted message that has replies
        if deleted:
            _forget(desk, team, channel, str(deleted))
            return
        # remembered in any case, so that commands find a channel's newest
        desk.store.saw(
            team, [SeenImage(channel, ts, file.id, user) for file in shared_files(event)]
        )
        job = job_for(body, event, desk)
        if job is not None:
            desk.answer(job)

    @app.event("file_deleted")
    def on_file_deleted(body: dict[str, Any], event: dict[str, Any]) -> None:
        team = str(body["team_id"])
        for image in desk.store.shared_as(team, str(event.get("file_id") or "")):
            _forget(desk, team, image.channel, image.message_ts)


def job_for(body: Event, event: Event, desk: Desk) -> Job | None:
    """Return the job for a message, or None where there is nothing to answer.

    Edits and unfurls (other subtypes), other bots and messages without a possible image are none
    of Glimpse's business. The id is the message's, so a redelivered event, or the `app_mention`
    that comes beside it, is one job. Direct messages and mentions are answered in any case.
    """
    files = shared_files(event)
    if not files:
        return None
    team, channel = str(body["team_id"]), str(event["channel"])
    asked = features_in(str(event.get("text") or "")) if mentions_glimpse(body, event) else ()
    addressed = event.get("channel_type") == "im" or mentions_glimpse(body, event)
    mode = AutoReply.ON if addressed else desk.settings(team, channel).mode
    if mode is AutoReply.OFF:
        return None
    ts = str(event["ts"])
    job = desk.job(f"{team}:{channel}:{ts}", team, channel, str(event["user"]))
    return replace(
        job,
        message_ts=ts,
        thread_ts=str(event.get("thread_ts") or ts),
        files=files,
        features=asked or job.features,
        named=bool(asked),
        delivery=Delivery.SUGGESTION if mode is AutoReply.QUIET else Delivery.THREAD,
    )


def shared_files(event: Event) -> tuple[FileRef, ...]:
    """Return what may be images in a message that a person newly shared; empty for all others."""
    if event.get("subtype") not in _SHARING:
        return ()
    if event.get("bot_id") or event.get("hidden") or not event.get("user"):
        return ()
    files = [FileRef.from_slack(file) for file in event.get("files") or []]
    return tuple(file for file in files if file.id and file.may_be_image)[:MOST_FILES]


def mentions_glimpse(body: Event, event: Event) -> bool:
    """Return whether a message names Glimpse, for which an `app_mention` comes too."""
    bots = {one.get("user_id") for one in body.get("authorizations") or []}
    return any(bot and f"<@{bot}>" in str(event.get("text") or "") for bot in bots)


def _forget(desk: Desk, team: str, channel: str, ts: str) -> None:
    desk.do(Chore(f"{team}:{channel}:{ts}:forget", ChoreKind.FORGET, team, channel, ts=ts))
