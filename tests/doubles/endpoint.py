"""An app's address on loopback: keeps what it got, and answers as a Bolt app or as told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_bolt import App, BoltRequest

Received = tuple[dict[str, str], str]


class Endpoint(ThreadingHTTPServer):
    """`answers`: statuses and headers to answer with, in turn; status 0 never answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[Received] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.app: App | None = None
        self.release = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}/slack/events?from=slack"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {k.lower(): v for k, v in self.headers.items()}
        self.server.received.append((headers, body))
        status, more = self.server.answers.pop(0) if self.server.answers else (200, {})
        if status == 0:
            self.server.release.wait(10)
            return
        content, kind = "", "text/plain"
        if self.server.app is not None:
            response = self.server.app.dispatch(BoltRequest(body=body, headers={**headers}))
            status, content = response.status, response.body
            kind = response.first_headers_without_set_cookie().get("content-type", kind)
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("content-type", kind)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Endpoint]:
    """Serve an endpoint in a thread of its own."""
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
