"""Socket Mode as a Bolt app uses it."""

import queue
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from doubles.asked import Connect, Heard, events_in
from playground.server import Playground


def test_a_bolt_app_answers_a_shared_image_in_its_thread(
    playground: Playground, bolt: App, connect: Connect, picture: bytes
) -> None:
    @bolt.event("message")
    def answer(event: dict[str, Any], client: WebClient) -> None:
        if event.get("subtype") != "file_share":
            return
        place = {"channel": event["channel"], "thread_ts": event["ts"]}
        client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")
        client.chat_postMessage(**place, text=f"seen {event['files'][0]['name']}")
        client.files_upload_v2(**place, content=picture, filename="marked.png", alt_txt="marked")

    @bolt.event("file_shared")
    def ignore() -> None:
        pass

    connect(bolt)
    ts = playground.share([("astronaut.png", picture, "A person")], text="look")
    thread = playground.wait_until(
        lambda: len(found := playground.messages(thread_ts=ts)) == 3 and found
    )
    parent, text, upload = thread
    assert parent["reactions"] == [{"name": "eyes", "users": [playground.bot_user_id], "count": 1}]
    assert (text["text"], text["bot_id"], text["thread_ts"]) == (
        "seen astronaut.png",
        playground.bot_id,
        ts,
    )
    (file,) = playground.files_in(upload)
    assert (file["bytes"], file["name"], file["alt_txt"]) == (picture, "marked.png", "marked")
    assert playground.reactions(ts) == {"eyes"}
    assert all(ack.ok for ack in playground.acks)


@pytest.mark.parametrize("cut", [False, True])
def test_a_dropped_socket_is_opened_again(
    playground: Playground, bolt: App, connect: Connect, cut: bool
) -> None:
    heard: queue.Queue[str] = queue.Queue()
    bolt.event("message")(lambda event: heard.put(event["text"]))
    connect(bolt, ping_interval=0.2)  # seconds; only a ping finds that a line was cut
    opened = sum(c.method == "apps.connections.open" for c in playground.calls)
    playground.faults.drop_socket(cut=cut)
    playground.wait_until(
        lambda: sum(c.method == "apps.connections.open" for c in playground.calls) > opened
    )
    playground.say("after the drop")
    assert heard.get(timeout=20) == "after the drop"


@pytest.mark.slow  # the client closes its old socket after 3 seconds
def test_a_disconnect_message_makes_the_app_connect_anew(
    playground: Playground, heard: Heard
) -> None:
    opened = sum(c.method == "apps.connections.open" for c in playground.calls)
    playground.faults.disconnect("refresh_requested")
    playground.wait_until(
        lambda: sum(c.method == "apps.connections.open" for c in playground.calls) > opened
    )
    playground.say("after the refresh")
    assert events_in(heard, 1)[0]["text"] == "after the refresh"


def test_with_two_sockets_each_event_goes_to_one(
    playground: Playground, client: WebClient, connect: Connect
) -> None:
    heard: queue.Queue[int] = queue.Queue()

    def open_app(number: int) -> None:
        app = App(client=client, signing_secret="x", process_before_response=True)
        app.event("message")(lambda: heard.put(number))
        connect(app)

    open_app(1)
    open_app(2)
    for _ in range(4):
        playground.say("hello")
    assert sorted(heard.get(timeout=60) for _ in range(4)) == [1, 1, 2, 2]
