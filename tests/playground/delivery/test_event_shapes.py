"""The events that what happens raises."""

from typing import Any

import pytest
from slack_sdk import WebClient

from doubles.asked import Heard, events_in
from playground.delivery.event_shapes import events_of
from playground.server import Playground


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
    (event,) = events_in(heard, 1)
    kinds = {"channel_id": "channel", "private_channel_id": "group", "dm_id": "im"}
    assert event["channel_type"] == kinds.get(place, "mpim")


def test_edits_and_deletions_are_told(playground: Playground, heard: Heard, picture: bytes) -> None:
    channel = playground.channel_id
    ts = playground.share([("a.png", picture)], text="before")
    events_in(heard, 2)
    playground.edit(channel, ts, "after")
    (changed,) = events_in(heard, 1)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert changed["message"]["text"] == "after"
    assert changed["message"]["files"] == changed["previous_message"]["files"]
    assert changed["previous_message"]["text"] == "before"
    playground.delete(channel, ts)
    (deleted,) = events_in(heard, 1)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert playground.messages() == []


def test_a_mention_is_told_twice_and_its_files_are_ids(
    playground: Playground, heard: Heard, picture: bytes
) -> None:
    playground.share([("a.png", picture)], text=f"<@{playground.bot_user_id}> what is this?")
    found = {e["type"]: e for e in events_in(heard, 3)}
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


def test_slack_connect_pushes_references_only(
    playground: Playground, heard: Heard, client: WebClient, picture: bytes
) -> None:
    playground.faults.file_access = "check_file_info"
    playground.share([("a.png", picture)])
    message = next(e for e in events_in(heard, 2) if e["type"] == "message")
    (file,) = message["files"]
    assert (file["file_access"], file["mode"]) == ("check_file_info", "file_access")
    assert "url_private" not in file
    assert client.files_info(file=file["id"])["file"]["name"] == "a.png"
