"""The environment, read once, into one frozen `Settings`; every problem is reported together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from services.channels import AutoReply
from services.environment import Reader
from services.errors import SettingsError
from services.vision import Feature

SLACK_API_URL = "https://slack.com/api/"
AZURE_APIS = ("3.2", "4.0")
FREE_TIER = "20/60s"  # calls per seconds that Azure's free tier (F0) allows


class VisionEngine(StrEnum):
    """Which engine looks; `AUTO` is Azure where a key is set, else local."""

    AUTO = "auto"
    AZURE = "azure"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the secrets are left out of `repr`."""

    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API_URL
    vision_engine: VisionEngine = VisionEngine.AUTO
    computer_vision_endpoint: str = ""
    computer_vision_subscription_key: str = field(default="", repr=False)
    face_endpoint: str = ""
    face_subscription_key: str = field(default="", repr=False)
    azure_vision_api: str = "3.2"
    azure_vision_rate: str = FREE_TIER
    azure_face_rate: str = FREE_TIER
    vision_language: str = "en"
    auto_reply: AutoReply = AutoReply.ON
    auto_reply_features: frozenset[Feature] = frozenset(
        {Feature.CAPTION, Feature.TEXT, Feature.LANDMARKS, Feature.FACES}
    )
    database_url: str = field(default="sqlite:///glimpse.db", repr=False)
    models_dir: Path | None = None
    port: int = 3000

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], *, for_slack: bool = False) -> "Settings":
        """Read `environ`; with `for_slack`, what talking to Slack needs must be there too.

        Raises:
            SettingsError: with every problem found.
        """
        reader = Reader(environ)
        settings = cls(
            slack_bot_token=reader.token("SLACK_BOT_TOKEN", "xoxb-"),
            slack_app_token=reader.token("SLACK_APP_TOKEN", "xapp-"),
            slack_signing_secret=reader.text("SLACK_SIGNING_SECRET"),
            slack_api_url=reader.url("SLACK_API_URL", SLACK_API_URL).rstrip("/") + "/",
            vision_engine=reader.choice("VISION_ENGINE", VisionEngine, VisionEngine.AUTO),
            computer_vision_endpoint=reader.url("COMPUTER_VISION_ENDPOINT").rstrip("/"),
            computer_vision_subscription_key=reader.text("COMPUTER_VISION_SUBSCRIPTION_KEY"),
            face_endpoint=reader.url(
                "FACE_ENDPOINT", environ.get("COMPUTER_VISION_ENDPOINT", "")
            ).rstrip("/"),
            face_subscription_key=reader.text(
                "FACE_SUBSCRIPTION_KEY", reader.text("COMPUTER_VISION_SUBSCRIPTION_KEY")
            ),
            azure_vision_api=reader.one_of("AZURE_VISION_API", AZURE_APIS),
            azure_vision_rate=reader.rate("AZURE_VISION_RATE", FREE_TIER),
            azure_face_rate=reader.rate("AZURE_FACE_RATE", FREE_TIER),
            vision_language=reader.text("VISION_LANGUAGE", "en"),
            auto_reply=reader.choice("AUTO_REPLY", AutoReply, AutoReply.ON),
            auto_reply_features=reader.features("AUTO_REPLY_FEATURES", cls().auto_reply_features),
            database_url=reader.database("DATABASE_URL", cls().database_url),
            models_dir=reader.folder("MODELS_DIR"),
            port=reader.port("PORT", 3000),
        )
        reader.problems += settings._gaps(for_slack=for_slack)
        if reader.problems:
            raise SettingsError(tuple(dict.fromkeys(reader.problems)))
        return settings

    @property
    def engine_name(self) -> str:
        """``azure`` or ``local``: what `vision_engine` comes to with the keys there are."""
        if self.vision_engine is not VisionEngine.AUTO:
            return self.vision_engine.value
        return "azure" if self.computer_vision_subscription_key else "local"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be logged."""
        return tuple(
            value
            for value in (
                self.slack_bot_token,
                self.slack_app_token,
                self.slack_signing_secret,
                self.computer_vision_subscription_key,
                self.face_subscription_key,
            )
            if value
        )

    def _gaps(self, *, for_slack: bool) -> list[str]:
        gaps = []
        if self.computer_vision_subscription_key and not self.computer_vision_endpoint:
            gaps.append("COMPUTER_VISION_SUBSCRIPTION_KEY is set, COMPUTER_VISION_ENDPOINT is not.")
        if self.vision_engine is VisionEngine.AZURE and not self.computer_vision_subscription_key:
            gaps.append("VISION_ENGINE is azure, COMPUTER_VISION_SUBSCRIPTION_KEY is not set.")
        if for_slack and not self.slack_bot_token:
            gaps.append("SLACK_BOT_TOKEN is not set (OAuth & Permissions, starts with xoxb-).")
        if for_slack and not (self.slack_app_token or self.slack_signing_secret):
            gaps.append(
                "Set SLACK_APP_TOKEN (Socket Mode, starts with xapp-) or SLACK_SIGNING_SECRET "
                "(signed HTTP); both are under Basic Information."
            )
        return gaps
