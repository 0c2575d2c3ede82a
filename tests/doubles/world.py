"""A playground with Glimpse in it, over real HTTP and WebSocket, and a few questions about it."""

import io
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Literal

from dbos import DBOS, WorkflowStatus
from PIL import Image

from doubles.scripted_engine import ScriptedEngine
from playground.server import Playground
from playground.workspace.model import Timing
from services.channels import AutoReply
from services.jobs.queue import Jobs, Json, Steps
from services.settings import Settings
from services.vision import Engine
from wiring import engine_for, glimpse, listening

MANIFEST = Path(__file__).resolve().parents[2] / "manifest.yml"
QUICK = Timing(ack_timeout=3, retry_delays=(0.0, 0.05, 0.1), processing_delay=0.05)
LAST_MARKS = frozenset({"white_check_mark", "warning"})


def image(kind: str = "PNG", size: tuple[int, int] = (200, 150), color: str = "teal") -> bytes:
    """Return an encoded picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


class World:
    """A playground in which Glimpse answers."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground

    def finished(self, ts: str, channel: str | None = None) -> set[str]:
        """Return the reactions of a message once Glimpse has put its last one."""
        self.playground.wait_until(lambda: LAST_MARKS & self.playground.reactions(ts, channel))
        return self.playground.reactions(ts, channel)

    def answers(self, ts: str, channel: str | None = None) -> list[dict[str, Any]]:
        """Return what Glimpse said in the thread of a message."""
        thread = self.playground.messages(channel, thread_ts=ts)
        return [one for one in thread if one.get("user") == self.playground.bot_user_id]

    def jobs(self) -> list[str]:
        """Return the ids of all jobs so far, once each of them has ended."""
        ended = {"SUCCESS", "ERROR"}

        def found() -> list[WorkflowStatus]:
            return DBOS.list_workflows(load_input=False, load_output=False)

        self.playground.wait_until(lambda: all(one.status in ended for one in found()))
        return [one.workflow_id for one in found()]

    def bytes_of(self, file: dict[str, Any]) -> bytes:
        """Return the bytes of a file of a message."""
        data: bytes = self.playground.file(file["id"])["bytes"]
        return data


class ScriptedWorld(World):
    """A world whose engine says what a test tells it to."""

    def __init__(self, playground: Playground, engine: ScriptedEngine) -> None:
        super().__init__(playground)
        self.engine = engine


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@cache
def begun_database() -> bytes:
    """Return the database of a Glimpse that was started before.

    In one that is empty, DBOS looks for its queues before there is one, and again a second later.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "glimpse.db"
        jobs = Jobs(f"sqlite:///{file.as_posix()}", NoRunner())
        jobs.start()
        jobs.stop(patience=0)
        return file.read_bytes()


class NoRunner:
    """For a queue without jobs."""

    def run_job(self, job: Json, steps: Steps) -> None:
        """Do nothing."""


@contextmanager
def answering(
    folder: Path,
    engine: Engine | None = None,
    mode: AutoReply = AutoReply.ON,
    transport: Literal["socket", "http"] = "socket",
    environ: Mapping[str, str] = MappingProxyType({}),
    manifest: Path = MANIFEST,
) -> Iterator[Playground]:
    """Run a playground, and Glimpse in it with `engine`, or the one that `environ` names.

    Its database is in `folder`.
    DBOS is one to a process: worlds come one after the other.
    """
    database = folder / "glimpse.db"
    database.write_bytes(begun_database())
    port = free_port()
    request_url = f"http://127.0.0.1:{port}/slack/events"
    with Playground(
        port=0, manifest=manifest, transport=transport, request_url=request_url, timing=QUICK
    ) as playground:
        settings = replace(
            Settings.from_environ(environ),
            slack_bot_token=playground.bot_token,
            slack_app_token=playground.app_token if transport == "socket" else "",
            slack_signing_secret=playground.signing_secret,
            slack_api_url=playground.api_url,
            auto_reply=mode,
            database_url=f"sqlite:///{database.as_posix()}",
            port=port,
        )
        looks = engine or engine_for(settings)
        with glimpse(settings, looks, patience=0) as bolt, listening(settings, bolt):
            if transport == "socket":
                playground.wait_until(lambda: playground.workspace.sockets > 0)
            yield playground


@contextmanager
def scripted(
    folder: Path,
    mode: AutoReply = AutoReply.ON,
    transport: Literal["socket", "http"] = "socket",
) -> Iterator[ScriptedWorld]:
    """Run a world with a scripted engine."""
    engine = ScriptedEngine()
    with answering(folder, engine, mode, transport) as playground:
        yield ScriptedWorld(playground, engine)
