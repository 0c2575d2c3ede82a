"""The playground as one object."""

import socket
from pathlib import Path

import pytest
import requests

from doubles.endpoint import serving
from playground.server import Playground


def test_http_needs_an_address_on_plain_http(manifest: Path) -> None:
    for url in (None, "https://127.0.0.1/", "ftp://127.0.0.1/"):
        with pytest.raises(ValueError, match="request_url"):
            Playground(port=0, manifest=manifest, transport="http", request_url=url)


def test_only_over_http_is_there_an_address_to_verify(playground: Playground) -> None:
    with pytest.raises(ValueError, match="http"):
        playground.verify_url()


def test_a_port_that_is_taken_is_an_error_at_once(manifest: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(OSError, match="in use"):
        Playground(port=other.getsockname()[1], manifest=manifest).start()


def test_it_can_be_stopped_twice_and_started_again(manifest: Path) -> None:
    with serving() as endpoint:
        playground = Playground(
            port=0, manifest=manifest, transport="http", request_url=endpoint.url
        )
        for words in ("first", "second"):
            playground.start()
            assert requests.get(playground.url, timeout=60).status_code == 200
            playground.say(words)
            playground.wait_until(lambda: playground.acks and playground.acks[-1].ok)
            playground.stop()
            playground.stop()
            with pytest.raises(requests.ConnectionError):
                requests.get(playground.url, timeout=60)
        texts = [ack.payload["event"]["text"] for ack in playground.acks]
        assert texts == ["first", "second"]


def test_what_is_said_while_it_is_down_is_told_to_nobody(manifest: Path) -> None:
    with serving() as endpoint:
        playground = Playground(
            port=0, manifest=manifest, transport="http", request_url=endpoint.url
        )
        playground.say("before")
        with playground:
            playground.say("during")
            playground.wait_until(lambda: playground.acks)
        playground.say("after")
    assert [ack.payload["event"]["text"] for ack in playground.acks] == ["during"]
    assert [m["text"] for m in playground.messages()] == ["before", "during", "after"]
