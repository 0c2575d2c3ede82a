"""Shortcuts: “Describe this image” on a message, and a form that takes images from anywhere."""

from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.errors import RequestError
from services.jobs.job import Delivery, FileRef, Job
from services.replies.modals import (
    DESCRIBE,
    SETTINGS,
    describe_from,
    describe_modal,
    settings_from,
)
from services.replies.notices import no_images

MESSAGE_SHORTCUT = "describe_image"
GLOBAL_SHORTCUT = "analyse_image"


def register(app: App, desk: Desk) -> None:
    """Listen to both shortcuts and to what comes of the forms."""

    @app.shortcut(MESSAGE_SHORTCUT)
    def on_message_shortcut(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        job = _message_job(desk, body)
        if job is None:
            reply = no_images()
            respond(text=reply.text, blocks=list(reply.blocks))
        else:
            desk.answer(job)
        ack()

    @app.shortcut(GLOBAL_SHORTCUT)
    def on_global_shortcut(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        possible = sorted(desk.possible)
        client.views_open(
            trigger_id=body["trigger_id"], view=describe_modal(possible, chosen=desk.features)
        )
        ack()

    @app.view(DESCRIBE)
    def on_describe(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        desk.answer(_modal_job(desk, body, view))
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


def _message_job(desk: Desk, body: dict[str, Any]) -> Job | None:
    """Return a job that answers in the message's thread, or who asked where it may not."""
    message, channel = body["message"], str(body["channel"]["id"])
    files = tuple(
        file for file in map(FileRef.from_slack, message.get("files") or []) if file.may_be_image
    )
    if not files:
        return None
    team, ts = str(body["team"]["id"]), str(message["ts"])
    settings = desk.settings(team, channel)
    return Job(
        id=f"{team}:{channel}:{ts}:{body['trigger_id']}",
        team=team,
        channel=channel,
        user=str(body["user"]["id"]),
        message_ts=ts,
        thread_ts=str(message.get("thread_ts") or ts),
        files=files,
        features=settings.features,
        language=settings.language,
        deadline=0.0,
        response_url=str(body["response_url"]),
        shared_by=str(message.get("user") or ""),
    )


def _modal_job(desk: Desk, body: dict[str, Any], view: dict[str, Any]) -> Job:
    files, features, language = describe_from(view)
    team, user = str(body["team"]["id"]), str(body["user"]["id"])
    return Job(
        id=f"{team}:{user}:{view['id']}",
        team=team,
        channel="",
        user=user,
        message_ts="",
        thread_ts="",
        files=tuple(FileRef.from_slack(file) for file in files),
        features=features or desk.features,
        language=language or desk.language,
        deadline=0.0,
        delivery=Delivery.DIRECT,
    )
