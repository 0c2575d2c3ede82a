"""A job, step by step: look, post the text, mark and upload, finish.

Steps answer with JSON and keep no bytes. An expected failure is a sentence in the result, so that
a job always comes to its end and the user always hears of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.errors import GlimpseError, NotInChannel
from services.failures import sentence_for
from services.job import FileRef, Job
from services.jobs import Json, Steps
from services.looking import Looker
from services.records import from_json, to_json
from services.replies.annotate import annotate
from services.replies.plan import annotated_copy, plan, remark, suggestion
from services.replies.reply import Outcome, Reply, Upload
from services.slack import Slack
from services.uploads import find_uploaded, upload

LOOKING, DONE, PROBLEM = "eyes", "white_check_mark", "warning"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Runs jobs for one workspace; see `services.jobs.Runner`."""

    slack: Slack
    looker: Looker

    def run(self, job: Json, steps: Steps) -> None:
        """Do a whole job, or what an earlier process left of it."""
        Work(self.slack, self.looker, from_json(job, Job), steps).run()


@dataclass(frozen=True, slots=True)
class Work:
    """One job on its way through its steps."""

    slack: Slack
    looker: Looker
    job: Job
    steps: Steps

    def run(self) -> None:
        """Take the steps in order. The order is part of the database: see `Steps`."""
        looked = self._step("look", self._look)
        outcomes = [from_json(one, Outcome) for one in looked.get("outcomes", [])]
        notes = [looked[key] for key in ("problem", "note") if key in looked]
        if not outcomes and not notes:
            return
        if self.job.quiet:
            self._step("suggest", lambda: self._suggest(outcomes))
            return
        reply = plan(outcomes, notes)
        posted = self._step("post the text", lambda: self._post(reply))
        marked = self._step("mark and upload", lambda: self._mark(outcomes, reply, posted))
        failed = any(
            [
                *notes,
                *(one.problem for one in outcomes),
                *("problem" in s for s in (posted, marked)),
            ]
        )
        self._step("finish", lambda: self._finish(failed=failed))

    def _step(self, name: str, work: Callable[[], Json]) -> Json:
        def careful() -> Json:
            try:
                return work()
            except Exception as error:  # the user hears of a bug too, and the job goes on
                return {"problem": sentence_for(error, f"job {self.job.id}, {name}")}

        return self.steps(name, careful)

    def _look(self) -> Json:
        files = self.looker.images(self.job)
        note = self._notice(files)
        outcomes = self.looker.look(self.job, files)
        return {"outcomes": [to_json(one) for one in outcomes], **({"note": note} if note else {})}

    def _notice(self, files: Sequence[FileRef]) -> str:
        """Show that Glimpse is looking; the answer does not depend on it."""
        if self.job.quiet or not any(file.claims_image for file in files):
            return ""
        try:
            self.slack.react(self.job.channel, self.job.message_ts, LOOKING)
        except GlimpseError as error:
            return sentence_for(error, f"job {self.job.id}, reaction")
        return ""

    def _post(self, reply: Reply) -> Json:
        job, look_first = self.job, self.steps.recovered
        try:
            ts = self.slack.post(job.channel, job.thread_ts, reply, job.id, look_first=look_first)
        except NotInChannel as error:
            self.slack.tell(job.user, f"I could not answer your image. {error.sentence}")
            raise
        return {"ts": ts}

    def _mark(self, outcomes: Sequence[Outcome], reply: Reply, posted: Json) -> Json:
        if "ts" not in posted:
            return {}
        try:
            return {"files": self._upload(outcomes, reply, str(posted["ts"]))}
        except Exception as error:
            sentence = sentence_for(error, f"job {self.job.id}, mark and upload")
            self._add(f"The annotated copy is missing. {sentence}")
            return {"problem": sentence}

    def _upload(self, outcomes: Sequence[Outcome], reply: Reply, after_ts: str) -> list[str]:
        job = self.job
        files = [*self._copies(outcomes), *reply.attachments]
        if not files:
            return []
        if self.steps.recovered:
            there = find_uploaded(self.slack, job.channel, job.thread_ts, files, after_ts)
            if there:
                return there
        return upload(self.slack, job.channel, job.thread_ts, files)

    def _copies(self, outcomes: Sequence[Outcome]) -> list[Upload]:
        refs = {file.id: file for file in self.looker.images(self.job)}
        copies = []
        for number, outcome in enumerate(outcomes, start=1):
            if outcome.analysis is None:
                continue
            picture = self.looker.picture(self.job, refs[outcome.file_id])
            marked = annotate(picture, outcome.analysis)
            if marked is not None:
                copies.append(annotated_copy(outcome, number, marked.data, marked.suffix))
        return copies

    def _add(self, sentence: str) -> None:
        key = f"{self.job.id}/note"
        look_first = self.steps.recovered
        reply = remark(sentence)
        self.slack.post(self.job.channel, self.job.thread_ts, reply, key, look_first=look_first)

    def _suggest(self, outcomes: Sequence[Outcome]) -> Json:
        thread_ts = self.job.thread_ts if self.job.thread_ts != self.job.message_ts else None
        reply = suggestion(outcomes)
        self.slack.post_ephemeral(self.job.channel, self.job.user, thread_ts, reply)
        self.looker.forget(self.job)
        return {}

    def _finish(self, *, failed: bool) -> Json:
        self.looker.forget(self.job)
        mark = PROBLEM if failed else DONE
        self.slack.unreact(self.job.channel, self.job.message_ts, LOOKING)
        self.slack.react(self.job.channel, self.job.message_ts, mark)
        return {}
