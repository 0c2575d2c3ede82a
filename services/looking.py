"""From a job's files to what the engine saw in each: fetch, decode, analyse."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from services.downloads import SlackDownloader
from services.errors import DeadlineExceeded, DownloadError, FileGone, ImageError
from services.failures import sentence_for
from services.images import Picture, open_picture
from services.job import Access, FileRef, Job
from services.pictures import PictureCache
from services.replies.reply import Outcome
from services.slack import Slack
from services.vision import AnalysisOptions, Engine

SIDE_BY_SIDE = 2  # one is looked at while the next one is downloaded

_NO_BYTES = {
    Access.GONE: FileGone("The file was deleted, or is hidden by the workspace's plan."),
    Access.DENIED: DownloadError("Slack does not let Glimpse see this file."),
    Access.EXTERNAL: DownloadError("The file is kept outside Slack; Glimpse cannot fetch it."),
}


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at files of one workspace; a picture that was opened is kept for the next step."""

    slack: Slack
    engine: Engine
    downloader: SlackDownloader
    clock: Callable[[], float] = time.time
    pictures: PictureCache = field(default_factory=PictureCache)

    def images(self, job: Job) -> tuple[FileRef, ...]:
        """Return the files of `job` that may be images, asking Slack where only an id was pushed.

        Raises:
            SlackError: Slack refused to say.
        """
        known = (self._known(file) for file in job.files)
        return tuple(file for file in known if file.may_be_image)

    def look(self, job: Job, files: tuple[FileRef, ...]) -> list[Outcome]:
        """Return what came of each file, in order; files that are no images after all are left out.

        A file that fails never hides the others.
        """
        with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="look") as pool:
            found = list(pool.map(lambda file: self._look_at(job, file), files))
        return [outcome for outcome in found if outcome is not None]

    def picture(self, job: Job, file: FileRef) -> Picture:
        """Return the opened picture, fetched again if this process has it no more.

        Raises:
            DownloadError, ImageError: it cannot be had, or cannot be opened.
            DeadlineExceeded: there is no time left.
        """
        key = f"{job.id}/{file.id}"
        picture = self.pictures.take(key) or open_picture(self._fetched(job, file))
        self.pictures.keep(key, picture)
        return picture

    def forget(self, job: Job) -> None:
        """Drop the pictures of a job that has ended."""
        for file in job.files:
            self.pictures.take(f"{job.id}/{file.id}")

    def _known(self, file: FileRef) -> FileRef:
        if file.access is not Access.ASK:
            return file
        try:
            return FileRef.from_slack(self.slack.file(file.id))
        except FileGone:
            return FileRef(file.id, file.name, access=Access.GONE)

    def _look_at(self, job: Job, file: FileRef) -> Outcome | None:
        try:
            picture = self.picture(job, file)
            options = AnalysisOptions(job.language, seconds=max(job.deadline - self.clock(), 0))
            analysis = self.engine.analyze(picture, frozenset(job.features), options)
        except ImageError as error:
            if not file.claims_image:
                return None
            return Outcome(file.name, file.id, problem=sentence_for(error, job.id))
        except Exception as error:  # a bug in one image must not cost the answer to the others
            return Outcome(file.name, file.id, problem=sentence_for(error, job.id))
        return Outcome(file.name, file.id, analysis)

    def _fetched(self, job: Job, file: FileRef) -> bytes:
        if file.access in _NO_BYTES:
            raise _NO_BYTES[file.access]
        remaining = job.deadline - self.clock()
        if remaining <= 0:
            raise DeadlineExceeded
        return self.downloader.fetch(file.url, self.slack.token, seconds=remaining)
