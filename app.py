"""The front door: `python app.py serve | playground | describe | check | weights`.

Builds the parts and wires them; what they do is in `handlers` and `services`.
"""

import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import yaml
from dotenv import load_dotenv

from services import logs
from services.errors import GlimpseError, RequestError, SettingsError
from services.failures import sentence_for
from services.settings import Settings
from services.vision import Engine, Feature

ROOT = Path(__file__).resolve().parent
MANIFEST = ROOT / "manifest.yml"


def tell(sentence: str) -> None:
    """Say how things go, on standard error: standard output is for answers."""
    click.echo(sentence, err=True)


def local_engine(settings: Settings) -> Engine:
    """Return the engine that runs on this machine's CPU."""
    from services.local.engine import LocalEngine
    from services.local.weights import Weights

    return LocalEngine(Weights(settings.models_dir, tell))


ENGINES: Mapping[str, Callable[[Settings], Engine]] = {"local": local_engine}


def engine_for(settings: Settings) -> Engine:
    """Return the engine the settings name.

    Raises:
        SettingsError: there is no such engine in this version.
    """
    build = ENGINES.get(settings.engine_name)
    if build is None:
        raise SettingsError((f"The engine {settings.engine_name} is not in this version yet.",))
    return build(settings)


@contextmanager
def glimpse(settings: Settings, engine: Engine, *, patience: int = 10) -> Iterator[Any]:
    """Run the job queue, and yield the Bolt app whose handlers feed it.

    At the end, running jobs have `patience` seconds; what is left goes on at the next start.
    """
    from slack_bolt import App
    from slack_sdk import WebClient

    from handlers import errors, shared_images
    from services.downloads import SlackDownloader
    from services.jobs import Jobs
    from services.looking import Looker
    from services.pipeline import Pipeline
    from services.slack import Slack

    slack = Slack(settings.slack_bot_token, settings.slack_api_url)
    looker = Looker(slack, engine, SlackDownloader(settings.slack_api_url))
    jobs = Jobs(settings.database_url, Pipeline(slack, looker))
    features = tuple(sorted(settings.auto_reply_features & engine.features))
    bolt = App(
        client=WebClient(settings.slack_bot_token, base_url=settings.slack_api_url),
        signing_secret=settings.slack_signing_secret or None,
        process_before_response=True,  # ack only after the job is on disk
    )
    shared_images.register(
        bolt,
        jobs.submit,
        shared_images.AutoReplies(settings.auto_reply, features, settings.vision_language),
    )
    errors.register(bolt)
    jobs.start()
    try:
        yield bolt
    finally:
        jobs.stop(patience=patience)


@contextmanager
def listening(settings: Settings, bolt: Any) -> Iterator[str]:
    """Receive Slack's events, over Socket Mode or signed HTTP, and yield a word on which."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler
    from slack_sdk import WebClient

    from handlers import http
    from services.web import serving

    if settings.slack_app_token:
        client = WebClient(settings.slack_app_token, base_url=settings.slack_api_url)
        handler: Any = SocketModeHandler(bolt, settings.slack_app_token, web_client=client)
        handler.connect()
        try:
            yield "Socket Mode"
        finally:
            handler.close()
    else:
        with serving(http.build(bolt), "0.0.0.0", settings.port):  # noqa: S104 - Slack calls in
            yield f"signed HTTP on port {settings.port}"


def until_stopped() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())
    while not stop.wait(1):  # a bare wait() cannot be interrupted on Windows
        pass


def settings_from_environment(*, for_slack: bool = False, **changes: Any) -> Settings:
    """Read `.env` and the environment, and keep secrets out of the log from here on."""
    load_dotenv(Path.cwd() / ".env")
    settings = replace(Settings.from_environ(os.environ, for_slack=for_slack), **changes)
    logs.configure(settings.secrets)
    return settings


@click.group()
def cli() -> None:
    """Glimpse sees: captions, text, faces and an annotated copy of every shared image."""


@cli.command()
def serve() -> None:
    """Answer in Slack: Socket Mode with SLACK_APP_TOKEN, else signed HTTP on PORT."""
    settings = settings_from_environment(for_slack=True)
    fetch_weights(settings)
    with ExitStack() as stack:
        bolt = stack.enter_context(glimpse(settings, engine_for(settings)))
        tell(f"Glimpse listens: {stack.enter_context(listening(settings, bolt))}.")
        until_stopped()


@cli.command()
@click.option("--port", default=8765, show_default=True, help="Where the page is; loopback only.")
def playground(port: int) -> None:
    """Open a Slack workspace on this machine, with Glimpse in it; no account needed."""
    from playground.server import Playground

    settings = settings_from_environment()
    fetch_weights(settings)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        workspace = stack.enter_context(Playground(port=port, manifest=MANIFEST))
        settings = replace(
            settings,
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
            slack_api_url=workspace.api_url,
            database_url=f"sqlite:///{(Path(folder) / 'playground.db').as_posix()}",
        )
        bolt = stack.enter_context(glimpse(settings, engine_for(settings)))
        stack.enter_context(listening(settings, bolt))
        tell(f"Open {workspace.url} and drop an image on the page. Ctrl-C stops it.")
        until_stopped()


@cli.command()
@click.argument("image", type=click.Path(path_type=Path))
@click.option("--features", default="", help="Comma-separated; all the engine can do by default.")
@click.option("--engine", type=click.Choice(["auto", "local", "azure"]), help="Which one looks.")
@click.option("--language", help="Of captions and tags, such as en.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the annotated copy.")
def describe(
    image: Path,
    features: str,
    engine: str | None,
    language: str | None,
    as_json: bool,
    out: Path | None,
) -> None:
    """Describe IMAGE and write an annotated copy beside it."""
    from services import describe as describing

    overrides = {"VISION_ENGINE": engine, "VISION_LANGUAGE": language}
    load_dotenv(Path.cwd() / ".env")
    os.environ.update({name: value for name, value in overrides.items() if value})
    settings = settings_from_environment()
    found = describing.describe(
        image, engine_for(settings), features_named(features), settings.vision_language, out
    )
    plain = json.dumps(describing.as_json(found), ensure_ascii=False, indent=2)
    click.echo(plain if as_json else describing.as_words(found))


def features_named(words: str) -> frozenset[Feature]:
    """Return the features named in a comma-separated list.

    Raises:
        RequestError: there is no such feature.
    """
    names = [word.strip().lower() for word in words.split(",") if word.strip()]
    unknown = [name for name in names if name not in set(Feature)]
    if unknown:
        raise RequestError(f"There is no feature {', '.join(unknown)}; try {', '.join(Feature)}.")
    return frozenset(map(Feature, names))


@cli.command()
def check() -> None:
    """Try each thing that must work; exit status 1 if one does not."""
    from services.check import checks
    from services.local.weights import Weights

    load_dotenv(Path.cwd() / ".env")
    logs.configure()
    scopes = yaml.safe_load(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    models = os.environ.get("MODELS_DIR")
    found = []
    for one in checks(os.environ, scopes, Weights(Path(models) if models else None, tell)):
        click.echo(f"{'ok  ' if one.works else 'FAIL'} {one.name}: {one.sentence}")
        found.append(one.works)
    sys.exit(0 if all(found) else 1)


@cli.command()
def weights() -> None:
    """Fetch the local engine's weights now."""
    sys.exit(0 if fetch_weights(settings_from_environment()) else 1)


def fetch_weights(settings: Settings) -> bool:
    """Fetch what the local engine needs, with progress; return whether all of it is there."""
    from services.local.weights import ALL, Weights

    held = Weights(settings.models_dir, tell)
    complete = True
    for weight in ALL:
        try:
            held.path(weight)
        except GlimpseError as error:
            tell(f"{error.sentence} The other features work.")
            complete = False
    return complete


def main() -> None:
    """Run the command line; a mistake is one sentence on standard error and exit status 2."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        tell(error.format_message())
        sys.exit(2)
    except GlimpseError as error:
        tell(error.sentence)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:  # a bug: the trace goes to the log, its id to the user
        tell(sentence_for(error, "the command line"))
        sys.exit(1)


if __name__ == "__main__":
    main()
