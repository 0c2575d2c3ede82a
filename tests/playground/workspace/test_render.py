"""Slack's JSON for messages, conversations and people."""

import pytest
from slack_sdk import WebClient

from doubles.blocks import workspace
from playground.server import Playground
from playground.workspace.render import channel_json


def test_a_thread_is_summed_up_in_its_parent(playground: Playground, client: WebClient) -> None:
    channel = playground.channel_id
    parent = playground.say("parent")
    playground.say("one", thread_ts=parent, user=playground.other_user_id)
    client.chat_postEphemeral(
        channel=channel, user=playground.user_id, text="psst", thread_ts=parent
    )
    last = client.chat_postMessage(channel=channel, text="two", thread_ts=parent)["ts"]
    head, *replies = playground.messages(thread_ts=parent)
    assert head["thread_ts"] == parent
    assert (head["reply_count"], head["latest_reply"]) == (2, last)
    assert head["reply_users"] == [playground.other_user_id, playground.bot_user_id]
    assert {reply["parent_user_id"] for reply in replies} == {playground.user_id}
    assert "reply_count" not in replies[0]


def test_a_message_without_replies_is_no_thread(playground: Playground) -> None:
    playground.say("alone")
    (message,) = playground.messages()
    assert not {"thread_ts", "reply_count", "edited", "reactions", "files"} & set(message)


def test_what_the_app_says_carries_who_it_is(playground: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=playground.channel_id, text="x")
    playground.say("y")
    ours, theirs = playground.messages()
    assert ours["bot_profile"]["id"] == ours["bot_id"] == playground.bot_id
    assert ours["app_id"] == playground.app_id
    assert not {"bot_id", "bot_profile", "app_id"} & set(theirs)


def test_an_edited_message_says_by_whom_and_reactions_who_gave_them(
    playground: Playground, client: WebClient
) -> None:
    ts = playground.say("befor")
    playground.edit(playground.channel_id, ts, "before")
    client.reactions_add(channel=playground.channel_id, timestamp=ts, name="eyes")
    (message,) = playground.messages()
    assert message["edited"]["user"] == playground.user_id
    assert message["edited"]["ts"] > ts
    assert message["reactions"] == [{"name": "eyes", "users": [playground.bot_user_id], "count": 1}]


@pytest.mark.parametrize(
    ("channel_id", "kind", "is_private"),
    [
        ("C0GENERAL", "is_channel", False),
        ("C0SECRET", "is_group", True),
        ("D0ADA", "is_im", True),
        ("G0GROUPDM", "is_mpim", True),
    ],
)
def test_a_conversation_is_of_one_kind(channel_id: str, kind: str, is_private: bool) -> None:
    room = workspace()
    shown = channel_json(room, room.channels[channel_id])
    kinds = ("is_channel", "is_group", "is_im", "is_mpim")
    assert [name for name in kinds if shown[name]] == [kind]
    assert (shown["is_private"], shown["is_member"]) == (is_private, True)
    assert shown.get("user") == ("U0ADA" if kind == "is_im" else None)
    assert ("name" in shown) is (kind != "is_im")
