"""`kill -9` at the worst moments: what was said is not said again, what is missing comes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from doubles.world import MANIFEST, QUICK, World, begun_database, image
from playground.server import Playground

ROOT = Path(__file__).resolve().parents[1]

CHILD = """
import sys, threading
sys.path[:0] = [{root!r}, {tests!r}]
import wiring
from doubles.scripted_engine import ScriptedEngine
from services.answering import delivery
from services.slack import messages, uploads
from services.settings import Settings

def hang(*_args, **_options):
    print("hanging", flush=True)
    threading.Event().wait()

def and_hang(work):
    def worked(*args, **options):
        work(*args, **options)
        hang()
    return worked

moment = {moment!r}
if moment == "before the upload":
    delivery.upload = hang
if moment == "text sent, not noted":
    messages.post = and_hang(messages.post)
if moment == "upload done, not noted":
    delivery.upload = and_hang(uploads.upload)

settings = Settings(
    slack_bot_token={bot!r}, slack_app_token={app!r}, slack_api_url={api!r}, database_url={db!r}
)
with wiring.glimpse(settings, ScriptedEngine()) as bolt, wiring.listening(settings, bolt):
    print("listening", flush=True)
    threading.Event().wait()
"""


@contextmanager
def child(playground: Playground, folder: Path, moment: str) -> Iterator[subprocess.Popen[str]]:
    """Run Glimpse in a process of its own, and kill it at the end."""
    script = CHILD.format(
        root=str(ROOT),
        tests=str(ROOT / "tests"),
        moment=moment,
        bot=playground.bot_token,
        app=playground.app_token,
        api=playground.api_url,
        db=f"sqlite:///{(folder / 'glimpse.db').as_posix()}",
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "listening\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    "moment", ["before the upload", "text sent, not noted", "upload done, not noted"]
)
def test_after_a_kill_nothing_is_missing_and_nothing_is_said_twice(
    tmp_path: Path, moment: str
) -> None:
    (tmp_path / "glimpse.db").write_bytes(begun_database())
    with Playground(port=0, manifest=MANIFEST, timing=QUICK) as playground:
        world = World(playground)
        with child(playground, tmp_path, moment) as process:
            ts = playground.share([("photo.png", image())])
            assert process.stdout is not None
            assert process.stdout.readline() == "hanging\n"
        before = world.answers(ts)
        assert len(before) == (2 if moment == "upload done, not noted" else 1)
        with child(playground, tmp_path, "none"):
            assert world.finished(ts) == {"white_check_mark"}
        text, picture = world.answers(ts)
        assert text["ts"] == before[0]["ts"]
        assert len(picture["files"]) == 1
