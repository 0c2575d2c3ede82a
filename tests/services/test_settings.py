from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.channels import AutoReply
from services.engines.azure.settings import AzureSettings
from services.engines.local.settings import LocalSettings
from services.errors import SettingsError
from services.settings import AUTO, Settings
from services.vision import Feature

NAMES = [
    "SLACK_BOT_TOKEN",
    "SLACK_API_URL",
    "VISION_ENGINE",
    "COMPUTER_VISION_ENDPOINT",
    "AUTO_REPLY",
    "AUTO_REPLY_FEATURES",
    "DATABASE_URL",
    "MODELS_DIR",
    "PORT",
    "AZURE_VISION_API",
    "AZURE_VISION_RATE",
]


def test_an_empty_environment_is_enough_for_the_local_engine() -> None:
    settings = Settings.from_environ({})
    assert settings.engine_name == "local"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.auto_reply is AutoReply.ON
    assert Feature.LANDMARKS in settings.auto_reply_features
    assert settings.database_url == "sqlite:///glimpse.db"


def test_a_key_makes_auto_mean_azure_and_face_defaults_to_the_same() -> None:
    settings = Settings.from_environ(
        {
            "COMPUTER_VISION_ENDPOINT": "https://eyes.cognitiveservices.azure.com/",
            "COMPUTER_VISION_SUBSCRIPTION_KEY": "not-a-real-key",
        }
    )
    assert settings.vision_engine == AUTO
    assert settings.engine_name == "azure"
    azure = settings.engines["azure"]
    assert isinstance(azure, AzureSettings)
    assert azure.face_endpoint == "https://eyes.cognitiveservices.azure.com"
    assert azure.face_key == "not-a-real-key"


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ(
            {
                "SLACK_BOT_TOKEN": "token",
                "SLACK_API_URL": "http://slack.example/api/",
                "VISION_ENGINE": "eyes",
                "AUTO_REPLY": "loud",
                "AUTO_REPLY_FEATURES": "caption,smell",
                "DATABASE_URL": "mysql://here",
                "MODELS_DIR": "/no/such/folder",
                "PORT": "99999",
                "AZURE_VISION_API": "5.0",
                "AZURE_VISION_RATE": "often",
                "AZURE_FACE_RATE": "0/s",
            },
            for_slack=True,
        )
    said = str(caught.value)
    for name in (
        "SLACK_BOT_TOKEN",
        "SLACK_API_URL",
        "VISION_ENGINE",
        "AUTO_REPLY ",
        "AUTO_REPLY_FEATURES",
        "DATABASE_URL",
        "MODELS_DIR",
        "PORT",
        "AZURE_VISION_API",
        "AZURE_VISION_RATE",
        "AZURE_FACE_RATE",
        "SLACK_APP_TOKEN",
    ):
        assert name in said


def test_talking_to_slack_needs_a_token_and_a_way_in() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ({}, for_slack=True)
    assert len(caught.value.problems) == 2


def test_tokens_of_slacks_command_line_go_before_ones_own() -> None:
    lent = {"SLACK_CLI_XOXB": "xoxb-fake-lent", "SLACK_CLI_XAPP": "xapp-fake-lent"}
    settings = Settings.from_environ(lent, for_slack=True)
    assert (settings.slack_bot_token, settings.slack_app_token) == tuple(lent.values())
    own = {"SLACK_BOT_TOKEN": "xoxb-fake-own", "SLACK_SIGNING_SECRET": "fake"}
    settings = Settings.from_environ(lent | own, for_slack=True)
    assert (settings.slack_bot_token, settings.slack_app_token) == tuple(lent.values())


def test_secrets_are_in_no_repr() -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-fake-bot",
        "SLACK_APP_TOKEN": "xapp-fake-app",
        "SLACK_SIGNING_SECRET": "fake-signing",
        "COMPUTER_VISION_ENDPOINT": "https://eyes.example",
        "COMPUTER_VISION_SUBSCRIPTION_KEY": "fake-vision",
        "FACE_SUBSCRIPTION_KEY": "fake-face",
        "DATABASE_URL": "postgresql://user:fake-password@db.example/glimpse",
    }
    shown = repr(Settings.from_environ(secrets))
    assert not [
        value for name, value in secrets.items() if "ENDPOINT" not in name and value in shown
    ]
    assert "fake-password" not in shown


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40)))
def test_no_environment_raises_anything_but_settings_error(environ: dict[str, str]) -> None:
    with suppress(SettingsError):
        assert 0 < Settings.from_environ(environ).port < 65536


def test_models_dir_is_a_folder(tmp_path: Path) -> None:
    found = Settings.from_environ({"MODELS_DIR": str(tmp_path)}).engines["local"]
    assert found == LocalSettings(tmp_path)
