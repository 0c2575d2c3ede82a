"""Slash commands: the words become a job, the ack says “looking…”, the answer comes later."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.desk import Desk
from services.errors import RequestError
from services.jobs.asking import COMMANDS, Ask, ask_for
from services.jobs.job import Delivery, Job
from services.replies.modals import settings_modal
from services.replies.notices import help_text, looking

SETTINGS_COMMAND = "/glimpse"


def register(app: App, desk: Desk) -> None:
    """Listen to every command of the manifest."""

    def on_command(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        command, words = str(body["command"]), str(body.get("text") or "").strip()
        if words.lower() == "help":
            reply = help_text(command)
            ack(text=reply.text, blocks=list(reply.blocks))
        elif command == SETTINGS_COMMAND and words.lower() == "settings":
            _open_settings(desk, body, client)
            ack()
        else:
            try:
                ask = ask_for(command, words)
            except RequestError as error:
                ack(text=error.sentence)
            else:
                desk.answer(_job(desk, body, ask))
                ack(text=looking(command))

    for command in COMMANDS:
        app.command(command)(on_command)


def _open_settings(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Open the modal here: its trigger is good for three seconds."""
    team, channel = str(body["team_id"]), str(body["channel_id"])
    view = settings_modal(
        channel,
        desk.settings(team, channel),
        desk.ceiling,
        sorted(desk.possible),
        channel_name=str(body.get("channel_name") or ""),
    )
    client.views_open(trigger_id=body["trigger_id"], view=view)


def _job(desk: Desk, body: dict[str, Any], ask: Ask) -> Job:
    team, channel = str(body["team_id"]), str(body["channel_id"])
    job_id = f"{team}:{channel}:{body['trigger_id']}"  # a command has no event id
    job = desk.job(job_id, team, channel, str(body["user_id"]))
    return replace(
        job,
        features=ask.features,
        language=ask.language or job.language,
        delivery=Delivery.RESPONSE,
        ask=ask,
        response_url=str(body["response_url"]),
        here=ask.here,
    )
