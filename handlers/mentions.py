"""`@Glimpse`: with an image, or in a thread that has one; features named in the words are asked."""

from dataclasses import replace
from typing import Any

from slack_bolt import App

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.jobs.asking import Ask, features_in
from services.jobs.job import FileRef


def register(app: App, desk: Desk) -> None:
    """Listen to mentions. One with an image raises a `message` too; both are the same job."""

    @app.event("app_mention")
    def on_mention(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("bot_id") or event.get("edited"):
            return
        team, channel, ts = str(body["team_id"]), str(event["channel"]), str(event["ts"])
        job_id, user = f"{team}:{channel}:{ts}", str(event.get("user") or "")
        thread_ts = str(event.get("thread_ts") or "")
        files = tuple(FileRef.from_slack(file) for file in event.get("files") or [])
        if not files and not thread_ts:
            desk.do(Chore(job_id, ChoreKind.HELP, team, channel, user, ts))
            return
        job = desk.job(job_id, team, channel, user)
        asked = features_in(str(event.get("text") or ""))
        answered = replace(
            job,
            message_ts=ts,
            thread_ts=thread_ts or ts,
            files=files,
            features=asked or job.features,
            named=bool(asked),
            ask=None if files else Ask(message=(channel, thread_ts)),
        )
        desk.answer(answered)
