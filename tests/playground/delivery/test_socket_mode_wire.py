"""Socket Mode as it goes over the wire."""

import json
from contextlib import ExitStack

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as open_socket

from doubles.asked import ack_timeouts
from playground.server import Playground


def open_link(playground: Playground) -> ClientConnection:
    app = WebClient(token=playground.app_token, base_url=playground.api_url)
    url = app.apps_connections_open(app_token=playground.app_token)["url"]
    return open_socket(url, proxy=None)


def test_tickets_are_good_once(playground: Playground) -> None:
    app = WebClient(token=playground.app_token, base_url=playground.api_url)
    url = app.apps_connections_open(app_token=playground.app_token)["url"]
    with open_socket(url, proxy=None) as first:
        assert json.loads(first.recv(timeout=60))["type"] == "hello"
        with open_socket(url, proxy=None) as second, pytest.raises(ConnectionClosed, match="4404"):
            second.recv(timeout=60)


def test_a_dismissed_socket_gets_nothing_more(playground: Playground) -> None:
    with open_link(playground) as old:
        assert json.loads(old.recv(timeout=60))["num_connections"] == 1
        playground.faults.disconnect("warning")
        goodbye = json.loads(old.recv(timeout=60))
        assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "warning")
        with open_link(playground) as new:
            assert json.loads(new.recv(timeout=60))["type"] == "hello"
            playground.say("hello")
            envelope = json.loads(new.recv(timeout=60))
            assert envelope["payload"]["event"]["text"] == "hello"
            new.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
            playground.wait_until(lambda: [a.ok for a in playground.acks] == [True])
            with pytest.raises(TimeoutError):
                old.recv(timeout=0)


def test_an_envelope_has_what_slack_puts_in_it(playground: Playground) -> None:
    with open_link(playground) as link:
        link.recv(timeout=60)
        ack_timeouts(playground, 0.05, 10)
        playground.say("hello")
        first = json.loads(link.recv(timeout=60))
        assert (first["type"], first["accepts_response_payload"]) == ("events_api", False)
        assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
        link.send("no JSON")
        link.send('{"envelope_id": "unknown"}')
        again = json.loads(link.recv(timeout=60))
        assert again["payload"] == first["payload"]
        assert again["envelope_id"] != first["envelope_id"]
        assert (again["retry_attempt"], again["retry_reason"]) == (1, "http_timeout")
        link.send(json.dumps({"envelope_id": again["envelope_id"], "payload": {"text": "ok"}}))
        playground.wait_until(lambda: len(playground.acks) == 2)
        assert playground.acks[-1].response == {"text": "ok"}


def test_no_more_than_ten_sockets(playground: Playground) -> None:
    with ExitStack() as stack:
        links = [stack.enter_context(open_link(playground)) for _ in range(11)]
        first_words = [json.loads(link.recv(timeout=60)) for link in links]
        assert [w["type"] for w in first_words] == ["hello"] * 10 + ["disconnect"]
        assert first_words[-1]["reason"] == "too_many_websockets"
