"""What `check` says of parts that may be missing; with Slack and Azure, see test_app.py."""

from dataclasses import replace

import pytest

from doubles.toy_engine import TOY
from services import check
from services.check import checks
from services.drawing.fonts import installed_fonts
from services.engines import ENGINES

WITHOUT_SLACK = {
    "VISION_ENGINE": "toy",
    "TOY_KEY": "open-sesame",
    "DATABASE_URL": "sqlite:///:memory:",
}


@pytest.fixture(autouse=True)
def toy_in_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, TOY.name, TOY)


def found(name: str, environ: dict[str, str]) -> tuple[bool, str]:
    (one,) = [one for one in checks(environ, ["chat:write"], print) if one.name == name]
    return one.works, one.sentence


@pytest.mark.parametrize(("shaping", "word"), [(True, "all there"), (False, "FriBidi")])
def test_letters_that_cannot_be_drawn_are_told_and_are_no_failure(
    monkeypatch: pytest.MonkeyPatch, shaping: bool, word: str
) -> None:
    fonts = replace(installed_fonts(), shaping=shaping)
    monkeypatch.setattr(check, "installed_fonts", lambda: fonts)
    works, sentence = found("lettering", WITHOUT_SLACK)
    assert works and word in sentence


def test_a_database_whose_folder_is_not_there_is_a_failure() -> None:
    nowhere = WITHOUT_SLACK | {"DATABASE_URL": "sqlite:////no/such/folder/glimpse.db"}
    assert found("database", nowhere) == (False, "The folder of DATABASE_URL does not exist.")


def test_settings_that_cannot_be_read_end_the_checks() -> None:
    names = [one.name for one in checks({"PORT": "0", "VISION_ENGINE": "eyes"}, [], print)]
    assert names == ["settings", "settings"]


def test_a_slack_that_cannot_be_reached_is_a_failure() -> None:
    slack = {"SLACK_BOT_TOKEN": "xoxb-fake", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    works, sentence = found("bot token", WITHOUT_SLACK | slack)
    assert not works and "cannot be reached" in sentence
