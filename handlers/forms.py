"""Forms that were filled in: images to describe, and how a channel wants its images answered."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.errors import RequestError
from services.jobs.job import Delivery, FileRef
from services.replies.modals import DESCRIBE, SETTINGS, describe_from, settings_from


def register(app: App, desk: Desk) -> None:
    """Listen to both forms when they are sent."""

    @app.view(DESCRIBE)
    def on_describe(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        team, user = str(body["team"]["id"]), str(body["user"]["id"])
        files, features, language = describe_from(view)
        job = desk.job(f"{team}:{user}:{view['id']}", team, "", user)
        asked = replace(
            job,
            files=tuple(FileRef.from_slack(file) for file in files),
            features=features or job.features,
            named=bool(features),
            language=language or job.language,
            delivery=Delivery.DIRECT,
        )
        desk.answer(asked)
        ack()

    @app.view(SETTINGS)
    def on_settings(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        team, user = str(body["team"]["id"]), str(body["user"]["id"])
        try:
            channel, settings = settings_from(view, desk.ceiling)
        except RequestError as error:
            ack(response_action="errors", errors={"mode": error.sentence})
            return
        desk.store.set_channel(team, channel, settings)
        chore_id = f"{team}:{channel}:{view['id']}:saved"
        desk.do(Chore(chore_id, ChoreKind.SAVED, team, channel, user))
        ack()
