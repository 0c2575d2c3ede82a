"""Durability, seen from outside: processes that are killed, and what the next one does."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dbos import DBOS

from doubles.world import begun_database
from services.errors import SettingsError
from services.jobs.queue import KEPT_SECONDS, Jobs, Json, Runner, Steps

ROOT = Path(__file__).resolve().parents[3]


class Recorder:
    """A runner of two steps that remembers what it did."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.done = threading.Semaphore(0)

    def run_job(self, job: Json, steps: Steps) -> None:
        first = steps("first", lambda: {"n": len(job["name"])})
        steps("second", lambda: self._note(f"{job['name']}={first['n']}"))
        self.done.release()

    def _note(self, what: str) -> Json:
        self.ran.append(what)
        return {}


@contextmanager
def running(path: Path, runner: Runner, clock: Callable[[], float] | None = None) -> Iterator[Jobs]:
    url = f"sqlite:///{path.as_posix()}"
    jobs = Jobs(url, runner, clock=clock) if clock else Jobs(url, runner)
    try:
        jobs.start()
        yield jobs
    finally:
        jobs.stop(patience=0)


def test_the_same_id_is_one_job(tmp_path: Path) -> None:
    recorder = Recorder()
    with running(tmp_path / "jobs.db", recorder) as jobs:
        for _ in range(3):
            jobs.submit("T:C:1", {"name": "cat"})
        jobs.submit("T:C:2", {"name": "lion"})
        assert recorder.done.acquire(timeout=20)
        assert recorder.done.acquire(timeout=20)
    assert sorted(recorder.ran) == ["cat=3", "lion=4"]


def test_a_second_process_is_kept_out_of_the_database(tmp_path: Path) -> None:
    script = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from services.errors import SettingsError
from services.jobs.queue import Jobs
try:
    Jobs("sqlite:///{(tmp_path / "jobs.db").as_posix()}", None).start()
except SettingsError as error:
    print(error.sentence)
"""
    with running(tmp_path / "jobs.db", Recorder()):
        other = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, timeout=60
        )
    assert "Another Glimpse has this database open" in other.stdout, other.stderr


def test_a_killed_process_goes_on_after_its_last_finished_step(tmp_path: Path) -> None:
    script = f"""
import os, sys, threading; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from services.jobs.queue import Jobs

LOG = Path({str(tmp_path / "log.txt")!r})
def note(what):
    with LOG.open("a") as log: log.write(what + "\\n")
    return {{"noted": what}}

ended = threading.Event()
class Runner:
    def run_job(self, job, steps):
        first = steps("first", lambda: note("first"))
        if not steps.recovered: os._exit(9)
        steps("second", lambda: note("second after " + first["noted"]))
        ended.set()

jobs = Jobs("sqlite:///{(tmp_path / "jobs.db").as_posix()}", Runner())
jobs.start()
if sys.argv[1] == "submit": jobs.submit("T:C:1", {{"name": "cat"}})
ended.wait(30); jobs.stop(patience=0)
"""

    (tmp_path / "jobs.db").write_bytes(begun_database())

    def process(word: str) -> int:
        command = [sys.executable, "-c", script, word]
        return subprocess.run(command, timeout=60, check=False).returncode

    assert process("submit") == 9
    assert process("restart") == 0
    noted = (tmp_path / "log.txt").read_text().splitlines()
    assert noted == ["first", "second after first"]


def test_old_jobs_are_deleted_and_new_ones_kept(tmp_path: Path) -> None:
    recorder = Recorder()
    (tmp_path / "jobs.db").write_bytes(begun_database())
    with running(tmp_path / "jobs.db", recorder) as jobs:
        jobs.submit("T:C:1", {"name": "cat"})
        assert recorder.done.acquire(timeout=20)
        DBOS.retrieve_workflow("T:C:1").get_result(polling_interval_sec=0.02)
    with running(tmp_path / "jobs.db", recorder) as jobs:
        assert jobs.purge() == 0
    later = _later(KEPT_SECONDS + 60)
    with running(tmp_path / "jobs.db", recorder, clock=later) as jobs:
        assert jobs.purge() == 1


def test_what_is_to_be_tidied_is_tidied_now_and_then(tmp_path: Path) -> None:
    tidied = threading.Event()
    url = f"sqlite:///{(tmp_path / 'jobs.db').as_posix()}"
    jobs = Jobs(url, Recorder(), tidy=tidied.set, tidy_every=0.01)
    jobs.start()
    try:
        assert tidied.wait(timeout=20)
    finally:
        jobs.stop(patience=0)


def test_a_missing_folder_is_a_setting_to_correct(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        Jobs(f"sqlite:///{(tmp_path / 'no' / 'jobs.db').as_posix()}", Recorder())


def _later(seconds: float) -> Callable[[], float]:
    return lambda: time.time() + seconds
