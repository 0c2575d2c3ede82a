"""From a job's files to what the engine saw in each: fetch, decode, analyse."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from services.answering.copies import SINCE, SmallerCopies, note_on
from services.errors import DeadlineExceeded, DownloadError, FileGone, GlimpseError, ImageError
from services.failures import sentence_for
from services.jobs.job import Access, FileRef, Job
from services.pictures.cache import PictureCache
from services.pictures.opening import Picture, open_picture
from services.pictures.public import PublicImages
from services.replies.reply import Outcome
from services.slack.downloads import SlackDownloader
from services.vision import Analysis, AnalysisOptions, Engine, Feature

SIDE_BY_SIDE = 2  # one is looked at while the next one is downloaded

_NO_BYTES = {
    Access.GONE: "The file was deleted, or is hidden by the workspace's plan.",
    Access.DENIED: "Slack does not let Glimpse see this file.",
    Access.EXTERNAL: "The file is kept outside Slack; Glimpse cannot fetch it.",
}


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at pictures; one that was opened is kept for the next step."""

    engine: Engine
    downloader: SlackDownloader
    token: str
    copies: SmallerCopies
    web: PublicImages = field(default_factory=PublicImages)
    clock: Callable[[], float] = time.time
    pictures: PictureCache = field(default_factory=PictureCache)

    def look(self, job: Job, files: Sequence[FileRef]) -> list[Outcome]:
        """Return what came of each file, in order; files that are no images after all are left out.

        A file that fails never hides the others.
        """
        with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="look") as pool:
            found = list(pool.map(lambda file: self._look_at(job, file), files))
        return [outcome for outcome in found if outcome is not None]

    def picture(self, job: Job, file: FileRef) -> Picture:
        """Return the opened picture, fetched again if this process has it no more.

        Where Glimpse cannot open the original, it is Slack's smaller copy, and a note says so.

        Raises:
            DownloadError, ImageError: it cannot be had, or cannot be opened.
            DeadlineExceeded: there is no time left.
        """
        key = _key(job, file)
        picture = self.pictures.take(key)
        if picture is None:
            if file.access in _NO_BYTES:
                kind = FileGone if file.access is Access.GONE else DownloadError
                raise kind(_NO_BYTES[file.access])
            try:
                picture = self._opened(job, file, file.url)
            except tuple(SINCE) as refusal:
                picture = self._smaller_copy(job, file, refusal)
        self.pictures.keep(key, picture)
        return picture

    def forget(self, job: Job, files: Sequence[FileRef]) -> None:
        """Drop the pictures of a job that has ended."""
        for file in files:
            self.pictures.take(_key(job, file))

    def _opened(self, job: Job, file: FileRef, url: str) -> Picture:
        remaining = self._remaining(job)
        if file.access is Access.WEB:
            return open_picture(self.web.fetch(url, seconds=remaining))
        return open_picture(self.downloader.fetch(url, self.token, seconds=remaining))

    def _smaller_copy(self, job: Job, file: FileRef, refusal: GlimpseError) -> Picture:
        """Return the copy Slack made of `file`, or raise `refusal` where none can be had."""
        try:
            address = self.copies.address(file)
            picture = self._opened(job, file, address) if address else None
        except GlimpseError as problem:
            raise refusal from problem
        if picture is None:
            raise refusal
        return replace(picture, notes=(note_on(refusal), *picture.notes))

    def _look_at(self, job: Job, file: FileRef) -> Outcome | None:
        """Return what was seen, or why nothing was; None for what is no image after all."""
        asked = (frozenset(job.features) or self.engine.features) - {Feature.THUMBNAIL}
        try:
            picture = self.picture(job, file)
            options = AnalysisOptions(job.language, seconds=self._remaining(job))
            if asked:
                analysis = self.engine.analyze(picture, asked, options)
            else:
                analysis = Analysis(self.engine.name, picture.width, picture.height)
            analysis = replace(analysis, notes=(*picture.notes, *analysis.notes))
        except Exception as error:  # a bug in one image must not cost the answer to the others
            if isinstance(error, ImageError) and not file.claims_image:
                return None
            return Outcome(file.name, file.id, problem=sentence_for(error, job.id))
        return Outcome(file.name, file.id, analysis)

    def _remaining(self, job: Job) -> float:
        """Return the seconds that are left of the job."""
        remaining = job.deadline - self.clock()
        if remaining <= 0:
            raise DeadlineExceeded
        return remaining


def _key(job: Job, file: FileRef) -> str:
    return f"{job.id}/{file.id or file.url}"
