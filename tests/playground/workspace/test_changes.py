"""What becomes of messages and files."""

from slack_sdk import WebClient

from playground.server import Playground


def test_a_deleted_parent_leaves_a_tombstone(playground: Playground, client: WebClient) -> None:
    channel = playground.channel_id
    parent = client.chat_postMessage(channel=channel, text="parent")["ts"]
    playground.say("reply", thread_ts=parent)
    client.chat_delete(channel=channel, ts=parent)
    first, second = playground.messages(thread_ts=parent)
    assert (first["subtype"], second["text"]) == ("tombstone", "reply")
