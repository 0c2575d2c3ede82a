"""The events that what happens raises."""

from typing import Any, get_args

import pytest
from slack_sdk import WebClient

from doubles.asked import Heard, events_in
from doubles.blocks import workspace
from playground.delivery.event_shapes import events_of
from playground.server import Playground
from playground.workspace import facts
from playground.workspace.model import Message


def test_a_shared_file_raises_message_and_file_shared(
    playground: Playground, heard: Heard, picture: bytes
) -> None:
    ts = playground.share([("a.png", picture, "a dot"), ("b.png", picture)], text="two")
    bodies = [heard.get(timeout=60)[0] for _ in range(3)]
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


def test_there_are_events_for_every_fact() -> None:
    kinds = get_args(facts.Fact)
    assert len(kinds) == 9
    for kind in kinds:
        assert events_of.dispatch(kind) is not events_of.dispatch(object)
    with pytest.raises(TypeError, match="no events are known"):
        events_of("rain", workspace())  # type: ignore[arg-type]


def test_a_reaction_names_the_message_and_who_wrote_it() -> None:
    room = workspace()
    message = Message("C0GENERAL", "1.000001", "U0ADA", "x")
    events = [
        events_of(facts.Reacted(message, "U0GRACE", "eyes", added=added), room)[0]
        for added in (True, False)
    ]
    assert [event["type"] for event in events] == ["reaction_added", "reaction_removed"]
    assert events[0] | {"type": ""} == events[1] | {"type": ""}
    assert (events[0]["user"], events[0]["item_user"]) == ("U0GRACE", "U0ADA")
    assert events[0]["item"] == {"type": "message", "channel": "C0GENERAL", "ts": "1.000001"}


@pytest.mark.parametrize(
    ("channel_id", "user", "kind"),
    [
        ("C0GENERAL", "U0GLIMPSE", "channel_left"),
        ("C0SECRET", "U0GLIMPSE", "group_left"),
        ("C0GENERAL", "U0GRACE", "member_left_channel"),
    ],
)
def test_leaving_is_told_by_who_leaves_what(channel_id: str, user: str, kind: str) -> None:
    room = workspace()
    (event,) = events_of(facts.Left(room.channels[channel_id], user, "U0ADA"), room)
    assert (event["type"], event["channel"]) == (kind, channel_id)


@pytest.mark.parametrize("subtype", ["channel_join", "tombstone"])
def test_a_notice_that_names_the_app_does_not_call_it(subtype: str) -> None:
    room = workspace()
    message = Message("C0GENERAL", "1.000001", "U0ADA", "<@U0GLIMPSE> is here", subtype=subtype)
    events = events_of(facts.MessagePosted(message), room)
    assert [event["type"] for event in events] == ["message"]
