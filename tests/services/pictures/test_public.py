"""Addresses from strangers. The web is a TLS server on loopback, with an authority of its own."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from services.errors import DownloadError, FileTooLarge, HostRefused, NotAnImage
from services.pictures.public import MAX_REDIRECTS, PublicImages

Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """One server that answers by path, and remembers every request."""

    def __init__(self, url: str, authority: Path) -> None:
        self.url, self.authority = url, str(authority)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def images(self, max_bytes: int = 1_000_000) -> PublicImages:
        return PublicImages(
            max_bytes=max_bytes, ports=None, allow_loopback=True, verify=self.authority
        )


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    authority = tmp_path / "authority.pem"
    issuer = trustme.CA()
    issuer.cert_pem.write_to_path(authority)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert("localhost").configure_cert(context)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            with contextlib.suppress(OSError):
                found.answers[self.path](self)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        found = Web(f"https://localhost:{server.server_port}", authority)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def gives(body: bytes, kind: str = "image/png", status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def test_an_image_is_fetched_without_any_token(web: Web) -> None:
    web.answers["/a.png"] = gives(b"bytes of an image")
    assert web.images().fetch(f"{web.url}/a.png") == b"bytes of an image"
    ((_, headers),) = web.asked
    assert not {"authorization", "cookie"} & {name.lower() for name in headers}


def test_redirects_are_followed_and_judged_anew(web: Web) -> None:
    web.answers["/a"] = gives(b"", status=302, Location="/b")
    web.answers["/b"] = gives(b"image")
    assert web.images().fetch(f"{web.url}/a") == b"image"
    web.answers["/b"] = gives(b"", status=301, Location="http://localhost/c.png")
    with pytest.raises(HostRefused):
        web.images().fetch(f"{web.url}/a")


@pytest.mark.parametrize("location", ["https://[", "https://a:b/", "//[::1", "https://\x7f"])
def test_a_redirect_to_no_address_is_refused(web: Web, location: str) -> None:
    web.answers["/a"] = gives(b"", status=302, Location=location)
    with pytest.raises((HostRefused, DownloadError)):
        web.images().fetch(f"{web.url}/a")


def test_endless_redirects_end(web: Web) -> None:
    web.answers["/a"] = gives(b"", status=302, Location="/a")
    with pytest.raises(DownloadError, match="often"):
        web.images().fetch(f"{web.url}/a")
    assert len(web.asked) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "address",
    [
        "http://pictures.example/a.png",
        "ftp://pictures.example/a.png",
        "file:///etc/passwd",
        "https://",
        "https://[::127.0.0.1]/",
        "https://[::ffff:0:127.0.0.1]/",
        "https://[::1]/",
        "https://pictures.example:8443/a.png",
        "https://pictures.example:99999/a.png",
        "https://user:secret@pictures.example/a.png",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0/",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://224.0.0.1/",
    ],
)
def test_private_and_odd_addresses_are_refused_before_anything_is_dialled(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialled: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, to: dialled.append(to))
    with pytest.raises(HostRefused):
        PublicImages().fetch(address)
    assert dialled == []


@pytest.mark.parametrize(
    "answer", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "::7f00:1"]
)
def test_a_name_that_leads_inside_is_refused(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = socket.AF_INET6 if ":" in answer else socket.AF_INET
    found = (family, socket.SOCK_STREAM, 6, "", (answer, 443))
    dialled: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [found])
    monkeypatch.setattr(socket.socket, "connect", lambda _self, to: dialled.append(to))
    with pytest.raises(HostRefused, match="private"):
        PublicImages().fetch("https://pictures.example/a.png")
    assert dialled == []


def test_a_second_answer_of_the_name_server_changes_nothing(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/a.png"] = gives(b"image")
    asked: list[str] = []
    real = socket.getaddrinfo

    def flipping(host: str, *rest: object, **more: object) -> object:
        asked.append(host)
        return real("127.0.0.1", *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", flipping)
    assert web.images().fetch(f"{web.url}/a.png") == b"image"
    assert asked.count("localhost") == 1


def test_a_body_that_is_too_large_is_not_read_to_its_end(web: Web) -> None:
    web.answers["/told"] = gives(b"", Content_Length="9999")
    web.answers["/untold"] = gives(b"x" * 5000)
    for path in ("/told", "/untold"):
        with pytest.raises(FileTooLarge):
            web.images(max_bytes=1000).fetch(f"{web.url}{path}")


def test_a_page_is_no_image(web: Web) -> None:
    web.answers["/"] = gives(b"<html>", kind="text/html; charset=utf-8")
    with pytest.raises(NotAnImage):
        web.images().fetch(f"{web.url}/")


@pytest.mark.parametrize("status", [404, 500, 204])
def test_another_status_is_told(web: Web, status: int) -> None:
    web.answers["/"] = gives(b"", status=status)
    with pytest.raises(DownloadError, match=str(status)):
        web.images().fetch(f"{web.url}/")


def test_a_body_that_drips_is_cut(web: Web) -> None:
    ticks = iter(range(0, 10_000, 20))

    def drips(request: BaseHTTPRequestHandler) -> None:
        gives(b"x" * 10)(request)
        for _ in range(50):
            request.wfile.write(b"x" * 10)
            request.wfile.flush()

    web.answers["/"] = drips
    images = PublicImages(
        ports=None, allow_loopback=True, verify=web.authority, clock=lambda: next(ticks)
    )
    with pytest.raises(DownloadError, match="slowly"):
        images.fetch(f"{web.url}/", seconds=30)


def test_an_unknown_authority_is_not_trusted(web: Web) -> None:
    web.answers["/"] = gives(b"image")
    with pytest.raises(DownloadError):
        PublicImages(ports=None, allow_loopback=True).fetch(f"{web.url}/")
    assert web.asked == []
