"""Where an answer goes, and how it is shown that one is coming; one class for each way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.errors import NotInChannel, SlackError
from services.failures import sentence_for
from services.jobs.job import Delivery, Job
from services.replies.notices import copy_is_elsewhere, placeholder
from services.replies.plan import remark
from services.replies.reply import Reply, Upload
from services.slack import messages
from services.slack.client import Slack
from services.slack.uploads import find_uploaded, upload

LOOKING, DONE, PROBLEM = "eyes", "white_check_mark", "warning"


@dataclass(frozen=True, slots=True)
class Said:
    """Where an answer stands: its channel and ``ts``; no ``ts`` where Slack gives none."""

    channel: str
    ts: str = ""


class Courier(Protocol):
    """Brings the parts of an answer to where they belong."""

    def begin(self) -> str:
        """Show that Glimpse is looking; return a sentence where that was not possible."""
        ...

    def wait(self) -> str:
        """Say that it takes longer; return the ``ts`` of the message that says so, if any."""
        ...

    def answer(self, reply: Reply, waiting_ts: str, *, recovered: bool) -> Said:
        """Bring the words, in place of the message at `waiting_ts` where there is one."""
        ...

    def share(self, files: Sequence[Upload], said: Said, *, recovered: bool) -> list[str]:
        """Bring the files and return their ids."""
        ...

    def add(self, sentence: str) -> None:
        """Say something more."""
        ...

    def finish(self, *, failed: bool) -> None:
        """Show that Glimpse is done."""
        ...


def courier_for(job: Job, slack: Slack) -> Courier:
    """Return who brings the answer to `job`."""
    if job.delivery is Delivery.RESPONSE:
        return ToAsker(slack, job)
    if job.delivery is Delivery.DIRECT:
        return InThread(slack, job, messages.direct_channel(slack, job.user))
    return InThread(slack, job, job.channel)


@dataclass(frozen=True, slots=True)
class InThread:
    """For everybody, in the thread of the message; reactions on it show how far Glimpse is."""

    slack: Slack
    job: Job
    channel: str

    def begin(self) -> str:
        """Put 👀 on the message."""
        if not self.job.message_ts:
            return ""
        try:
            self.slack.react(self.channel, self.job.message_ts, LOOKING)
        except NotInChannel:
            return ""
        except SlackError as error:
            return sentence_for(error, f"job {self.job.id}, reaction")
        return ""

    def wait(self) -> str:
        """Post a placeholder, which the answer will take the place of."""
        return messages.post(self.slack, self.channel, self._thread, placeholder(), self.job.id)

    def answer(self, reply: Reply, waiting_ts: str, *, recovered: bool) -> Said:
        """Post the words; where Glimpse may not, who asked is told."""
        try:
            ts: str | None = waiting_ts
            if recovered and not ts:
                ts = messages.find_posted(self.slack, self.channel, self._thread, self.job.id)
            if ts:
                messages.update(self.slack, self.channel, ts, reply)
            else:
                ts = messages.post(self.slack, self.channel, self._thread, reply, self.job.id)
        except NotInChannel as error:
            if self.job.response_url:
                messages.respond(self.slack, self.job.response_url, reply, here=False)
                return Said(self.channel)
            told = remark(f"I could not answer your image. {error.sentence}")
            direct = messages.direct_channel(self.slack, self.job.user)
            messages.post(self.slack, direct, None, told, f"{self.job.id}/told")
            raise
        return Said(self.channel, ts)

    def share(self, files: Sequence[Upload], said: Said, *, recovered: bool) -> list[str]:
        """Share the files in the thread, unless an earlier process did."""
        if not said.ts:
            return ToAsker(self.slack, self.job).share(files, said, recovered=recovered)
        thread_ts = self._thread or said.ts
        if recovered:
            there = find_uploaded(self.slack, self.channel, thread_ts, files, said.ts)
            if there:
                return there
        return upload(self.slack, self.channel, thread_ts, files)

    def add(self, sentence: str) -> None:
        """Post one more sentence in the thread."""
        key = f"{self.job.id}/note"
        if messages.find_posted(self.slack, self.channel, self._thread, key) is None:
            messages.post(self.slack, self.channel, self._thread, remark(sentence), key)

    def finish(self, *, failed: bool) -> None:
        """Put ✅ or ⚠️ in the place of 👀."""
        if self.job.message_ts:
            self.slack.unreact(self.channel, self.job.message_ts, LOOKING)
            self.slack.react(self.channel, self.job.message_ts, PROBLEM if failed else DONE)

    @property
    def _thread(self) -> str | None:
        return self.job.thread_ts or None


@dataclass(frozen=True, slots=True)
class ToAsker:
    """By the command's ``response_url``; files go to who asked directly, or to the channel.

    An ephemeral message carries no files (facts of the platform), so it links to where they are.
    """

    slack: Slack
    job: Job

    def begin(self) -> str:
        """Do nothing: the command's acknowledgement said it."""
        return ""

    def wait(self) -> str:
        """Do nothing: the command's acknowledgement said it."""
        return ""

    def answer(self, reply: Reply, waiting_ts: str, *, recovered: bool) -> Said:  # noqa: ARG002
        """Bring the words to who asked, or to the channel."""
        messages.respond(self.slack, self.job.response_url, reply, here=self.job.here)
        return Said(self.job.channel)

    def share(self, files: Sequence[Upload], said: Said, *, recovered: bool) -> list[str]:
        """Share the files in the channel, or with who asked alone and tell them where."""
        channel = said.channel
        if not self.job.here:
            channel = messages.direct_channel(self.slack, self.job.user)
        shared = (
            find_uploaded(self.slack, channel, None, files, self.job.begun) if recovered else []
        )
        shared = shared or upload(self.slack, channel, None, files)
        if self.job.here:
            return shared
        where = str(self.slack.file(shared[0]).get("permalink") or "")
        what = "thumbnail" if self.job.ask and self.job.ask.size else "annotated copy"
        self._say(copy_is_elsewhere(where, what))
        return shared

    def add(self, sentence: str) -> None:
        """Say one more sentence to who asked."""
        self._say(remark(sentence))

    def finish(self, *, failed: bool) -> None:
        """Do nothing: the answer itself says how it went."""

    def _say(self, reply: Reply) -> None:
        messages.respond(self.slack, self.job.response_url, reply, here=False)
