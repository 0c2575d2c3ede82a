import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.model import Timing
from playground.server import Playground

MANIFEST = """\
features:
  bot_user: {display_name: Glimpse}
oauth_config:
  scopes:
    bot: [channels:history, channels:read, chat:write, files:read, files:write, groups:history,
          im:history, im:write, mpim:history, reactions:write, users:read]
settings:
  event_subscriptions:
    bot_events: [app_mention, file_shared, message.channels, message.groups, message.im,
                 message.mpim, reaction_added]
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
        web_client = WebClient(token=playground.app_token, base_url=playground.api_url)
        handler = SocketModeHandler(
            app, playground.app_token, web_client=web_client, ping_interval=0.2
        )
        handlers.append(handler)
        handler.connect()  # type: ignore[no-untyped-call]
        playground.wait_until(lambda: playground.workspace.sockets >= len(handlers))
        return handler

    yield open_socket
    close_quickly(playground, handlers)


def close_quickly(playground: Playground, handlers: list[SocketModeHandler]) -> None:
    """Close handlers without the 3 s in `recv` and the second in `Queue.get` that each may take."""
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
        handler.client.closed = True
        handler.client.enqueue_message("")
    playground.faults.drop_socket()
    playground.wait_until(lambda: not any(h.client.is_connected() for h in handlers))
    for handler in handlers:
        handler.close()  # type: ignore[no-untyped-call]


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
