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
            team, channel = str(body["team_id"]), str(body["channel_id"])
            own, possible = desk.settings(team, channel), sorted(desk.possible)
            name = str(body.get("channel_name") or "")
            view = settings_modal(channel, own, desk.ceiling, possible, channel_name=name)
            # here, not in a job: the trigger is good for three seconds
            client.views_open(trigger_id=body["trigger_id"], view=view)
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


def _job(desk: Desk, body: dict[str, Any], ask: Ask) -> Job:
    team, channel = str(body["team_id"]), str(body["channel_id"])
    job_id = f"{team}:{channel}:{body['trigger_id']}"  # a command has no event id
    job = desk.job(job_id, team, channel, str(body["user_id"]))
    return replace(
        job,
        features=ask.features,
        named=bool(ask.features),
        language=ask.language or job.language,
        delivery=Delivery.RESPONSE,
        ask=ask,
        response_url=str(body["response_url"]),
        here=ask.here,
    )
