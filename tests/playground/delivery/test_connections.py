"""Connections that break off, seen from the other end of the line."""

import socket
from urllib.parse import urlsplit

from playground.server import Playground


def everything(playground: Playground, path: str) -> bytes:
    """Ask over a line of our own, and return what comes until it is cut."""
    place = urlsplit(playground.url)
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Authorization: Bearer {playground.bot_token}\r\n\r\n"
    )
    received = b""
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=60) as line:
        line.sendall(request.encode())
        try:
            while piece := line.recv(65536):
                received += piece
        except ConnectionResetError:
            pass  # cut, not closed
    return received


def test_of_a_lost_response_not_a_byte_arrives(playground: Playground) -> None:
    playground.faults.lose_response("auth.test")
    assert everything(playground, "/api/auth.test") == b""
    assert [call.method for call in playground.calls] == ["auth.test"]


def test_of_a_broken_download_only_the_first_bytes_arrive(playground: Playground) -> None:
    playground.share([("big.png", bytes(range(256)) * 400)])
    place = urlsplit(playground.messages()[0]["files"][0]["url_private"])
    playground.faults.drop_download(after_bytes=1000)
    head, _, body = everything(playground, place.path).partition(b"\r\n\r\n")
    assert b"content-length: 102400" in head.lower()
    assert body == (bytes(range(256)) * 4)[:1000]


def test_other_lines_stay_when_one_is_cut(playground: Playground) -> None:
    place = urlsplit(playground.url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=60) as other:
        playground.faults.lose_response("auth.test")
        everything(playground, "/api/auth.test")
        other.sendall(f"GET /page/state HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        assert other.recv(12) == b"HTTP/1.1 200"
