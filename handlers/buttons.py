"""Buttons under an answer: more about the same images, another language, share, delete."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, Respond

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind
from services.jobs.asking import Ask
from services.jobs.job import Access, Delivery, FileRef, Job
from services.replies.buttons import Action, Reference, language_in, reference_in
from services.replies.notices import not_allowed
from services.vision import Feature

_ASKS = {
    Action.READ_TEXT: (Feature.TEXT,),
    Action.FIND_FACES: (Feature.FACES,),
}


def register(app: App, desk: Desk) -> None:
    """Listen to every button and menu of an answer."""

    def on_more(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        desk.answer(_job(desk, body, action))
        ack()

    for one in (
        Action.READ_TEXT,
        Action.FIND_FACES,
        Action.ANNOTATED_COPY,
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
    reference, pressed = reference_in(action), Action(str(action["action_id"]))
    job = _about(reference, _bare(desk, body, action))
    if pressed in _ASKS:
        return replace(job, features=_ASKS[pressed], wants_copy=pressed is Action.FIND_FACES)
    if pressed is Action.LANGUAGE:
        return replace(job, language=language_in(action), wants_copy=False)
    return replace(job, here=pressed is Action.SHARE)


def _about(reference: Reference, job: Job) -> Job:
    """Return `job` for the images of `reference`."""
    files = tuple(FileRef(one, access=Access.ASK) for one in reference.files)
    ask = Ask(url=reference.url) if reference.url else None
    return replace(
        job,
        files=files,
        ask=ask,
        features=reference.features,
        language=reference.language or job.language,
    )


def _bare(desk: Desk, body: dict[str, Any], action: dict[str, Any]) -> Job:
    """Return a job that answers where the button stands: in the thread, or to who pressed it."""
    team, channel, container = (
        str(body["team"]["id"]),
        str(body["channel"]["id"]),
        body["container"],
    )
    alone = bool(container.get("is_ephemeral"))
    thread_ts = str(container.get("thread_ts") or container["message_ts"])
    return Job(
        id=f"{team}:{channel}:{container['message_ts']}:{action['action_id']}:{body['trigger_id']}",
        team=team,
        channel=channel,
        user=str(body["user"]["id"]),
        message_ts="",
        thread_ts="" if alone else thread_ts,
        files=(),
        features=(),
        language=desk.settings(team, channel).language,
        deadline=0.0,
        delivery=Delivery.RESPONSE if alone else Delivery.THREAD,
        response_url=str(body["response_url"]),
    )
