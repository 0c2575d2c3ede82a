"""The environment, read once, into one frozen `Settings`; every problem is reported together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.channels import AutoReply
from services.engines import ENGINES
from services.engines.declaration import EngineSettings
from services.environment import Reader
from services.errors import SettingsError
from services.vision import Feature

SLACK_API_URL = "https://slack.com/api/"
AUTO = "auto"
"""The first engine of the table that is configured."""


def engines_from(reader: Reader) -> Mapping[str, EngineSettings]:
    """Return the settings of every engine in the table, by its name."""
    return {name: engine.read(reader) for name, engine in ENGINES.items()}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the secrets are left out of `repr`."""

    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API_URL
    vision_engine: str = AUTO
    engines: Mapping[str, EngineSettings] = field(default_factory=lambda: engines_from(Reader({})))
    vision_language: str = "en"
    auto_reply: AutoReply = AutoReply.ON
    auto_reply_features: frozenset[Feature] = frozenset(
        {Feature.CAPTION, Feature.TEXT, Feature.CODES, Feature.LANDMARKS, Feature.FACES}
    )
    database_url: str = field(default="sqlite:///glimpse.db", repr=False)
    port: int = 3000

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], *, for_slack: bool = False) -> "Settings":
        """Read `environ`; with `for_slack`, what talking to Slack needs must be there too.

        Raises:
            SettingsError: with every problem found.
        """
        reader = Reader(environ)
        settings = cls(
            slack_bot_token=reader.token("SLACK_BOT_TOKEN", "xoxb-", "SLACK_CLI_XOXB"),
            slack_app_token=reader.token("SLACK_APP_TOKEN", "xapp-", "SLACK_CLI_XAPP"),
            slack_signing_secret=reader.text("SLACK_SIGNING_SECRET"),
            slack_api_url=reader.url("SLACK_API_URL", SLACK_API_URL).rstrip("/") + "/",
            vision_engine=reader.one_of("VISION_ENGINE", (AUTO, *ENGINES)),
            engines=engines_from(reader),
            vision_language=reader.text("VISION_LANGUAGE", "en"),
            auto_reply=reader.choice("AUTO_REPLY", AutoReply, AutoReply.ON),
            auto_reply_features=reader.features("AUTO_REPLY_FEATURES", cls().auto_reply_features),
            database_url=reader.database("DATABASE_URL", cls().database_url),
            port=reader.port("PORT", 3000),
        )
        reader.problems += settings._gaps(for_slack=for_slack)
        if reader.problems:
            raise SettingsError(tuple(dict.fromkeys(reader.problems)))
        return settings

    @property
    def engine_name(self) -> str:
        """What `vision_engine` comes to with what is configured: the name of an engine."""
        if self.vision_engine != AUTO:
            return self.vision_engine
        return next(name for name, engine in self.engines.items() if engine.configured)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be logged."""
        engines = (secret for engine in self.engines.values() for secret in engine.secrets)
        own = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return tuple(value for value in (*own, *engines) if value)

    def _gaps(self, *, for_slack: bool) -> list[str]:
        gaps = [
            gap
            for name, engine in self.engines.items()
            for gap in engine.gaps(chosen=self.vision_engine == name)
        ]
        if for_slack and not self.slack_bot_token:
            gaps.append("SLACK_BOT_TOKEN is not set (OAuth & Permissions, starts with xoxb-).")
        if for_slack and not (self.slack_app_token or self.slack_signing_secret):
            gaps.append(
                "Set SLACK_APP_TOKEN (Socket Mode, starts with xapp-) or SLACK_SIGNING_SECRET "
                "(signed HTTP); both are under Basic Information."
            )
        return gaps
