"""A web application in a thread: there while the block lasts, and gone after it."""

import socket
import threading

import pytest
import requests
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from services.errors import SettingsError
from services.web import serving

LOOPBACK = "127.0.0.1"
HELLO = Starlette(routes=[Route("/", lambda _: PlainTextResponse("hello"))])


def test_it_answers_for_as_long_as_the_block_lasts() -> None:
    with serving(HELLO, LOOPBACK, 0) as port:
        assert requests.get(f"http://{LOOPBACK}:{port}/", timeout=60).text == "hello"
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://{LOOPBACK}:{port}/", timeout=60)
    assert [thread for thread in threading.enumerate() if thread.name == "http"] == []


def test_two_at_once_have_their_own_ports() -> None:
    with serving(HELLO, LOOPBACK, 0) as one, serving(HELLO, LOOPBACK, 0) as other:
        assert one != other
        for port in (one, other):
            assert requests.get(f"http://{LOOPBACK}:{port}/", timeout=60).ok


def test_a_port_that_is_taken_is_a_setting_to_correct() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(SettingsError, match=f"Port {port} cannot be opened"),
            serving(HELLO, LOOPBACK, port),
        ):
            pytest.fail("nobody can listen here")


def test_a_block_that_fails_leaves_nothing_open() -> None:
    ports: list[int] = []

    def fail() -> None:
        with serving(HELLO, LOOPBACK, 0) as port:
            ports.append(port)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((LOOPBACK, ports[0]))


def test_a_websocket_is_not_served() -> None:
    ask = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    with serving(HELLO, LOOPBACK, 0) as port:
        answer = requests.get(f"http://{LOOPBACK}:{port}/", headers=ask, timeout=60)
    assert answer.status_code != 101
