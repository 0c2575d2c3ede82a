"""Finding what a call names, and Slack's errors when it is not there for the app."""

from slack_sdk import WebClient

from doubles.forms import error_of
from playground.server import Playground
from playground.workspace.model import ChannelKind


def test_what_is_private_does_not_exist_for_who_is_not_in_it(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.private_channel_id
    assert client.conversations_info(channel=channel)["ok"]
    playground.remove(channel)
    assert error_of(client.conversations_info, channel=channel) == "channel_not_found"
    assert error_of(client.conversations_history, channel=channel) == "channel_not_found"


def test_a_public_channel_is_seen_by_all_and_read_by_members(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.other_channel_id
    assert client.conversations_info(channel=channel)["ok"]
    assert error_of(client.conversations_history, channel=channel) == "not_in_channel"


def test_messages_are_addressed_by_id_name_or_person(
    playground: Playground, client: WebClient
) -> None:
    places = ("#general", playground.channel_id, playground.user_id, playground.other_user_id)
    found = [client.chat_postMessage(channel=place, text="x")["channel"] for place in places]
    assert found[:3] == [playground.channel_id, playground.channel_id, playground.dm_id]
    opened = playground.workspace.channels[found[3]]
    assert opened.kind is ChannelKind.IM
    assert opened.members == {playground.other_user_id, playground.bot_user_id}
    again = client.chat_postMessage(channel=playground.other_user_id, text="x")["channel"]
    assert again == found[3]
    assert error_of(client.chat_postMessage, channel="#nowhere", text="x") == "channel_not_found"


def test_what_is_not_there_for_everybody_is_no_message(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.channel_id
    hidden = client.chat_postEphemeral(channel=channel, user=playground.user_id, text="psst")
    parent = client.chat_postMessage(channel=channel, text="parent")["ts"]
    playground.say("reply", thread_ts=parent)
    client.chat_delete(channel=channel, ts=parent)
    for ts in (hidden["message_ts"], parent, "1.1"):
        assert error_of(client.chat_delete, channel=channel, ts=ts) == "message_not_found"
    error = error_of(
        client.chat_postMessage, channel=channel, text="x", thread_ts=hidden["message_ts"]
    )
    assert error == "thread_not_found"
