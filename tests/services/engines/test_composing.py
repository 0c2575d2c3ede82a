"""An engine that is added to the table is reached from everywhere, with nothing else changed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doubles import toy_engine
from doubles.toy_engine import CAPTION, SENTENCE, TOY
from doubles.world import World, answering, image
from services.engines import ENGINES, STAND_IN
from services.engines.composing import engines_in_use, make_engine, prepare_engines
from services.engines.fallback import FallbackEngine
from services.errors import SettingsError
from services.settings import Settings
from wiring import engine_for

ROOT = Path(__file__).resolve().parents[3]
KEY = "open-sesame"
AZURE_SET = {
    "COMPUTER_VISION_ENDPOINT": "https://eyes.example",
    "COMPUTER_VISION_SUBSCRIPTION_KEY": "not-a-real-key",
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def toy_in_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, TOY.name, TOY)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line in a process whose table has the toy."""
    (tmp_path / "a.png").write_bytes(image())

    def started(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        needed = ("PATH", "HOME", "SYSTEMROOT", "LOCALAPPDATA", "XDG_CACHE_HOME")
        kept = {name: os.environ[name] for name in needed if name in os.environ}
        paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        return subprocess.run(
            [sys.executable, str(Path(toy_engine.__file__)), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=kept | {"PYTHONPATH": paths, "PYTHONUTF8": "1"} | settings,
            timeout=100,
        )

    return started


def test_an_added_engine_is_asked_by_name_on_the_command_line(run: Run) -> None:
    done = run("describe", "a.png", "--engine", "toy", "--json", TOY_KEY=KEY)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["engine"], said["caption"]["text"]) == ("toy", CAPTION)


def test_what_an_added_engine_lacks_is_a_sentence(run: Run) -> None:
    done = run("describe", "a.png", "--engine", "toy")
    assert done.returncode == 2
    assert "VISION_ENGINE is toy, TOY_KEY is not set." in done.stderr


def test_check_tries_an_added_engine(run: Run) -> None:
    accepted = run("check", VISION_ENGINE="toy", TOY_KEY=KEY)
    assert "ok   toy box: the box was tried" in accepted.stdout
    refused = run("check", VISION_ENGINE="toy", TOY_KEY="a-wrong-one")
    assert "FAIL toy box" in refused.stdout


def test_an_added_engine_has_settings_whose_secrets_are_kept(toy_in_table: None) -> None:
    settings = Settings.from_environ({"VISION_ENGINE": "toy", "TOY_KEY": KEY})
    assert settings.engine_name == "toy"
    assert KEY in settings.secrets and KEY not in repr(settings)
    assert engine_for(settings).name == "toy"


def test_an_added_engine_answers_in_slack(toy_in_table: None, tmp_path: Path) -> None:
    environ = {"VISION_ENGINE": "toy", "TOY_KEY": KEY}
    with answering(tmp_path, environ=environ) as playground:
        world = World(playground)
        ts = playground.share([("a.png", image())])
        world.finished(ts)
        assert CAPTION in world.answers(ts)[0]["text"]
        playground.open_home()
        playground.wait_until(lambda: SENTENCE in str(playground.home()))


@pytest.mark.parametrize(
    ("environ", "name"), [({}, "local"), (AZURE_SET, "azure"), ({"TOY_KEY": KEY}, "local")]
)
def test_auto_is_the_first_of_the_table_that_is_configured(
    toy_in_table: None, environ: dict[str, str], name: str
) -> None:
    assert Settings.from_environ(environ).engine_name == name


def test_what_may_be_refused_has_the_local_engine_behind_it() -> None:
    assert [one.name for one in engines_in_use("azure")] == ["azure", STAND_IN.name]
    assert [one.name for one in engines_in_use("local")] == ["local"]
    settings = Settings.from_environ(AZURE_SET)
    engine = make_engine("azure", settings.engines, print)
    assert isinstance(engine, FallbackEngine) and engine.name == "azure"


def test_an_engine_that_is_not_set_up_is_not_made() -> None:
    with pytest.raises(SettingsError, match="COMPUTER_VISION_SUBSCRIPTION_KEY"):
        make_engine("azure", Settings().engines, print)


def test_an_engine_with_nothing_to_fetch_is_ready(toy_in_table: None) -> None:
    told: list[str] = []
    settings = Settings.from_environ({"TOY_KEY": KEY})
    assert prepare_engines("toy", settings.engines, told.append)
    assert told == []
