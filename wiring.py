"""Which part is wired to which: the engines, the app in Slack, and how its events come in."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from services.engines import ENGINES
from services.engines.composing import make_engine
from services.settings import Settings
from services.vision import Engine, WarmingUp

if TYPE_CHECKING:
    from handlers.desk import Desk


def tell(sentence: str) -> None:
    """Say how things go, on standard error: standard output is for answers."""
    click.echo(sentence, err=True)


def engine_for(settings: Settings) -> Engine:
    """Return the engine the settings name.

    Raises:
        SettingsError: something that it needs is not set.
    """
    return make_engine(settings.engine_name, settings.engines, tell)


def warm_up(engine: Engine) -> Thread | None:
    """Let an engine that wants to get ready behind what else goes on; return the thread, if any.

    A picture waits for no more than it would have; the thread ends with the process.
    """
    if not isinstance(engine, WarmingUp):
        return None

    def careful() -> None:
        try:
            engine.warm_up()
        except Exception:  # a bug there is met again at the first picture, which is told of it
            logging.getLogger(__name__).exception("could not warm up")

    thread = Thread(target=careful, name="warm-up", daemon=True)
    thread.start()
    return thread


@contextmanager
def glimpse(settings: Settings, engine: Engine, *, patience: int = 10) -> Iterator[Any]:
    """Run the job queue, and yield the Bolt app whose handlers feed it.

    At the end, running jobs have `patience` seconds; what is left goes on at the next start.
    """
    from handlers.desk import Desk
    from services.answering.chores import ByKind, Chores
    from services.answering.copies import SmallerCopies
    from services.answering.finding import Finder
    from services.answering.looking import Looker
    from services.answering.pipeline import Pipeline
    from services.jobs.database import create_engine
    from services.jobs.queue import Jobs
    from services.jobs.store import Store
    from services.slack.client import Slack
    from services.slack.downloads import SlackDownloader

    database = create_engine(settings.database_url)
    store = Store(database)
    slack = Slack(settings.slack_bot_token, settings.slack_api_url)
    downloader = SlackDownloader(settings.slack_api_url)
    looker = Looker(engine, downloader, slack.token, SmallerCopies(slack.file))
    answers = Pipeline(slack, Finder(slack, store), looker, store)
    possible, ceiling = engine.features, settings.auto_reply
    features = tuple(sorted(settings.auto_reply_features & possible))
    who_looks = ENGINES[settings.engine_name].where_pictures_go
    chores = Chores(slack, store, who_looks, sorted(possible), features, ceiling)
    jobs = Jobs(settings.database_url, ByKind(answers, chores), tidy=store.purge)
    desk = Desk(jobs.submit, store, possible, features, ceiling, settings.vision_language)
    bolt = _bolt(settings, desk)
    jobs.start()
    try:
        yield bolt
    finally:
        jobs.stop(patience=patience)
        database.dispose()


def _bolt(settings: Settings, desk: "Desk") -> Any:
    """Return the Bolt app with every surface registered."""
    from slack_bolt import App
    from slack_sdk import WebClient

    from handlers import buttons, commands, errors, forms, home, mentions, shared_images, shortcuts

    logging.getLogger(f"slack_bolt.{App.__name__}").addFilter(_is_news)
    bolt = App(
        client=WebClient(settings.slack_bot_token, base_url=settings.slack_api_url),
        signing_secret=settings.slack_signing_secret or None,
        process_before_response=True,  # ack only after the job is on disk
    )
    for surface in (shared_images, mentions, commands, shortcuts, forms, buttons, home):
        surface.register(bolt, desk)
    errors.register(bolt)
    # Bolt answers 404 to an event that nobody listens to, is sent it again, and logs advice.
    bolt.event(re.compile(""))(lambda: None)
    return bolt


def _is_news(record: logging.LogRecord) -> bool:
    """Drop what Bolt says where SLACK_BOT_TOKEN is set: it reads it too, and has a client."""
    from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped

    return record.getMessage() != warning_client_prioritized_and_token_skipped()


@contextmanager
def listening(settings: Settings, bolt: Any) -> Iterator[str]:
    """Receive Slack's events, over Socket Mode or signed HTTP, and yield a word on which."""
    from handlers import http, socket_mode
    from services.web import serving

    if settings.slack_app_token:
        with socket_mode.connected(bolt, settings.slack_app_token, settings.slack_api_url):
            yield "Socket Mode"
    else:
        with serving(http.build(bolt), "0.0.0.0", settings.port):  # noqa: S104 - Slack calls in
            yield f"signed HTTP on port {settings.port}"
