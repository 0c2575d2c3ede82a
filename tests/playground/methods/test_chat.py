"""chat.*: posting, changing and deleting messages."""

from pathlib import Path
from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from doubles.blocks import plain
from doubles.forms import error_of
from playground.server import Playground


def test_posting_needs_a_channel_membership_a_text_and_a_thread(
    playground: Playground, client: WebClient
) -> None:
    post = client.chat_postMessage
    assert error_of(post, channel="C0NOWHERE", text="x") == "channel_not_found"
    assert error_of(post, channel=playground.other_channel_id, text="x") == "not_in_channel"
    empty = {"channel": playground.channel_id, "text": ""}
    assert error_of(client.api_call, api_method="chat.postMessage", params=empty) == "no_text"
    gone = playground.say("soon gone")
    playground.delete(playground.channel_id, gone)
    assert error_of(post, channel=playground.channel_id, text="x", thread_ts=gone) == (
        "thread_not_found"
    )
    parent = playground.say("parent")
    reply = post(channel=playground.channel_id, text="reply", thread_ts=parent)["ts"]
    assert error_of(post, channel=playground.channel_id, text="x", thread_ts=reply) == (
        "cannot_reply_to_message"
    )


def test_long_text_is_cut_and_metadata_kept(playground: Playground, client: WebClient) -> None:
    metadata = {"event_type": "answered", "event_payload": {"job": "1"}}
    ts = client.chat_postMessage(
        channel=playground.channel_id, text="x" * 40_001, metadata=metadata
    )["ts"]
    stored = playground.messages()[-1]
    assert len(stored["text"]) == 40_000
    assert stored["metadata"] == metadata
    found = client.conversations_history(
        channel=playground.channel_id, latest=ts, inclusive=True, limit=1, include_all_metadata=True
    )["messages"]
    assert [m["metadata"] for m in found] == [metadata]
    plain = client.conversations_history(channel=playground.channel_id)["messages"]
    assert "metadata" not in plain[0]
    error = error_of(
        client.chat_postMessage,
        channel=playground.channel_id,
        text="x",
        metadata={"event_type": "without payload"},
    )
    assert error == "invalid_metadata_schema"


def test_update_replaces_text_or_blocks_and_keeps_metadata(
    playground: Playground, client: WebClient
) -> None:
    blocks = [{"type": "divider"}]
    metadata = {"event_type": "e", "event_payload": {}}
    channel = playground.channel_id
    ts = client.chat_postMessage(channel=channel, text="a", blocks=blocks, metadata=metadata)["ts"]
    client.chat_update(channel=channel, ts=ts, text="b", blocks=[*blocks, *blocks])
    changed = playground.messages()[-1]
    assert (changed["text"], len(changed["blocks"])) == ("b", 2)
    assert changed["metadata"] == metadata
    assert "edited" not in changed
    client.chat_update(channel=channel, ts=ts, text="c")
    changed = playground.messages()[-1]
    assert "blocks" not in changed and "edited" in changed
    other = playground.say("somebody else's")
    assert error_of(client.chat_update, channel=channel, ts=other, text="x") == (
        "cant_update_message"
    )
    assert error_of(client.chat_update, channel=channel, ts=ts, text="x" * 4_001) == "msg_too_long"
    assert error_of(client.chat_update, channel=channel, ts="1.1", text="x") == "message_not_found"


def test_delete_takes_only_the_apps_own(playground: Playground, client: WebClient) -> None:
    channel = playground.channel_id
    theirs = playground.say("theirs")
    assert error_of(client.chat_delete, channel=channel, ts=theirs) == "cant_delete_message"
    ours = client.chat_postMessage(channel=channel, text="ours")["ts"]
    client.chat_delete(channel=channel, ts=ours)
    assert [m["ts"] for m in playground.messages()] == [theirs]


def test_ephemeral_messages_reach_one_member_and_no_history(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.channel_id
    client.chat_postEphemeral(channel=channel, user=playground.user_id, text="psst")
    assert [m["text"] for m in playground.ephemerals()] == ["psst"]
    assert playground.messages() == []
    error = error_of(client.chat_postEphemeral, channel=channel, user="U0NOBODY", text="x")
    assert error == "user_not_in_channel"


def test_a_direct_message_needs_its_tab(tmp_path: Path, manifest: Path) -> None:
    path = tmp_path / "tabless.yml"
    closed = manifest.read_text("utf-8").replace(
        "messages_tab_enabled: true", "messages_tab_enabled: false"
    )
    path.write_text(closed, encoding="utf-8")
    with Playground(port=0, manifest=path) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url)
        post = client.chat_postMessage
        assert error_of(post, channel=playground.user_id, text="x") == "messages_tab_disabled"
        post(channel=playground.channel_id, text="x")


def test_permalinks_name_the_thread(playground: Playground, client: WebClient) -> None:
    parent = playground.say("parent")
    reply = playground.say("reply", thread_ts=parent)
    link = client.chat_getPermalink(channel=playground.channel_id, message_ts=reply)["permalink"]
    assert link.startswith(playground.url)
    assert f"thread_ts={parent}" in link


def start(client: WebClient, data: bytes, name: str = "marked.png") -> tuple[str, str]:
    answer = client.files_getUploadURLExternal(filename=name, length=len(data))
    return answer["upload_url"], answer["file_id"]


def test_files_are_attached_to_a_message_that_is_there(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    channel = playground.channel_id
    ts = client.chat_postMessage(channel=channel, text="looking")["ts"]
    url, file_id = start(client, picture)
    requests.post(url, data=picture, timeout=5)
    client.chat_update(channel=channel, ts=ts, text="seen", file_ids=[file_id])
    (message,) = playground.messages()
    assert [f["id"] for f in message["files"]] == [file_id]
    error = error_of(client.chat_update, channel=channel, ts=ts, text="x", file_ids=["F0NOBODYS1"])
    assert error == "file_not_found"


Json = dict[str, Any]


def test_the_web_api_names_what_is_wrong(playground: Playground, client: WebClient) -> None:
    blocks: list[Json] = [{"type": "divider"}, {"type": "header", "text": plain("x" * 151)}]
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=playground.channel_id, text="x", blocks=blocks)
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [
        "must be less than 151 characters [json-pointer:/blocks/1/text/text]"
    ]
    assert playground.messages() == []


@pytest.mark.parametrize("blocks", ["[{'type': 'divider'}]", '{"type": "divider"}'])
def test_blocks_that_are_no_json_list_are_refused(
    playground: Playground, client: WebClient, blocks: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=playground.channel_id, text="x", blocks=blocks)
    assert caught.value.response["error"] == "invalid_blocks_format"
