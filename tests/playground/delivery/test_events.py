import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.delivery.event_shapes import events_of
from playground.server import Playground
from playground.workspace.model import Timing

Connect = Callable[[App], SocketModeHandler]
Heard = queue.Queue[tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture
def heard(bolt: App, connect: Connect) -> Heard:
    """Everything the app hears: (payload, headers), in order, its own doings left out by Bolt."""
    found: Heard = queue.Queue()

    @bolt.middleware
    def listen(body: dict[str, Any], request: Any, next: Callable[[], None]) -> None:
        found.put((body, request.headers))
        next()

    for kind in ("message", "file_shared", "app_mention", "reaction_added"):
        bolt.event(kind)(lambda: None)
    connect(bolt)
    return found


def events(heard: Heard, count: int) -> list[dict[str, Any]]:
    return [heard.get(timeout=10)[0]["event"] for _ in range(count)]


def test_a_shared_file_raises_message_and_file_shared(
    playground: Playground, heard: Heard, picture: bytes
) -> None:
    ts = playground.share([("a.png", picture, "a dot"), ("b.png", picture)], text="two")
    bodies = [heard.get(timeout=10)[0] for _ in range(3)]
    message, *shared = sorted((b["event"] for b in bodies), key=lambda e: e["type"] != "message")
    assert (message["subtype"], message["text"], message["ts"]) == ("file_share", "two", ts)
    assert (message["user"], message["channel_type"]) == (playground.user_id, "channel")
    assert [f["alt_txt"] for f in message["files"] if "alt_txt" in f] == ["a dot"]
    assert all(f["mimetype"] == "image/png" for f in message["files"])
    assert {e["file_id"] for e in shared} == {f["id"] for f in message["files"]}
    assert all("text" not in e and "ts" not in e for e in shared)
    assert {b["team_id"] for b in bodies} == {playground.team_id}
    assert len({b["event_id"] for b in bodies}) == 3


@pytest.mark.parametrize("place", ["channel_id", "private_channel_id", "dm_id", "group_dm_id"])
def test_every_kind_of_conversation_is_heard(
    playground: Playground, heard: Heard, place: str
) -> None:
    playground.say("hello", channel=getattr(playground, place))
    (event,) = events(heard, 1)
    kinds = {"channel_id": "channel", "private_channel_id": "group", "dm_id": "im"}
    assert event["channel_type"] == kinds.get(place, "mpim")


def test_nothing_is_heard_where_glimpse_is_not(playground: Playground, heard: Heard) -> None:
    playground.say("secret", channel=playground.other_channel_id)
    playground.say("public")
    assert events(heard, 1)[0]["text"] == "public"
    assert heard.empty()


def test_nothing_is_heard_that_the_manifest_does_not_ask_for(
    tmp_path: Path, manifest: Path
) -> None:
    path = tmp_path / "deaf.yml"
    path.write_text(manifest.read_text("utf-8").replace("message.im,", ""), encoding="utf-8")
    with Playground(port=0, manifest=path) as playground:
        playground.say("not heard", channel=playground.dm_id)
        assert playground.workspace.sockets == 0
        assert playground.acks == []


def test_edits_and_deletions_are_told(playground: Playground, heard: Heard, picture: bytes) -> None:
    channel = playground.channel_id
    ts = playground.share([("a.png", picture)], text="before")
    events(heard, 2)
    playground.edit(channel, ts, "after")
    (changed,) = events(heard, 1)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert changed["message"]["text"] == "after"
    assert changed["message"]["files"] == changed["previous_message"]["files"]
    assert changed["previous_message"]["text"] == "before"
    playground.delete(channel, ts)
    (deleted,) = events(heard, 1)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert playground.messages() == []


def test_a_mention_is_told_twice_and_its_files_are_ids(
    playground: Playground, heard: Heard, picture: bytes
) -> None:
    playground.share([("a.png", picture)], text=f"<@{playground.bot_user_id}> what is this?")
    found = {e["type"]: e for e in events(heard, 3)}
    assert set(found) == {"message", "file_shared", "app_mention"}
    assert found["app_mention"]["ts"] == found["message"]["ts"]
    assert set(found["app_mention"]["files"][0]) == {"id"}


def test_the_apps_own_doings_come_back_as_events(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    seen: list[dict[str, Any]] = []
    workspace = playground.workspace
    workspace.listeners.append(lambda fact: seen.extend(events_of(fact, workspace)))
    client.chat_postMessage(channel=playground.channel_id, text="mine")
    client.files_upload_v2(channel=playground.channel_id, content=picture, filename="a.png")
    assert [(e["type"], e.get("user", e.get("user_id"))) for e in seen] == [
        ("message", playground.bot_user_id),
        ("message", playground.bot_user_id),
        ("file_shared", playground.bot_user_id),
    ]
    assert seen[1]["bot_id"] == playground.bot_id


def test_the_same_event_can_be_sent_again(playground: Playground, heard: Heard) -> None:
    ts = playground.say("once")
    first = heard.get(timeout=10)[0]
    event_id = playground.send_event(first["event"], event_id=first["event_id"])
    again = heard.get(timeout=10)[0]
    assert again["event_id"] == first["event_id"] == event_id
    assert again["event"]["ts"] == ts


def test_redelivery_repeats_what_was_acknowledged(playground: Playground, heard: Heard) -> None:
    playground.faults.redeliver(2)
    playground.say("three times")
    received = [heard.get(timeout=10) for _ in range(3)]
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


@pytest.mark.parametrize("cut", [False, True])
def test_a_dropped_socket_is_opened_again(playground: Playground, heard: Heard, cut: bool) -> None:
    opened = sum(c.method == "apps.connections.open" for c in playground.calls)
    playground.faults.drop_socket(cut=cut)
    playground.wait_until(
        lambda: sum(c.method == "apps.connections.open" for c in playground.calls) > opened
    )
    playground.say("after the drop")
    assert events(heard, 1)[0]["text"] == "after the drop"


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
    assert events(heard, 1)[0]["text"] == "after the refresh"


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
    assert sorted(heard.get(timeout=10) for _ in range(4)) == [1, 1, 2, 2]


def test_slack_connect_pushes_references_only(
    playground: Playground, heard: Heard, client: WebClient, picture: bytes
) -> None:
    playground.faults.file_access = "check_file_info"
    playground.share([("a.png", picture)])
    message = next(e for e in events(heard, 2) if e["type"] == "message")
    (file,) = message["files"]
    assert (file["file_access"], file["mode"]) == ("check_file_info", "file_access")
    assert "url_private" not in file
    assert client.files_info(file=file["id"])["file"]["name"] == "a.png"


@pytest.mark.parametrize("mode", ["tombstone", "hidden_by_limit", "external"])
def test_files_without_bytes(
    playground: Playground, heard: Heard, picture: bytes, mode: str
) -> None:
    playground.faults.file_mode = mode
    playground.share([("a.png", picture)])
    message = next(e for e in events(heard, 2) if e["type"] == "message")
    (file,) = message["files"]
    assert file["mode"] == mode
    assert "url_private_download" not in file


def test_fresh_files_have_no_type_until_they_are_processed(
    playground: Playground, heard: Heard, client: WebClient, picture: bytes
) -> None:
    playground.faults.empty_mimetype = True
    playground.share([("a.png", picture)])
    message = next(e for e in events(heard, 2) if e["type"] == "message")
    (file,) = message["files"]
    assert (file["mimetype"], file["filetype"], file["size"]) == ("", "", len(picture))
    playground.wait_until(lambda: client.files_info(file=file["id"])["file"]["mimetype"])


def test_waiting_in_vain_shows_the_state(playground: Playground) -> None:
    playground.say("something to see")
    with pytest.raises(TimeoutError, match="something to see"):
        playground.wait_until(lambda: False, timeout=0.01)


def test_the_clock_is_the_callers(manifest: Path) -> None:
    with Playground(port=0, manifest=manifest, clock=lambda: 42.0, timing=Timing()) as playground:
        assert [playground.say("a"), playground.say("b")] == ["42.000000", "42.000001"]
