"""The front door: `python app.py serve | playground | describe | thumbnail | check | weights |
manifest`.

What each command does is in `services`; how the parts are wired is in `wiring`.
"""

import json
import math
import os
import re
import signal
import sys
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click
import yaml
from dotenv import load_dotenv

from services import logs
from services.engines import ENGINES
from services.engines.composing import prepare_engines
from services.errors import GlimpseError, RequestError
from services.failures import sentence_for
from services.settings import AUTO, Settings
from services.vision import LARGEST_THUMBNAIL, AnalysisOptions, Feature
from wiring import engine_for, glimpse, listening, tell, warm_up

ROOT = Path(__file__).resolve().parent
MANIFEST = ROOT / "manifest.yml"


def until_stopped() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())
    while not stop.wait(1):  # a bare wait() cannot be interrupted on Windows
        pass


def settings_from_environment(*, for_slack: bool = False, **given: str | None) -> Settings:
    """Read `.env` and the environment, over which `given` goes; keep secrets out of the log."""
    load_dotenv(Path.cwd() / ".env")
    environ = os.environ | {name: value for name, value in given.items() if value}
    settings = Settings.from_environ(environ, for_slack=for_slack)
    logs.configure(settings.secrets)
    return settings


@click.group()
def cli() -> None:
    """Glimpse sees: captions, text, faces and an annotated copy of every shared image."""


@cli.command()
def serve() -> None:
    """Answer in Slack: Socket Mode with SLACK_APP_TOKEN, else signed HTTP on PORT."""
    settings = settings_from_environment(for_slack=True)
    prepare(settings)
    with ExitStack() as stack:
        engine = engine_for(settings)
        bolt = stack.enter_context(glimpse(settings, engine))
        tell(f"Glimpse listens: {stack.enter_context(listening(settings, bolt))}.")
        warm_up(engine)
        until_stopped()


@cli.command()
@click.option("--port", default=8765, show_default=True, help="Where the page is; loopback only.")
def playground(port: int) -> None:
    """Open a Slack workspace on this machine, with Glimpse in it; no account needed."""
    from playground.server import Playground

    settings = settings_from_environment()
    prepare(settings)
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
        engine = engine_for(settings)
        bolt = stack.enter_context(glimpse(settings, engine))
        stack.enter_context(listening(settings, bolt))
        tell(f"Open {workspace.url} and drop an image on the page. Ctrl-C stops it.")
        warm_up(engine)
        until_stopped()


@cli.command()
@click.argument("image")
@click.option("--features", default="", help="Comma-separated; all the engine can do by default.")
@click.option("--engine", type=click.Choice([AUTO, *ENGINES]), help="Which one looks.")
@click.option("--language", help="Of captions and tags, such as en.")
@click.option("--aspect-ratio", default="", help="Of smart crops, width over height: 0.75,1.8.")
@click.option("--ocr-language", default="unk", help="Of printed_text; unk finds out.")
@click.option("--no-detect-orientation", is_flag=True, help="printed_text is upright already.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for what is written.")
def describe(
    image: str,
    features: str,
    engine: str | None,
    language: str | None,
    aspect_ratio: str,
    ocr_language: str,
    no_detect_orientation: bool,
    as_json: bool,
    out: Path | None,
) -> None:
    """Describe IMAGE, a file or an https address, and write an annotated copy."""
    from services import describe as describing

    settings = settings_from_environment(VISION_ENGINE=engine, VISION_LANGUAGE=language)
    options = AnalysisOptions(
        language=settings.vision_language,
        aspect_ratios=ratios(aspect_ratio),
        ocr_language=ocr_language,
        detect_orientation=not no_detect_orientation,
    )
    found = describing.describe(image, engine_for(settings), features_named(features), options, out)
    plain = json.dumps(describing.as_json(found), ensure_ascii=False, indent=2)
    click.echo(plain if as_json else describing.as_words(found))


@cli.command()
@click.argument("image")
@click.argument("size")
@click.option("--no-smart", is_flag=True, help="Keep the middle, whatever is in it.")
@click.option("--engine", type=click.Choice([AUTO, *ENGINES]), help="Which one cuts.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the thumbnail.")
def thumbnail(image: str, size: str, no_smart: bool, engine: str | None, out: Path | None) -> None:
    """Write a small copy of IMAGE of SIZE, such as 150x100 pixels, that keeps what matters."""
    from services import describe as describing

    settings = settings_from_environment(VISION_ENGINE=engine)
    width, height = pixels(size)
    made = describing.thumbnail(
        image, engine_for(settings), width, height, smart=not no_smart, out=out
    )
    click.echo(f"{made.path}: {made.width} x {made.height} pixels")


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


def ratios(words: str) -> tuple[float, ...]:
    """Return the numbers of a comma-separated list of aspect ratios.

    Raises:
        RequestError: one of them is no number between 0.1 and 10.
    """
    try:
        found = tuple(float(word) for word in words.split(",") if word.strip())
    except ValueError:
        found = (math.nan,)
    if not all(0.1 <= ratio <= 10 for ratio in found):
        raise RequestError("An aspect ratio is width over height, such as 0.75 or 1.8.")
    return found


def pixels(size: str) -> tuple[int, int]:
    """Return width and height of such as ``150x100``.

    Raises:
        RequestError: it is no size between 1x1 and 1024x1024.
    """
    found = re.fullmatch(r"(\d{1,4})x(\d{1,4})", size, re.ASCII)
    sides = tuple(map(int, found.groups())) if found else (0, 0)
    if not all(1 <= side <= LARGEST_THUMBNAIL for side in sides):
        raise RequestError(f"A size is such as 150x100, each side 1 to {LARGEST_THUMBNAIL} pixels.")
    return sides[0], sides[1]


@cli.command()
def check() -> None:
    """Try each thing that must work; exit status 1 if one does not."""
    from services.check import checks

    load_dotenv(Path.cwd() / ".env")
    logs.configure()
    scopes = yaml.safe_load(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    found = []
    for one in checks(os.environ, scopes, tell):
        click.echo(f"{'ok  ' if one.works else 'FAIL'} {one.name}: {one.sentence}")
        found.append(one.works)
    sys.exit(0 if all(found) else 1)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As Slack's command line reads it.")
def manifest(*, as_json: bool) -> None:
    """Print the manifest of the Slack app."""
    text = MANIFEST.read_text("utf-8")
    click.echo(json.dumps(yaml.safe_load(text), indent=2) if as_json else text.rstrip())


@cli.command()
@click.option("--languages", default="", help="Read text in these too, such as ru,ar,hi,ko,el.")
def weights(languages: str) -> None:
    """Fetch now what the engines need: the local engine's weights."""
    settings = settings_from_environment()
    codes = [code.strip().lower() for code in languages.split(",") if code.strip()]
    there = [one.prepare(settings.engines[one.name], tell) for one in ENGINES.values()]
    if codes:
        given = settings.engines
        there += [one.fetch_languages(given[one.name], codes, tell) for one in ENGINES.values()]
    sys.exit(0 if all(there) else 1)


def prepare(settings: Settings) -> bool:
    """Fetch what the engine needs, with progress; return whether all of it is there."""
    return prepare_engines(settings.engine_name, settings.engines, tell)


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
