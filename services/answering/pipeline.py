"""A job, step by step: look, post the text, mark and upload, finish.

Steps answer with JSON and keep no bytes. An expected failure is a sentence in the result, so that
a job always comes to its end and the user always hears of it.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.answering.delivery import Courier, Said, courier_for
from services.answering.finding import Finder
from services.answering.looking import Looker
from services.drawing.annotate import annotate
from services.failures import sentence_for
from services.jobs.job import Delivery, FileRef, Job
from services.jobs.queue import Json, Steps
from services.jobs.records import from_json, to_json
from services.jobs.store import Answer, Store
from services.replies.buttons import Reference, answer_buttons
from services.replies.code_words import holds_back
from services.replies.files import annotated_copy, thumbnail_copy
from services.replies.plan import plan, suggestion, thumbnails
from services.replies.reply import Outcome, Reply, Upload
from services.slack.client import Slack
from services.slack.messages import whisper
from services.vision import Feature

PLACEHOLDER_AFTER_SECONDS = 2.0
"""Chosen so that a picture of the usual size, which takes half a second, needs no placeholder."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Runs jobs for one workspace; see `services.jobs.queue.Runner`."""

    slack: Slack
    finder: Finder
    looker: Looker
    store: Store
    placeholder_after: float = PLACEHOLDER_AFTER_SECONDS

    def run_job(self, job: Json, steps: Steps) -> None:
        """Do a whole job, or what an earlier process left of it."""
        whole = from_json(job, Job)
        if whole.delivery is Delivery.SUGGESTION:
            Suggesting(self, whole, steps).suggest()
        else:
            Answering(self, whole, steps).answer()


@dataclass(frozen=True, slots=True)
class Working:
    """What each kind of job does with its steps."""

    pipeline: Pipeline
    job: Job
    steps: Steps

    def step(self, name: str, work: Callable[[], Json]) -> Json:
        """Run `work` once; a failure becomes ``{"problem": sentence}``, and the job goes on."""

        def careful() -> Json:
            try:
                return work()
            except Exception as error:  # the user hears of a bug too
                return {"problem": sentence_for(error, f"job {self.job.id}, {name}")}

        return self.steps(name, careful)


@dataclass(frozen=True, slots=True)
class Suggesting(Working):
    """A suggested alt text for who posted the image, and nothing else."""

    def suggest(self) -> None:
        """Look, then whisper."""
        looked = self.step("look", self._look)
        outcomes = _outcomes(looked)
        if outcomes:
            self.step("suggest", lambda: self._whisper(outcomes))

    def _look(self) -> Json:
        files = self.pipeline.finder.images(self.job)
        outcomes = self.pipeline.looker.look(self.job, files)
        self.pipeline.looker.forget(self.job, files)
        return {"outcomes": [to_json(one) for one in outcomes]}

    def _whisper(self, outcomes: Sequence[Outcome]) -> Json:
        job = self.job
        thread_ts = job.thread_ts if job.thread_ts != job.message_ts else None
        whisper(self.pipeline.slack, job.channel, job.user, thread_ts, suggestion(outcomes))
        return {}


@dataclass(frozen=True, slots=True)
class Answering(Working):
    """An answer in words, then the pictures."""

    def answer(self) -> None:
        """Take the steps in order. The order is part of the database: see `Steps`."""
        looked = self.step("look", self._look)
        outcomes = _outcomes(looked)
        notes = [looked[key] for key in ("problem", "note") if key in looked]
        if not outcomes and not notes:
            return
        files = [from_json(one, FileRef) for one in looked.get("files", [])]
        reply = self._reply(outcomes, files, notes)
        said = self.step("post the text", lambda: self._say(reply, looked.get("waiting", "")))
        marked = self.step("mark and upload", lambda: self._mark(outcomes, files, reply, said))
        problems = [*notes, *(one.problem for one in outcomes)]
        failed = any(problems) or "problem" in said or "problem" in marked
        self.step("finish", lambda: self._finish(files, failed=failed))

    def _look(self) -> Json:
        """Find the images and look at them; where that takes long, say so in the meantime."""
        files = self.pipeline.finder.images(self.job)
        courier, claimed = self._courier(), any(file.claims_image for file in files)
        note = courier.begin() if claimed else ""
        waiting: list[str] = []

        def say_that_it_takes_longer() -> None:
            try:
                waiting.append(courier.wait())
            except Exception as error:  # the answer will come, or say why it cannot
                sentence_for(error, f"job {self.job.id}, placeholder")

        timer = threading.Timer(self.pipeline.placeholder_after, say_that_it_takes_longer)
        if claimed and not self.steps.recovered:  # else an earlier process may have said it
            timer.start()
        try:
            outcomes = self.pipeline.looker.look(self.job, files)
        finally:
            timer.cancel()
            if timer.is_alive():  # the placeholder may be on its way, and its ts is needed
                timer.join()
        return {
            "outcomes": [to_json(one) for one in outcomes],
            "files": [to_json(one) for one in files],
            "waiting": waiting[0] if waiting else "",
            **({"note": note} if note else {}),
        }

    def _reply(
        self, outcomes: Sequence[Outcome], files: Sequence[FileRef], notes: Sequence[str]
    ) -> Reply:
        """Return the words, with buttons for what else may be asked of the same images."""
        job, features = self.job, set(self.job.features)
        if job.ask and job.ask.size:
            return thumbnails(outcomes, job.ask.size, notes)
        if not any(outcome.analysis for outcome in outcomes):
            return plan(outcomes, notes, None)
        everything = not features
        private = job.delivery is Delivery.RESPONSE and not job.here
        seen = [outcome.analysis for outcome in outcomes if outcome.analysis]
        reference = Reference(
            channel=job.channel,
            message_ts=job.message_ts,
            files=tuple(file.id for file in files if file.id),
            url=job.ask.url if job.ask else "",
            features=job.features,
            language=job.language,
        )
        buttons = answer_buttons(
            reference,
            shareable=job.delivery is Delivery.RESPONSE and not job.here,
            deletable=job.delivery is Delivery.THREAD,
            has_text=everything or Feature.TEXT in features,
            has_faces=everything or Feature.FACES in features,
            has_copy=job.wants_copy,
            holds_back_codes=not private and any(map(holds_back, seen)),
        )
        return plan(outcomes, notes, buttons, private=private, named=job.named)

    def _say(self, reply: Reply, waiting_ts: str) -> Json:
        said = self._courier().answer(reply, waiting_ts, recovered=self.steps.recovered)
        self._remember(said, ())
        return to_json(said)

    def _mark(
        self, outcomes: Sequence[Outcome], files: Sequence[FileRef], reply: Reply, said: Json
    ) -> Json:
        if "problem" in said:
            return {}
        where, courier = from_json(said, Said), self._courier()
        try:
            uploads = [*self._pictures(outcomes, files), *reply.attachments]
            if not uploads:
                return {}
            shared = courier.share(uploads, where, recovered=self.steps.recovered)
            self._remember(where, tuple(shared))
        except Exception as error:
            sentence = sentence_for(error, f"job {self.job.id}, mark and upload")
            courier.add(f"The picture is missing. {sentence}")
            return {"problem": sentence}
        return {"files": shared}

    def _pictures(self, outcomes: Sequence[Outcome], files: Sequence[FileRef]) -> list[Upload]:
        size = self.job.ask.size if self.job.ask else None
        refs = {file.id: file for file in files}
        made: list[Upload] = []
        for number, outcome in enumerate(outcomes, start=1):
            if outcome.analysis is None:
                continue
            picture = self.pipeline.looker.picture(self.job, refs[outcome.file_id])
            if size:
                small = self.pipeline.looker.engine.thumbnail(picture, *size, smart=True)
                made.append(thumbnail_copy(outcome, number, small))
            elif self.job.wants_copy and (marked := annotate(picture, outcome.analysis)):
                made.append(annotated_copy(outcome, number, marked.data, marked.suffix))
        return made

    def _remember(self, said: Said, files: tuple[str, ...]) -> None:
        """Note where the answer is, so that it can be deleted with its image."""
        if said.ts:
            shared_by = self.job.shared_by or self.job.user
            answer = Answer(said.channel, self.job.message_ts, said.ts, shared_by, files)
            self.pipeline.store.answered(self.job.team, answer)

    def _finish(self, files: Sequence[FileRef], *, failed: bool) -> Json:
        self.pipeline.looker.forget(self.job, files)
        self._courier().finish(failed=failed)
        return {}

    def _courier(self) -> Courier:
        return courier_for(self.job, self.pipeline.slack)


def _outcomes(looked: Json) -> list[Outcome]:
    return [from_json(one, Outcome) for one in looked.get("outcomes", [])]
