"""Small things to do in Slack that need no picture: greet, tidy up, show the home tab."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.channels import AutoReply, ChannelSettings
from services.failures import sentence_for
from services.jobs.queue import Json, Runner, Steps
from services.jobs.records import from_json
from services.jobs.store import Answer, Store
from services.replies.home import home_view
from services.replies.notices import greeting, help_text, saved
from services.slack import messages
from services.slack.client import Slack
from services.vision import Feature


class ChoreKind(StrEnum):
    """What is to be done."""

    GREET = "greet"  # Glimpse joined `channel`
    FORGET = "forget"  # the message `ts` was deleted: the answers to it go
    DELETE = "delete"  # the answer `ts` is to go
    HOME = "home"  # `user` opened App Home
    SAVED = "saved"  # `user` changed the settings of `channel`
    HELP = "help"  # `user` mentioned Glimpse at `ts` with nothing to look at


@dataclass(frozen=True, slots=True)
class Chore:
    """Plain data; `ts` is a message's."""

    id: str
    kind: ChoreKind
    team: str
    channel: str = ""
    user: str = ""
    ts: str = ""
    mode: AutoReply = AutoReply.ON


@dataclass(frozen=True, slots=True)
class Chores:
    """Does chores in one workspace, as a `Runner`. Each may be done twice unharmed.

    `who_looks` says who gets to see the images, `features` is what the engine can do, `answered`
    what the operator wants in an answer.
    """

    slack: Slack
    store: Store
    who_looks: str
    features: Sequence[Feature]
    answered: Sequence[Feature]
    ceiling: AutoReply

    def run_job(self, job: Json, steps: Steps) -> None:
        """Do one chore; a failure is logged, there is nobody to tell."""
        chore = from_json(job, Chore)
        doings = {
            ChoreKind.GREET: self._greet,
            ChoreKind.FORGET: self._forget,
            ChoreKind.DELETE: self._delete,
            ChoreKind.HOME: self._home,
            ChoreKind.SAVED: self._saved,
            ChoreKind.HELP: self._help,
        }

        def careful() -> Json:
            try:
                doings[chore.kind](chore)
            except Exception as error:
                return {"problem": sentence_for(error, f"chore {chore.id}")}
            return {}

        steps(chore.kind, careful)

    def _greet(self, chore: Chore) -> None:
        own = self.store.channel(chore.team, chore.channel) or ChannelSettings(chore.mode)
        own = replace(own, features=own.features or tuple(self.answered))
        messages.post(self.slack, chore.channel, None, greeting(self.who_looks, own), chore.id)

    def _forget(self, chore: Chore) -> None:
        for answer in self.store.answers_to(chore.team, chore.channel, chore.ts):
            self._take_back(answer)
        self.store.forget_message(chore.team, chore.channel, chore.ts)

    def _delete(self, chore: Chore) -> None:
        answer = self.store.answer(chore.team, chore.channel, chore.ts)
        if answer is not None:
            self._take_back(answer)
            self.store.forget_answer(chore.team, chore.channel, chore.ts)

    def _take_back(self, answer: Answer) -> None:
        messages.delete(self.slack, answer.channel, answer.answer_ts)
        for file_id in answer.files:
            for ts in self.slack.shared_at(file_id, answer.channel):
                messages.delete(self.slack, answer.channel, ts)
            self.slack.delete_file(file_id)

    def _home(self, chore: Chore) -> None:
        images, answers = self.store.counts(chore.team)
        view = home_view(
            self.store.channels(chore.team),
            images,
            answers,
            self.who_looks,
            self.ceiling,
            sorted(self.features),
        )
        self.slack.asked(lambda: self.slack.client.views_publish(user_id=chore.user, view=view))

    def _saved(self, chore: Chore) -> None:
        own = self.store.channel(chore.team, chore.channel)
        if own is not None:
            messages.whisper(self.slack, chore.channel, chore.user, None, saved(own))

    def _help(self, chore: Chore) -> None:
        messages.post(self.slack, chore.channel, chore.ts, help_text(), chore.id)


@dataclass(frozen=True, slots=True)
class ByKind:
    """Hands each job to the runner for its kind; see `services.jobs.queue.Runner`."""

    answers: Runner
    chores: Runner

    def run_job(self, job: Json, steps: Steps) -> None:
        """Run a job of either kind."""
        runner = self.answers if job["kind"] == "answer" else self.chores
        runner.run_job(job["job"], steps)
