"""conversations.*: history, threads, members."""

from slack_sdk import WebClient

from doubles.asked import Asked
from doubles.forms import error_of
from playground.server import Playground


def test_history_and_replies_come_in_pages(playground: Playground, client: WebClient) -> None:
    channel = playground.channel_id
    parent = playground.say("first")
    for number in range(3):
        playground.say(f"reply {number}", thread_ts=parent)
    playground.say("second")
    history = client.conversations_history(channel=channel)
    assert [m["text"] for m in history["messages"]] == ["second", "first"]
    assert history["messages"][1]["reply_count"] == 3
    pages = client.conversations_replies(channel=channel, ts=parent, limit=3)
    texts = [[m["text"] for m in page["messages"]] for page in pages]
    assert texts == [["first", "reply 0", "reply 1"], ["reply 2"]]
    error = error_of(client.conversations_replies, channel=channel, ts="1.1")
    assert error == "thread_not_found"


def test_conversations_are_described_and_opened(playground: Playground, client: WebClient) -> None:
    info = client.conversations_info
    assert info(channel=playground.channel_id)["channel"]["is_member"] is True
    assert info(channel=playground.other_channel_id)["channel"]["is_member"] is False
    opened = client.conversations_open(users=[playground.user_id])
    assert opened["channel"]["id"] == playground.dm_id
    client.chat_postMessage(channel=playground.user_id, text="to the person")
    assert playground.messages(playground.dm_id)[0]["text"] == "to the person"
    assert error_of(client.conversations_open, users=["U0NOBODY"]) == "user_not_found"


def test_members_are_listed_and_channels_joined(asked: Asked) -> None:
    p, client = asked.playground, asked.client
    asked.hear("member_joined_channel")
    listed = client.conversations_members(channel=p.channel_id, limit=2)
    assert len(listed["members"]) == 2
    assert [m for page in listed for m in page["members"]] == ["U0ADA", "U0GLIMPSE", "U0GRACE"]
    mine = client.users_conversations(types="public_channel,private_channel")["channels"]
    assert {c["id"] for c in mine} == {p.channel_id, p.private_channel_id}
    client.conversations_join(channel=p.other_channel_id)
    mine = client.users_conversations(user=p.user_id)["channels"]
    assert {c["id"] for c in mine} == {p.channel_id, p.other_channel_id}
