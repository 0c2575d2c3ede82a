"""`@Glimpse`: with an image, or in a thread that has one; features named in the words are asked."""

from typing import Any

from slack_bolt import App

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.jobs.asking import Ask, features_in
from services.jobs.job import FileRef, Job


def register(app: App, desk: Desk) -> None:
    """Listen to mentions. One with an image raises a `message` too; both are the same job."""

    @app.event("app_mention")
    def on_mention(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("bot_id") or event.get("edited"):
            return
        team, channel, ts = str(body["team_id"]), str(event["channel"]), str(event["ts"])
        job = _job(desk, team, event)
        if job is not None:
            desk.answer(job)
        else:
            user = str(event.get("user") or "")
            desk.do(Chore(f"{team}:{channel}:{ts}", ChoreKind.HELP, team, channel, user, ts))


def _job(desk: Desk, team: str, event: dict[str, Any]) -> Job | None:
    channel, ts = str(event["channel"]), str(event["ts"])
    thread_ts = str(event.get("thread_ts") or "")
    files = tuple(FileRef.from_slack(file) for file in event.get("files") or [])
    if not files and not thread_ts:
        return None
    settings = desk.settings(team, channel)
    return Job(
        id=f"{team}:{channel}:{ts}",
        team=team,
        channel=channel,
        user=str(event.get("user") or ""),
        message_ts=ts,
        thread_ts=thread_ts or ts,
        files=files,
        features=features_in(str(event.get("text") or "")) or settings.features,
        language=settings.language,
        deadline=0.0,
        ask=None if files else Ask(message=(channel, thread_ts)),
    )
