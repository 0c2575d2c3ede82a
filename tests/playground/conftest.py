import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from doubles.asked import Asked, close_quickly, connected
from doubles.endpoint import serving
from playground.model import Timing
from playground.server import Playground

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

QUICK = Timing(ack_timeout=0.3, retry_delays=(0.0, 0.02, 0.04), processing_delay=0.05)


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


Connect = Callable[[App], SocketModeHandler]


@pytest.fixture
def bolt(playground: Playground, client: WebClient) -> App:
    return App(
        client=client, signing_secret=playground.signing_secret, process_before_response=True
    )


@pytest.fixture
def connect(playground: Playground) -> Iterator[Connect]:
    """Open Socket Mode for Bolt apps, and close it before the playground goes."""
    handlers: list[SocketModeHandler] = []

    def open_socket(app: App) -> SocketModeHandler:
        handlers.append(connected(playground, app))
        return handlers[-1]

    yield open_socket
    close_quickly(playground, handlers)


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
        close_quickly(playground, handlers)
        closing(playground)


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
