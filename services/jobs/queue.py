"""The durable queue: a job that was submitted is run, whatever happens to the process.

Built on DBOS (https://docs.dbos.dev), which keeps jobs and the result of each finished step in
SQLite or PostgreSQL. What a job does is a `Runner`'s business.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from filelock import FileLock, Timeout

from services.errors import SettingsError
from services.jobs.database import create_engine, sqlite_file

log = logging.getLogger(__name__)

Json = dict[str, Any]
"""What `json` can write: jobs and the results of steps are kept in the database as JSON."""

QUEUE = "jobs"
WORKERS = 4  # jobs at once; chosen against more, as each may hold two pictures of 200 MB
APPLICATION_VERSION = "1"  # raised when steps change order: DBOS strands jobs of other versions
EXECUTOR_ID = "glimpse"  # fixed: a restart goes on with its own jobs at once; see `_own`
POLL_SECONDS = 0.05  # measured: a job starts 33 ms after it was recorded; idle, 6 % of a core
KEPT_SECONDS = 24 * 3600.0  # far longer than Slack redelivers an event, which would run it again
PURGE_EVERY_SECONDS = 3600.0  # so that nothing is kept for longer than 25 hours
PROCESS_ID = uuid.uuid4().hex
DATABASE_LOCK = 0x676C696D  # "glim", the key of PostgreSQL's advisory lock


class Steps(Protocol):
    """Runs the parts of a job so that a finished part is never run again."""

    @property
    def recovered(self) -> bool:
        """Return whether an earlier process began this job, so a step may be half done."""
        ...

    def __call__(self, name: str, work: Callable[[], Json]) -> Json:
        """Return what `work` returned, now or in the process that finished this step.

        The steps of a job must come in the same order each time.
        """
        ...


class Runner(Protocol):
    """Does the work of one job. An expected failure is a result, an exception is a bug."""

    def run_job(self, job: Json, steps: Steps) -> None:
        """Do the whole job, each part of it through `steps`."""
        ...


class Jobs:
    """The queue. One process at a time may have a database open; `start` sees to it."""

    def __init__(
        self,
        database_url: str,
        runner: Runner,
        *,
        workers: int = WORKERS,
        clock: Callable[[], float] = time.time,
        tidy: Callable[[], object] = lambda: None,
        tidy_every: float = PURGE_EVERY_SECONDS,
    ) -> None:
        """`tidy` is called beside the purge of old jobs, every `tidy_every` seconds."""
        self._tidy, self._tidy_every = tidy, tidy_every
        self._url, self._workers, self._clock = database_url, workers, clock
        self._held = ExitStack()
        self._stopping = threading.Event()
        self._engine = create_engine(database_url)
        config: DBOSConfig = {
            "name": "glimpse",
            "system_database_url": database_url,
            "system_database_engine": self._engine,
            "executor_id": EXECUTOR_ID,
            "application_version": APPLICATION_VERSION,
            "serializer": DBOSPortableJSONSerializer(),  # DBOS's own is pickle, which runs code
            "log_level": "WARNING",
            # No job waits for notifications, but `stop` does for a look at them: 1 s by default.
            "notification_listener_polling_interval_sec": POLL_SECONDS,
        }
        DBOS(config=config)
        # Registered here, not by an import-time decorator: a stopped queue leaves nothing behind.
        self._work = DBOS.workflow(name="work")(_workflow(runner))

    def start(self) -> None:
        """Take up what an earlier process left, then work on what is submitted.

        Raises:
            SettingsError: another process has this database open.
        """
        _own(self._url, self._held)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=self._workers, polling_interval_sec=POLL_SECONDS
        )
        threading.Thread(target=self._purge_now_and_then, name="purge", daemon=True).start()

    def stop(self, *, patience: int = 10) -> None:
        """Take no new jobs, wait `patience` seconds for running ones; the rest goes on later."""
        self._stopping.set()
        DBOS.destroy(workflow_completion_timeout_sec=patience, destroy_registry=True)
        self._engine.dispose()
        self._held.close()

    def submit(self, job_id: str, job: Json) -> None:
        """Record a job on disk. The same `job_id` twice is one job."""
        with SetWorkflowID(job_id):
            DBOS.enqueue_workflow(QUEUE, self._work, job)

    def purge(self) -> int:
        """Delete jobs that ended more than `KEPT_SECONDS` ago; return how many."""
        before = datetime.fromtimestamp(self._clock() - KEPT_SECONDS, UTC)
        old = DBOS.list_workflows(
            completed_before=before.isoformat(), load_input=False, load_output=False
        )
        DBOS.delete_workflows([workflow.workflow_id for workflow in old])
        return len(old)

    def _purge_now_and_then(self) -> None:
        while not self._stopping.wait(self._tidy_every):
            try:
                self.purge()
                self._tidy()
            except Exception:  # a failed clean-up must not end the thread; the next may work
                log.exception("Old jobs could not be deleted")


def _workflow(runner: Runner) -> Callable[[Json], None]:
    def work(job: Json) -> None:
        begun_by = DBOS.run_step({"name": "begin"}, lambda: {"process": PROCESS_ID})
        runner.run_job(job, _DurableSteps(recovered=begun_by["process"] != PROCESS_ID))

    return work


@dataclass(frozen=True, slots=True)
class _DurableSteps:
    """`Steps` kept by DBOS."""

    recovered: bool

    def __call__(self, name: str, work: Callable[[], Json]) -> Json:
        return DBOS.run_step({"name": name}, work)


def _own(url: str, held: ExitStack) -> None:
    """Keep a lock for as long as the process lives: two would run each other's jobs again."""
    if url.startswith("sqlite"):
        try:
            held.enter_context(FileLock(f"{sqlite_file(url)}.lock", timeout=0))
        except Timeout:
            raise SettingsError(("Another Glimpse has this database open.",)) from None
        return
    engine = create_engine(url)
    held.callback(engine.dispose)
    connection = held.enter_context(engine.connect())
    # A transaction left open would hold up DBOS's migrations for ever.
    connection = connection.execution_options(isolation_level="AUTOCOMMIT")
    locked = connection.execute(
        sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": DATABASE_LOCK}
    )
    if not locked.scalar():
        held.close()
        raise SettingsError(("Another Glimpse has this database open.",))
