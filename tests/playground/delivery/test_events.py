"""Who hears which event, and how often."""

import queue
import threading
from pathlib import Path

from slack_bolt import App
from slack_sdk import WebClient

from doubles.asked import Connect, Heard, ack_timeouts, connected, events_in
from handlers import socket_mode
from playground.server import Playground


def test_nothing_is_heard_where_glimpse_is_not(playground: Playground, heard: Heard) -> None:
    playground.say("secret", channel=playground.other_channel_id)
    playground.say("public")
    assert events_in(heard, 1)[0]["text"] == "public"
    assert heard.empty()


def test_nothing_is_heard_that_the_manifest_does_not_ask_for(
    tmp_path: Path, manifest: Path
) -> None:
    path = tmp_path / "deaf.yml"
    path.write_text(manifest.read_text("utf-8").replace("message.im,", ""), encoding="utf-8")
    heard: queue.Queue[str] = queue.Queue()
    with Playground(port=0, manifest=path) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url)
        app = App(client=client, signing_secret="x", process_before_response=True)
        app.event("message")(lambda event: heard.put(event["text"]))
        handler = connected(playground, app)
        playground.say("not heard", channel=playground.dm_id)
        playground.say("heard")
        assert heard.get(timeout=60) == "heard"
        playground.wait_until(lambda: [ack.ok for ack in playground.acks] == [True])
        socket_mode.close(handler)


def test_the_same_event_can_be_sent_again(playground: Playground, heard: Heard) -> None:
    ts = playground.say("once")
    first = heard.get(timeout=60)[0]
    event_id = playground.send_event(first["event"], event_id=first["event_id"])
    again = heard.get(timeout=60)[0]
    assert again["event_id"] == first["event_id"] == event_id
    assert again["event"]["ts"] == ts


def test_redelivery_repeats_what_was_acknowledged(playground: Playground, heard: Heard) -> None:
    playground.faults.redeliver(2)
    playground.say("three times")
    received = [heard.get(timeout=60) for _ in range(3)]
    assert len({body["event_id"] for body, _ in received}) == 1
    numbers = [headers.get("x-slack-retry-num", ["0"])[0] for _, headers in received]
    assert numbers == ["0", "1", "2"]
    assert received[1][1]["x-slack-retry-reason"] == ["http_timeout"]


def test_what_is_not_acknowledged_comes_three_times_more(
    playground: Playground, bolt: App, connect: Connect
) -> None:
    @bolt.middleware
    def fail() -> None:
        raise RuntimeError("no ack for this one")

    connect(bolt)
    ack_timeouts(playground, 0.05)
    playground.say("lost")
    acks = playground.wait_until(lambda: len(playground.acks) == 4 and playground.acks)
    assert [a.attempt for a in acks] == [0, 1, 2, 3]
    assert {(a.ok, a.reason) for a in acks} == {(False, "http_timeout")}
    assert len({a.event_id for a in acks}) == 1
    assert len({a.envelope_id for a in acks}) == 4


def test_an_event_waits_for_a_socket(playground: Playground, bolt: App, connect: Connect) -> None:
    heard = threading.Event()
    bolt.event("message")(lambda: heard.set())
    playground.say("early")
    connect(bolt)
    assert heard.wait(10)
    playground.wait_until(lambda: playground.acks)
    assert [(ack.attempt, ack.ok) for ack in playground.acks] == [(0, True)]
