"""Buttons under an answer: more about the same images, another language, share, delete."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, Respond

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.jobs.asking import Ask
from services.jobs.job import Access, Delivery, FileRef, Job
from services.replies.buttons import Action, language_in, reference_in
from services.replies.notices import not_allowed
from services.vision import Feature

_ASKS = {
    Action.READ_TEXT: (Feature.TEXT,),
    Action.FIND_FACES: (Feature.FACES,),
    Action.SHOW_CODES: (Feature.CODES,),
}


def register(app: App, desk: Desk) -> None:
    """Listen to every button and menu of an answer."""

    def on_more(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        pressed = Action(str(action["action_id"]))
        job = _job(desk, body, action)
        if pressed in _ASKS:
            wants_copy = pressed is Action.FIND_FACES
            job = replace(job, features=_ASKS[pressed], wants_copy=wants_copy, named=True)
            if pressed is Action.SHOW_CODES:  # whatever it holds: for who presses, alone
                job = replace(job, delivery=Delivery.RESPONSE, thread_ts="")
        elif pressed is Action.LANGUAGE:
            job = replace(job, language=language_in(action), wants_copy=False)
        else:
            job = replace(job, here=pressed is Action.SHARE)
        desk.answer(job)
        ack()

    for one in (
        Action.READ_TEXT,
        Action.FIND_FACES,
        Action.ANNOTATED_COPY,
        Action.SHOW_CODES,
        Action.LANGUAGE,
        Action.SHARE,
    ):
        app.action(one.value)(on_more)

    @app.action(Action.DELETE.value)
    def on_delete(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        team, user = str(body["team"]["id"]), str(body["user"]["id"])
        channel, ts = str(body["channel"]["id"]), str(body["container"]["message_ts"])
        answer = desk.store.answer(team, channel, ts)
        if answer is not None and answer.shared_by == user:
            desk.do(
                Chore(f"{team}:{channel}:{ts}:delete", ChoreKind.DELETE, team, channel, user, ts)
            )
        else:
            reply = not_allowed()
            respond(text=reply.text, blocks=list(reply.blocks), replace_original=False)
        ack()


def _job(desk: Desk, body: dict[str, Any], action: dict[str, Any]) -> Job:
    """Return the job that asks about the answer's images again, and answers where it stands."""
    reference, container = reference_in(action), body["container"]
    team, channel, ts = str(body["team"]["id"]), str(body["channel"]["id"]), container["message_ts"]
    job_id = f"{team}:{channel}:{ts}:{action['action_id']}:{body['trigger_id']}"
    plain = desk.job(job_id, team, channel, str(body["user"]["id"]))
    alone = bool(container.get("is_ephemeral"))  # the answer is for who presses, alone
    return replace(
        plain,
        thread_ts="" if alone else str(container.get("thread_ts") or ts),
        files=tuple(FileRef(one, access=Access.ASK) for one in reference.files),
        ask=Ask(url=reference.url) if reference.url else None,
        features=reference.features,
        language=reference.language or plain.language,
        delivery=Delivery.RESPONSE if alone else Delivery.THREAD,
        response_url=str(body["response_url"]),
    )
