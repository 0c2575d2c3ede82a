import io
import queue
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from doubles.asked import Asked, Connect, Heard, connected
from doubles.browser import ARGUMENTS, CHROMIUM, is_fault
from doubles.endpoint import serving
from doubles.forms import modal
from doubles.shown import ANSWER
from doubles.visitor import Visitor
from handlers import socket_mode
from playground.server import Playground
from playground.workspace.model import Timing

MANIFEST = """\
features:
  app_home: {home_tab_enabled: true, messages_tab_enabled: true}
  bot_user: {display_name: Glimpse}
  shortcuts:
    - {name: Describe this image, type: message, callback_id: describe, description: Describe}
    - {name: Analyse an image, type: global, callback_id: analyse, description: Upload an image}
  slash_commands:
    - {command: /caption, description: Caption the newest image, usage_hint: "[last 3 | link]"}
    - {command: /ocr, description: Read the newest image, should_escape: true}
    - {command: /slow, description: Answer too late}
oauth_config:
  scopes:
    bot: [app_mentions:read, channels:history, channels:join, channels:read, chat:write, commands,
          files:read, files:write, groups:history, groups:read, im:history, im:write,
          mpim:history, reactions:read, reactions:write, users:read]
settings:
  interactivity: {is_enabled: true}
  event_subscriptions:
    bot_events: [app_home_opened, app_mention, channel_left, file_deleted, file_shared,
                 member_joined_channel, member_left_channel, message.channels, message.groups,
                 message.im, message.mpim, reaction_added]
"""

Json = dict[str, Any]

# Only a test that asks for it (`ack_timeouts`) has an ack come too late: a busy machine is slow.
QUICK = Timing(ack_timeout=30.0, retry_delays=(0.0, 0.02, 0.04), processing_delay=0.05)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.yml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def closing() -> Iterator[Callable[[Playground], None]]:
    """Stop playgrounds beside the next tests, since uvicorn takes 0.2 s for it."""
    stopped: list[Future[None]] = []
    with ThreadPoolExecutor(max_workers=4) as pool:
        yield lambda playground: stopped.append(pool.submit(playground.stop))
    for future in stopped:
        future.result()


@pytest.fixture
def playground(manifest: Path, closing: Callable[[Playground], None]) -> Iterator[Playground]:
    running = Playground(port=0, manifest=manifest, timing=QUICK).start()
    yield running
    closing(running)


@pytest.fixture
def client(playground: Playground) -> WebClient:
    return WebClient(token=playground.bot_token, base_url=playground.api_url)


@pytest.fixture
def bolt(playground: Playground, client: WebClient) -> App:
    return App(
        client=client, signing_secret=playground.signing_secret, process_before_response=True
    )


@pytest.fixture
def connect(playground: Playground) -> Iterator[Connect]:
    """Open Socket Mode for Bolt apps, and close it before the playground goes."""
    handlers: list[SocketModeHandler] = []

    def open_socket(app: App, **options: float) -> SocketModeHandler:
        handlers.append(connected(playground, app, **options))
        return handlers[-1]

    yield open_socket
    for handler in handlers:
        socket_mode.close(handler)


@pytest.fixture
def heard(bolt: App, connect: Connect) -> Heard:
    """Everything the app hears: (payload, headers), in order, its own doings left out by Bolt."""
    found: Heard = queue.Queue()

    @bolt.middleware
    def listen(body: Json, request: Any, next: Callable[[], None]) -> None:
        found.put((body, request.headers))
        next()

    for kind in ("message", "file_shared", "app_mention", "reaction_added"):
        bolt.event(kind)(lambda: None)
    connect(bolt)
    return found


@pytest.fixture(params=["socket", "http"])
def asked(
    request: pytest.FixtureRequest, manifest: Path, closing: Callable[[Playground], None]
) -> Iterator[Asked]:
    """Run a playground with a Bolt app in it, over each transport."""
    with serving() as endpoint:
        playground = Playground(
            port=0,
            manifest=manifest,
            transport=request.param,
            request_url=endpoint.url,
            timing=QUICK,
        ).start()
        client = WebClient(token=playground.bot_token, base_url=playground.api_url)
        app = App(client=client, signing_secret=playground.signing_secret)
        endpoint.app = app
        handlers = [connected(playground, app)] if request.param == "socket" else []
        yield Asked(playground, app, client)
        for handler in handlers:
            socket_mode.close(handler)
        closing(playground)


@pytest.fixture
def opened(asked: Asked) -> Callable[..., str]:
    """Open a modal by a global shortcut; return its id."""

    def open_by_shortcut(view: Json | None = None) -> str:
        @asked.app.shortcut("analyse")
        def on_shortcut(ack: Ack, body: Json, client: WebClient) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=view or modal())
            ack()

        assert asked.playground.global_shortcut("analyse").ok
        return str((asked.playground.modal() or {})["id"])

    return open_by_shortcut


@pytest.fixture
def visitor(playground: Playground) -> Iterator[Visitor]:
    found = Visitor(playground)
    yield found
    found.session.close()


def png(width: int = 8, height: int = 6, color: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def picture() -> bytes:
    return png()


@pytest.fixture
def draw() -> Callable[..., bytes]:
    """Draw a PNG of a width, height and colour."""
    return png


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS])
        yield running
        running.close()


@pytest.fixture
def visit(playground: Playground, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open the page, in a browser that remembers nothing; its console must stay clean."""
    errors: list[str] = []
    contexts: list[Any] = []

    def open_page(**settings: Any) -> Any:
        contexts.append(browser.new_context(**settings))
        opened = contexts[-1].new_page()
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda m: errors.append(m.text) if is_fault(m) else None)
        opened.goto(playground.url)
        opened.wait_for_selector("[data-channel]")
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(visit: Callable[..., Any]) -> Any:
    return visit()


@pytest.fixture
def glimpse(playground: Playground, bolt: App, client: WebClient, connect: Any) -> Asked:
    """Run a small app in the playground that answers images, as Glimpse does."""

    @bolt.event("message")
    def on_message(event: Json) -> None:
        if event.get("subtype") != "file_share" or event.get("bot_id"):
            return
        place: Json = {"channel": event["channel"], "thread_ts": event["ts"]}
        key = f"T:{event['ts']}"
        job = {"event_type": "glimpse", "event_payload": {"key": key}}
        client.chat_postMessage(**place, text="A red rectangle", blocks=ANSWER, metadata=job)

    bolt.event("file_shared")(lambda: None)
    connect(bolt)
    return Asked(playground, bolt, client)
