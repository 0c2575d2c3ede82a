"""Shortcuts: “Describe this image” on a message, and one that opens a form for any images."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers.desk import Desk
from services.jobs.job import FileRef
from services.replies.modals import describe_modal
from services.replies.notices import no_images

MESSAGE_SHORTCUT = "describe_image"
GLOBAL_SHORTCUT = "analyse_image"


def register(app: App, desk: Desk) -> None:
    """Listen to both shortcuts."""

    @app.shortcut(MESSAGE_SHORTCUT)
    def on_message_shortcut(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        """Answer in the message's thread, or who asked where Glimpse may not."""
        message, team = body["message"], str(body["team"]["id"])
        channel, ts = str(body["channel"]["id"]), str(message["ts"])
        files = map(FileRef.from_slack, message.get("files") or [])
        images = tuple(file for file in files if file.may_be_image)
        if images:
            job_id = f"{team}:{channel}:{ts}:{body['trigger_id']}"
            job = replace(
                desk.job(job_id, team, channel, str(body["user"]["id"])),
                message_ts=ts,
                thread_ts=str(message.get("thread_ts") or ts),
                files=images,
                response_url=str(body["response_url"]),
                shared_by=str(message.get("user") or ""),
            )
            desk.answer(job)
        else:
            reply = no_images()
            respond(text=reply.text, blocks=list(reply.blocks))
        ack()

    @app.shortcut(GLOBAL_SHORTCUT)
    def on_global_shortcut(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        view = describe_modal(sorted(desk.possible), chosen=desk.features)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()
