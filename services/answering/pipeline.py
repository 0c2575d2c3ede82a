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
from services.replies.files import annotated_copy, thumbnail_copy
from services.replies.plan import plan, suggestion, thumbnails
from services.replies.reply import Outcome, Reply, Upload
from services.slack.client import Slack
from services.slack.messages import whisper
from services.vision import Feature

PLACEHOLDER_AFTER_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Runs jobs for one workspace; see `services.jobs.queue.Runner`."""

    slack: Slack
    finder: Finder
    looker: Looker
    store: Store
    placeholder_after: float = PLACEHOLDER_AFTER_SECONDS

    def run(self, job: Json, steps: Steps) -> None:
        """Do a whole job, or what an earlier process left of it."""
        whole = from_json(job, Job)
        if whole.delivery is Delivery.SUGGESTION:
            Suggesting(self, whole, steps).run()
        else:
            Answering(self, whole, steps).run()


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

    def run(self) -> None:
        """Look, then whisper."""
        looked = self.step("look", self._look)
        outcomes = _outcomes(looked)
        if outcomes:
            self.step("suggest", lambda: self._suggest(outcomes))

    def _look(self) -> Json:
        files = self.pipeline.finder.images(self.job)
        outcomes = self.pipeline.looker.look(self.job, files)
        self.pipeline.looker.forget(self.job, files)
        return {"outcomes": [to_json(one) for one in outcomes]}

    def _suggest(self, outcomes: Sequence[Outcome]) -> Json:
        job = self.job
        thread_ts = job.thread_ts if job.thread_ts != job.message_ts else None
        whisper(self.pipeline.slack, job.channel, job.user, thread_ts, suggestion(outcomes))
        return {}


@dataclass(frozen=True, slots=True)
class Answering(Working):
    """An answer in words, then the pictures."""

    def run(self) -> None:
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
        files = self.pipeline.finder.images(self.job)
        courier = self._courier()
        note = courier.begin() if any(file.claims_image for file in files) else ""
        outcomes, waiting = self._look_patiently(courier, files)
        found = {"outcomes": [to_json(one) for one in outcomes], "waiting": waiting}
        return found | {"files": [to_json(one) for one in files]} | ({"note": note} if note else {})

    def _look_patiently(
        self, courier: Courier, files: Sequence[FileRef]
    ) -> tuple[list[Outcome], str]:
        """Look; after two seconds, say that it takes longer. Return what was seen, and said."""
        waiting: list[str] = []

        def say() -> None:
            try:
                waiting.append(courier.wait())
            except Exception as error:  # the answer will come, or say why it cannot
                sentence_for(error, f"job {self.job.id}, placeholder")

        timer = threading.Timer(self.pipeline.placeholder_after, say)
        claimed = any(file.claims_image for file in files)
        if claimed and not self.steps.recovered:
            timer.start()
        try:
            return self.pipeline.looker.look(self.job, files), _only(waiting, timer)
        finally:
            timer.cancel()

    def _reply(
        self, outcomes: Sequence[Outcome], files: Sequence[FileRef], notes: Sequence[str]
    ) -> Reply:
        size = self.job.ask.size if self.job.ask else None
        if size:
            return thumbnails(outcomes, size, notes)
        return plan(outcomes, notes, self._buttons(outcomes, files))

    def _buttons(self, outcomes: Sequence[Outcome], files: Sequence[FileRef]) -> Json | None:
        if not any(outcome.analysis for outcome in outcomes):
            return None
        job, features = self.job, set(self.job.features)
        everything = not features
        reference = Reference(
            channel=job.channel,
            message_ts=job.message_ts,
            files=tuple(file.id for file in files if file.id),
            url=job.ask.url if job.ask else "",
            features=job.features,
            language=job.language,
        )
        return answer_buttons(
            reference,
            shareable=job.delivery is Delivery.RESPONSE and not job.here,
            deletable=job.delivery is Delivery.THREAD,
            has_text=everything or Feature.TEXT in features,
            has_faces=everything or Feature.FACES in features,
            has_copy=job.wants_copy,
        )

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


def _only(waiting: Sequence[str], timer: threading.Timer) -> str:
    """Return the placeholder's ``ts``, once it is certain that none is on its way."""
    timer.cancel()
    if timer.is_alive():
        timer.join()
    return waiting[0] if waiting else ""
