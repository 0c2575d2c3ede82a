"""What must work before Glimpse can: settings, database, weights, tokens, scopes; a line each."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from services.drawing.fonts import installed_fonts
from services.engines.composing import check_engines
from services.engines.declaration import Check, Tell
from services.errors import GlimpseError, SettingsError
from services.jobs.database import create_engine
from services.settings import Settings
from services.slack.client import refusal

NO_SHAPING = (
    "Arabic, Hebrew and Devanagari are not drawn on annotated copies; install FriBidi "
    "(Debian and Ubuntu: libfribidi0, macOS: brew install fribidi)"
)
"""Nothing fails for it: the answer in words has all letters."""


def checks(environ: Mapping[str, str], scopes: Sequence[str], tell: Tell) -> Iterator[Check]:
    """Yield a check at a time. `scopes` are those the manifest asks for.

    Where the settings cannot be read, nothing after them is tried. `tell` hears of what takes long.
    """
    try:
        settings = Settings.from_environ(environ)
    except SettingsError as error:
        yield from (Check("settings", works=False, sentence=why) for why in error.problems)
        return
    yield Check("settings", works=True, sentence=f"the engine is {settings.engine_name}")
    yield _check("database", lambda: _database(settings.database_url))
    yield from check_engines(settings.engine_name, settings.engines, tell)
    lettering = "all there" if installed_fonts().shaping else NO_SHAPING
    yield Check("lettering", works=True, sentence=lettering)
    yield _check("bot token", lambda: _bot_token(settings))
    yield _check("scopes", lambda: _scopes(settings, scopes))
    yield _check("Slack's events", lambda: _events(settings))


def _check(name: str, attempt: Callable[[], str]) -> Check:
    try:
        return Check(name, works=True, sentence=attempt())
    except SettingsError as error:
        return Check(name, works=False, sentence=" ".join(error.problems))
    except GlimpseError as error:
        return Check(name, works=False, sentence=error.sentence)
    except SlackApiError as error:
        return Check(name, works=False, sentence=refusal(error).sentence)
    except (OSError, sa.exc.SQLAlchemyError) as error:
        return Check(name, works=False, sentence=f"cannot be reached ({type(error).__name__})")


def _database(url: str) -> str:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(sa.text("SELECT 1"))
    finally:
        engine.dispose()
    return f"{engine.dialect.name} answers"


def _bot_token(settings: Settings) -> str:
    if not settings.slack_bot_token:
        raise SettingsError(("SLACK_BOT_TOKEN is not set.",))
    who = _client(settings, settings.slack_bot_token).auth_test()
    return f"Glimpse is {who.get('user')} in {who.get('team')}"


def _scopes(settings: Settings, wanted: Sequence[str]) -> str:
    if not settings.slack_bot_token:
        raise SettingsError(("SLACK_BOT_TOKEN is not set.",))
    answer = _client(settings, settings.slack_bot_token).auth_test()
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    missing = [scope for scope in wanted if scope not in granted]
    if missing:
        raise SettingsError(
            (f"Missing: {', '.join(missing)}. Add them and install the app again.",)
        )
    return "all there"


def _events(settings: Settings) -> str:
    if settings.slack_app_token:
        _client(settings, settings.slack_app_token).apps_connections_open(
            app_token=settings.slack_app_token
        )
        return "Socket Mode opens"
    if settings.slack_signing_secret:
        return f"signed HTTP on port {settings.port}, at /slack/events"
    raise SettingsError(("Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",))


def _client(settings: Settings, token: str) -> WebClient:
    return WebClient(token, base_url=settings.slack_api_url, timeout=10)
