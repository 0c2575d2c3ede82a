"""Deliveries over signed HTTP."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from doubles.asked import ack_timeouts
from doubles.endpoint import Endpoint, serving
from playground.delivery.events import COMMAND, INTERACTIVE, Delivery
from playground.delivery.http_events import encoded
from playground.server import Playground
from playground.workspace.model import Timing


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as server:
        yield server


@pytest.fixture
def playground(endpoint: Endpoint, manifest: Path) -> Iterator[Playground]:
    timing = Timing(ack_timeout=30.0, retry_delays=(0.0, 0.01, 0.02))
    with Playground(
        port=0, manifest=manifest, transport="http", request_url=endpoint.url, timing=timing
    ) as running:
        yield running


def test_events_come_signed(playground: Playground, endpoint: Endpoint) -> None:
    playground.say("hello")
    playground.wait_until(lambda: playground.acks)
    ((headers, body),) = endpoint.received
    assert SignatureVerifier(playground.signing_secret).is_valid_request(body, headers)
    assert json.loads(body)["event"]["text"] == "hello"
    assert "x-slack-retry-num" not in headers


def test_a_bolt_app_answers_over_http(playground: Playground, endpoint: Endpoint) -> None:
    client = WebClient(token=playground.bot_token, base_url=playground.api_url)
    app = App(client=client, signing_secret=playground.signing_secret, process_before_response=True)

    @app.event("message")
    def answer(event: dict[str, Any], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], text="heard you", thread_ts=event["ts"])

    endpoint.app = app
    ts = playground.say("hello")
    playground.wait_until(lambda: len(playground.messages(thread_ts=ts)) == 2)
    playground.wait_until(lambda: playground.acks and all(a.ok for a in playground.acks))


def test_failures_are_tried_again_with_retry_headers(
    playground: Playground, endpoint: Endpoint
) -> None:
    endpoint.answers = [(500, {}), (0, {}), (302, {})]
    ack_timeouts(playground, 10, 0.05, 10)
    playground.say("hello")
    acks = playground.wait_until(lambda: len(playground.acks) == 4 and playground.acks)
    assert [(a.attempt, a.ok) for a in acks] == [(0, False), (1, False), (2, False), (3, True)]
    headers = [h for h, _ in endpoint.received]
    assert [h.get("x-slack-retry-num") for h in headers] == [None, "1", "2", "3"]
    assert [h.get("x-slack-retry-reason") for h in headers] == [
        None,
        "http_error",
        "http_timeout",
        "http_error",
    ]
    assert len({json.loads(body)["event_id"] for _, body in endpoint.received}) == 1


def test_the_app_may_ask_not_to_be_asked_again(playground: Playground, endpoint: Endpoint) -> None:
    endpoint.answers = [(500, {"X-Slack-No-Retry": "1"})]
    playground.say("first")
    playground.say("second")
    playground.wait_until(lambda: len(playground.acks) == 2)
    texts = sorted(json.loads(body)["event"]["text"] for _, body in endpoint.received)
    assert texts == ["first", "second"]


def test_who_asks_not_to_be_asked_again_hears_no_retry(
    playground: Playground, endpoint: Endpoint
) -> None:
    endpoint.answers = [(500, {"X-Slack-No-Retry": "1"})]
    playground.faults.redeliver(1)  # comes after the last retry, and gives another reason
    playground.say("first")
    playground.wait_until(lambda: len(playground.acks) == 2)
    reasons = [headers.get("x-slack-retry-reason") for headers, _ in endpoint.received]
    assert reasons == [None, "http_timeout"]


def test_nobody_at_the_address_is_a_failed_connection(manifest: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    timing = Timing(retry_delays=(0.0,))
    with Playground(
        port=0, manifest=manifest, transport="http", request_url=url, timing=timing
    ) as playground:
        playground.say("hello")
        acks = playground.wait_until(lambda: len(playground.acks) == 2 and playground.acks)
    assert {a.reason for a in acks} == {"connection_failed"}


def test_the_address_proves_itself(playground: Playground, endpoint: Endpoint) -> None:
    assert playground.verify_url() is False
    endpoint.app = App(
        signing_secret=playground.signing_secret,
        client=WebClient(token=playground.bot_token, base_url=playground.api_url),
    )
    assert playground.verify_url() is True


def test_commands_and_interactions_are_forms_over_http() -> None:
    kind, body = encoded(Delivery(COMMAND, {"text": "a&b=c ö"}, "", ""))
    assert (kind, parse_qs(body.decode())["text"]) == (
        "application/x-www-form-urlencoded",
        ["a&b=c ö"],
    )
    _, body = encoded(Delivery(INTERACTIVE, {"type": "shortcut"}, "", ""))
    assert parse_qs(body.decode()) == {"payload": ['{"type": "shortcut"}']}
