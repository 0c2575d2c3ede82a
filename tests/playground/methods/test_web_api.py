from pathlib import Path
from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import Playground


def error_of(call: Any, **kwargs: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**kwargs)
    return str(caught.value.response["error"])


def test_auth_test_tells_who_it_is_and_what_it_may(
    playground: Playground, client: WebClient
) -> None:
    answer = client.auth_test()
    assert answer["user_id"] == playground.bot_user_id
    assert answer["team_id"] == playground.team_id
    assert "files:read" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-wrong", "invalid_auth"), ("xapp-playground", "not_allowed_token_type")],
)
def test_a_wrong_token_is_refused(playground: Playground, token: str, error: str) -> None:
    client = WebClient(token=token, base_url=playground.api_url)
    assert error_of(client.auth_test) == error
    assert playground.calls[-1].token_ok is (token == playground.app_token)


def test_no_token_and_unknown_methods_are_refused(
    playground: Playground, client: WebClient
) -> None:
    answer = requests.post(playground.api_url + "auth.test", timeout=5)
    assert answer.json() == {"ok": False, "error": "not_authed"}
    assert error_of(client.api_call, api_method="nothing.here") == "unknown_method"


def test_a_scope_that_the_manifest_lacks_is_named(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(
        "features: {bot_user: {display_name: G}}\n"
        "oauth_config: {scopes: {bot: ['chat:write', 'channels:history']}}\n",
        encoding="utf-8",
    )
    with Playground(port=0, manifest=path) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url)
        with pytest.raises(SlackApiError) as caught:
            client.files_info(file="F0")
        answer = caught.value.response
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")
        assert answer["provided"] == "channels:history,chat:write"
        client.conversations_history(channel=playground.channel_id)
        with pytest.raises(SlackApiError) as caught:
            client.conversations_history(channel=playground.private_channel_id)
        assert caught.value.response["needed"] == "groups:history"


def test_a_removed_scope_is_missing_at_once(playground: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=playground.channel_id, text="fine")
    playground.faults.remove_scope("chat:write")
    error = error_of(client.chat_postMessage, channel=playground.channel_id, text="not fine")
    assert error == "missing_scope"


def test_missing_arguments_are_named(playground: Playground, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.api_call("reactions.add", params={"channel": playground.channel_id})
    answer = caught.value.response
    assert answer["error"] == "invalid_arguments"
    assert "[ERROR] missing required field: name" in answer["response_metadata"]["messages"]


def test_json_bodies_are_read_only_where_slack_reads_them(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    playground.share([("a.png", picture)])
    file_id = playground.messages()[0]["files"][0]["id"]
    body = {"channel": playground.channel_id, "text": "as JSON", "unknown_argument": 1}
    assert client.api_call("chat.postMessage", json=body)["message"]["text"] == "as JSON"
    error = error_of(client.api_call, api_method="files.info", json={"file": file_id})
    assert error == "invalid_arguments"
    assert client.files_info(file=file_id)["file"]["id"] == file_id


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


def test_a_deleted_parent_leaves_a_tombstone(playground: Playground, client: WebClient) -> None:
    channel = playground.channel_id
    parent = client.chat_postMessage(channel=channel, text="parent")["ts"]
    playground.say("reply", thread_ts=parent)
    client.chat_delete(channel=channel, ts=parent)
    first, second = playground.messages(thread_ts=parent)
    assert (first["subtype"], second["text"]) == ("tombstone", "reply")


def test_ephemeral_messages_reach_one_member_and_no_history(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.channel_id
    client.chat_postEphemeral(channel=channel, user=playground.user_id, text="psst")
    assert [m["text"] for m in playground.ephemerals()] == ["psst"]
    assert playground.messages() == []
    error = error_of(client.chat_postEphemeral, channel=channel, user="U0NOBODY", text="x")
    assert error == "user_not_in_channel"


def test_reactions_are_added_and_taken_back_once(playground: Playground, client: WebClient) -> None:
    channel, ts = playground.channel_id, playground.say("look")
    client.reactions_add(channel=channel, timestamp=ts, name="eyes")
    again = error_of(client.reactions_add, channel=channel, timestamp=ts, name="eyes")
    assert (again, playground.reactions(ts)) == ("already_reacted", {"eyes"})
    client.reactions_remove(channel=channel, timestamp=ts, name="eyes")
    again = error_of(client.reactions_remove, channel=channel, timestamp=ts, name="eyes")
    assert (again, playground.reactions(ts)) == ("no_reaction", set())
    add = client.reactions_add
    assert error_of(add, channel=channel, timestamp=ts, name="No Such") == "invalid_name"
    assert error_of(add, channel=channel, timestamp="1.1", name="eyes") == "message_not_found"
    assert error_of(add, channel="C0NOWHERE", timestamp=ts, name="eyes") == "channel_not_found"


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


def test_users_are_described(playground: Playground, client: WebClient) -> None:
    assert client.users_info(user=playground.user_id)["user"]["real_name"] == "Ada Lovelace"
    assert client.users_info(user=playground.bot_user_id)["user"]["is_bot"] is True
    assert error_of(client.users_info, user="U0NOBODY") == "user_not_found"


def test_permalinks_name_the_thread(playground: Playground, client: WebClient) -> None:
    parent = playground.say("parent")
    reply = playground.say("reply", thread_ts=parent)
    link = client.chat_getPermalink(channel=playground.channel_id, message_ts=reply)["permalink"]
    assert link.startswith(playground.url)
    assert f"thread_ts={parent}" in link


def test_a_view_is_published_and_a_trigger_works_once(
    playground: Playground, client: WebClient
) -> None:
    blocks = [{"type": "divider", "block_id": "line"}]
    client.views_publish(user_id=playground.user_id, view={"type": "home", "blocks": blocks})
    assert (playground.home() or {})["blocks"] == blocks
    modal = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Settings"},
        "blocks": [{"type": "divider"}],
    }
    error = error_of(client.views_open, trigger_id="1.2.made-up", view=modal)
    assert error == "invalid_trigger_id"
    trigger = playground.workspace.new_trigger(playground.user_id)
    opened = client.views_open(trigger_id=trigger, view=modal)["view"]
    assert error_of(client.views_open, trigger_id=trigger, view=modal) == "exchanged_trigger_id"
    client.views_update(view_id=opened["id"], view=modal | {"callback_id": "again"})
    assert (playground.modal() or {})["callback_id"] == "again"
    assert error_of(client.views_update, view_id="V0", view=modal) == "not_found"
    error = error_of(client.views_publish, user_id=playground.user_id, view=modal)
    assert error == "invalid_arguments"


def test_calls_are_recorded_without_the_token(playground: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=playground.channel_id, text="x")
    call = playground.calls[-1]
    assert (call.method, call.token_ok, call.status) == ("chat.postMessage", True, 200)
    assert call.args["text"] == "x"
    assert playground.bot_token not in str(call.args)
