"""Which images somebody means: the newest ones, a message's, a file, an address."""

from dataclasses import dataclass

from services.errors import FileGone, RequestError
from services.jobs.job import Access, FileRef, Job
from services.jobs.store import Store
from services.slack.client import Slack
from services.slack.membership import check_channel, check_file

NOTHING_HERE = "I have not seen an image here yet. Share one, or give me a link to it."
NONE_IN_MESSAGE = "There is no image in that message."


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the files of a job in one workspace."""

    slack: Slack
    store: Store

    def images(self, job: Job) -> tuple[FileRef, ...]:
        """Return the files of `job` that may be images.

        Raises:
            RequestError: there is none where the job asks for some, or they may not see it.
            SlackError: Slack refused to say.
        """
        ask = job.ask
        if ask is None:
            files = job.files
        elif ask.url:
            files = (FileRef.from_web(ask.url),)
        elif ask.file_id:
            file = self.slack.file(ask.file_id)
            check_file(self.slack, job.user, file, job.channel)
            files = (FileRef.from_slack(file),)
        elif ask.message:
            check_channel(self.slack, job.user, ask.message[0], job.channel)
            files = self._of_message(*ask.message)
        else:
            files = self._newest(job, ask.last)
        known = (self._known(file) for file in files)
        return tuple(file for file in known if file.may_be_image)

    def _newest(self, job: Job, count: int) -> tuple[FileRef, ...]:
        """Return the newest images: those Glimpse saw, else those that Slack lists."""
        seen = self.store.newest(job.team, job.channel, count)
        if seen:
            return tuple(FileRef(image.file_id, access=Access.ASK) for image in seen)
        listed = self.slack.images(job.channel, count)
        own = self.slack.identity["user_id"]
        files = tuple(FileRef.from_slack(file) for file in listed if file.get("user") != own)
        if not files:
            raise RequestError(NOTHING_HERE)
        return files

    def _of_message(self, channel: str, ts: str) -> tuple[FileRef, ...]:
        """Return the images of a message, or the newest ones of the thread it begins."""
        thread = self.slack.replies(channel, ts) or self.slack.newest_messages(channel, ts)
        own = self.slack.identity["user_id"]
        first = [message for message in thread if message.get("ts") == ts]
        later = [message for message in reversed(thread) if message.get("user") != own]
        for message in (*first, *later):
            files = tuple(FileRef.from_slack(file) for file in message.get("files") or [])
            images = tuple(file for file in files if file.may_be_image)
            if images:
                return images
        raise RequestError(NONE_IN_MESSAGE)

    def _known(self, file: FileRef) -> FileRef:
        """Return a file with its name and address, which an event or the store may lack."""
        if file.access is not Access.ASK:
            return file
        try:
            return FileRef.from_slack(self.slack.file(file.id))
        except FileGone:
            return FileRef(file.id, file.name, access=Access.GONE, claims_image=True)
