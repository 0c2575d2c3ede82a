"""What is wired to what, where it shows; that it works is seen in test_glimpse.py."""

import pytest

from services.engines.fallback import FallbackEngine
from services.settings import Settings
from wiring import engine_for, tell


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
