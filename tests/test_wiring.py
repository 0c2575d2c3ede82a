"""What is wired together, as `serve` does it."""

import logging
from pathlib import Path
from threading import Event
from typing import Literal

import pytest

from doubles.scripted_engine import ScriptedEngine
from doubles.world import MANIFEST, answering
from playground.workspace.model import Ack
from services.engines.fallback import FallbackEngine
from services.settings import Settings
from wiring import engine_for, tell, warm_up


@pytest.fixture
def subscribed_to_more(tmp_path: Path) -> Path:
    """A manifest with an event that Glimpse does not listen to."""
    words = MANIFEST.read_text("utf-8")
    more = words.replace("bot_events:", "bot_events:\n      - file_shared", 1)
    assert more != words
    path = tmp_path / "manifest.yml"
    path.write_text(more, "utf-8")
    return path


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_serving_warns_of_nothing_and_acknowledges_what_nobody_listens_to(
    transport: Literal["socket", "http"],
    subscribed_to_more: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-the-environment")
    caplog.set_level(logging.INFO)
    with answering(
        tmp_path, ScriptedEngine(), transport=transport, manifest=subscribed_to_more
    ) as playground:
        playground.share([("notes.txt", b"text")])

        def acks() -> list[Ack]:
            return [ack for ack in playground.acks if ack.event_type == "file_shared"]

        playground.wait_until(acks)
        assert [ack.ok for ack in acks()] == [True]
    said = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert [one.getMessage() for one in said] == []
    assert "[Suggestion]" not in caplog.text


def test_what_is_told_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    tell("It goes on.")
    assert capsys.readouterr() == ("", "It goes on.\n")


def test_the_settings_choose_the_engine() -> None:
    assert engine_for(Settings()).name == "local"
    keyed = {
        "COMPUTER_VISION_ENDPOINT": "https://eyes.example",
        "COMPUTER_VISION_SUBSCRIPTION_KEY": "not-a-real-key",
    }
    assert isinstance(engine_for(Settings.from_environ(keyed)), FallbackEngine)


class Slow(ScriptedEngine):
    """An engine that gets ready only when it may."""

    def __init__(self, problem: Exception | None = None) -> None:
        super().__init__()
        self.problem, self.may, self.is_ready = problem, Event(), False

    def warm_up(self) -> None:
        assert self.may.wait(20)
        if self.problem:
            raise self.problem
        self.is_ready = True


def test_warming_up_keeps_nobody_waiting() -> None:
    slow = Slow()
    thread = warm_up(slow)
    assert thread is not None and thread.daemon and not slow.is_ready
    slow.may.set()
    thread.join(20)
    assert slow.is_ready


def test_a_bug_while_warming_up_is_logged_and_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = Slow(ZeroDivisionError("a bug"))
    slow.may.set()
    thread = warm_up(slow)
    assert thread is not None
    thread.join(20)
    assert "could not warm up" in caplog.text and "ZeroDivisionError" in caplog.text


def test_what_has_nothing_to_warm_up_is_left_alone() -> None:
    assert warm_up(ScriptedEngine()) is None
