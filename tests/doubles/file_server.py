"""A file server on loopback that answers by a script and remembers who asked with what."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Call:
    path: str
    host: str
    authorization: str | None
    part: str | None = None


Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request; the server's script decides what comes back."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        self.close_connection = True
        answer = self.server.files.note(self)
        with contextlib.suppress(ConnectionError):
            answer(self)

    def end_headers(self) -> None:
        """Say that the connection closes: a client that kept it would meet a closed one."""
        self.send_header("Connection", "close")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    files: "FileServer"
    daemon_threads = True
    block_on_close = False


@dataclass
class FileServer:
    """`script` maps a path to the answers it gives one after the other; the last one repeats."""

    script: dict[str, list[Answer]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    port: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def note(self, asked: Asked) -> Answer:
        with self.lock:
            headers = asked.headers
            self.calls.append(
                Call(asked.path, headers["Host"], headers["Authorization"], headers["Range"])
            )
            answers = self.script.get(asked.path, [status(404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]


@contextlib.contextmanager
def serving() -> Iterator[FileServer]:
    """Run a server of its own on a free port of 127.0.0.1."""
    with _Server(("127.0.0.1", 0), Asked) as server:
        server.files = files = FileServer(port=server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield files
        finally:
            files.closing.set()
            server.shutdown()
            thread.join()


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """Answer whole; an underscore in a header's name is a hyphen."""

    def answer(asked: Asked) -> None:
        asked.send_response(code)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.end_headers()
        asked.wfile.write(body)

    return answer


def file(body: bytes, **headers: str) -> Answer:
    return status(200, body, **{"Content_Type": "image/png", **headers})


def in_parts(body: bytes) -> Answer:
    """Answer with the part that is asked for, both ends included, as HTTP has it."""

    def answer(asked: Asked) -> None:
        first, last = map(int, (asked.headers["Range"] or "").removeprefix("bytes=").split("-"))
        part = f"bytes {first}-{last}/{len(body)}"
        status(206, body[first : last + 1], Content_Range=part)(asked)

    return answer


def redirect(location: str, code: int = 302) -> Answer:
    return status(code, Location=location)


def page(html: bytes = b"<!DOCTYPE html><title>Sign in | Slack</title>", **headers: str) -> Answer:
    return status(200, html, Content_Type="text/html; charset=utf-8", **headers)


def hang_up(asked: Asked) -> None:
    """Close the connection without a word."""


def say_nothing(asked: Asked) -> None:
    """Keep the connection open without a word."""
    asked.server.files.closing.wait()


def chunked(size: int) -> Answer:
    """Announce no length and send `size` bytes."""

    def answer(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Transfer-Encoding", "chunked")
        asked.end_headers()
        for _ in range(size // 1000):
            asked.wfile.write(b"3e8\r\n" + bytes(1000) + b"\r\n")
        asked.wfile.write(b"0\r\n\r\n")

    return answer


def drip(start: bytes) -> Answer:
    """Send `start`, then a letter now and then for as long as anybody listens."""

    def answer(asked: Asked) -> None:
        asked.wfile.write(start)
        while not asked.server.files.closing.wait(0.01):
            asked.wfile.write(b"x")

    return answer
