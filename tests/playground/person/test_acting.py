"""Shortcuts, clicks and memberships, over Socket Mode and over signed HTTP."""

from typing import Any

import pytest
from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from doubles.asked import Asked
from playground.rules.choices import ChoiceError
from playground.server import Playground

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


OPTIONS = [option("en"), option("ja")]
BUTTON = {"type": "button", "action_id": "read", "text": plain("Read"), "value": "job-1"}
BLOCKS: list[Json] = [
    {
        "type": "actions",
        "block_id": "todo",
        "elements": [
            BUTTON,
            {"type": "static_select", "action_id": "language", "options": OPTIONS},
            {"type": "overflow", "action_id": "more", "options": OPTIONS},
            {"type": "checkboxes", "action_id": "features", "options": OPTIONS},
        ],
    },
    {
        "type": "section",
        "block_id": "pick",
        "text": plain("x"),
        "accessory": {"type": "radio_buttons", "action_id": "mode", "options": OPTIONS},
    },
    {
        "type": "input",
        "block_id": "field",
        "dispatch_action": True,
        "label": plain("Words"),
        "element": {"type": "plain_text_input", "action_id": "words"},
    },
]


def post(asked: Asked, **more: Any) -> str:
    answer = asked.client.chat_postMessage(
        channel=asked.playground.channel_id, text="answer", blocks=BLOCKS, **more
    )
    return str(answer["ts"])


def test_a_message_shortcut_carries_the_message(asked: Asked, picture: bytes) -> None:
    heard = asked.listen(asked.app.shortcut("describe"))
    p = asked.playground
    parent = p.say("parent", channel=p.other_channel_id)
    ts = p.share([("a.png", picture)], channel=p.other_channel_id, thread_ts=parent)
    result = p.message_shortcut("describe", p.other_channel_id, ts, user="U0GRACE")
    assert result.ok
    (body,) = heard
    assert (body["type"], body["callback_id"]) == ("message_action", "describe")
    assert (body["message_ts"], body["message"]["thread_ts"]) == (ts, parent)
    assert body["message"]["files"][0]["name"] == "a.png"
    assert body["channel"] == {"id": p.other_channel_id, "name": "random"}
    assert body["user"]["id"] == "U0GRACE"
    assert (body["trigger_id"], body["response_url"]) == (result.trigger_id, result.response_url)
    (ack,) = [a for a in p.acks if a.kind == "interactive"]
    assert (ack.event_type, ack.subject) == ("describe", (p.other_channel_id, ts))


def test_a_global_shortcut_has_no_place(asked: Asked) -> None:
    heard = asked.listen(asked.app.shortcut("analyse"))
    result = asked.playground.global_shortcut("analyse")
    assert (heard[0]["type"], result.response_url) == ("shortcut", "")
    assert not {"channel", "response_url", "message"} & set(heard[0])
    assert result.trigger_id


def test_only_shortcuts_of_the_manifest_can_be_chosen(playground: Playground) -> None:
    ts = playground.say("x")
    with pytest.raises(KeyError):
        playground.global_shortcut("describe")
    with pytest.raises(KeyError):
        playground.message_shortcut("analyse", None, ts)
    assert playground.message_shortcut("describe", None, ts).error == "dispatch_failed"


CHOICES: list[tuple[str, Any, str, Json]] = [
    ("read", None, "todo", {"value": "job-1"}),
    ("language", "ja", "todo", {"selected_option": OPTIONS[1]}),
    ("more", "en", "todo", {"selected_option": OPTIONS[0]}),
    ("features", ["en", "ja"], "todo", {"selected_options": OPTIONS}),
    ("features", [], "todo", {"selected_options": []}),
    ("mode", "en", "pick", {"selected_option": OPTIONS[0]}),
    ("words", "a cat", "field", {"value": "a cat"}),
]


@pytest.mark.parametrize(("action_id", "value", "block_id", "said"), CHOICES)
def test_a_click_says_what_was_chosen(
    asked: Asked, action_id: str, value: Any, block_id: str, said: Json
) -> None:
    heard = asked.listen(asked.app.action(action_id))
    p = asked.playground
    parent = p.say("parent")
    ts = post(asked, thread_ts=parent)
    assert p.click(ts, action_id, value).ok
    (body,) = heard
    (entry,) = body["actions"]
    assert entry["block_id"] == block_id and entry["action_ts"]
    assert said.items() <= entry.items()
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": p.channel_id,
        "is_ephemeral": False,
        "thread_ts": parent,
    }
    assert (body["message"]["ts"], body["message"]["text"]) == (ts, "answer")
    assert body["user"]["id"] == p.user_id
    assert body["trigger_id"] and body["response_url"]


def test_the_state_holds_what_was_chosen_before(asked: Asked) -> None:
    heard = asked.listen(asked.app.action("read"))
    asked.listen(asked.app.action("language"))
    ts = post(asked)
    asked.playground.click(ts, "language", "ja")
    asked.playground.click(ts, "read")
    values = heard[0]["state"]["values"]
    assert values["todo"]["language"] == {"type": "static_select", "selected_option": OPTIONS[1]}
    assert values["todo"]["features"] == {"type": "checkboxes", "selected_options": []}
    assert values["pick"]["mode"] == {"type": "radio_buttons", "selected_option": None}
    assert set(values["todo"]) == {"language", "features"}


def test_an_ephemeral_message_is_not_in_its_clicks(asked: Asked) -> None:
    @asked.app.action("read")
    def answer(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        heard.append(body)
        respond("read", replace_original=True)

    heard: list[Json] = []
    p = asked.playground
    ts = asked.client.chat_postEphemeral(
        channel=p.channel_id, user=p.user_id, text="x", blocks=BLOCKS
    )["message_ts"]
    p.click(ts, "read")
    p.wait_until(lambda: p.ephemerals()[0]["text"] == "read")
    assert len(p.ephemerals()) == 1
    assert heard[0]["container"]["is_ephemeral"] is True
    assert "message" not in heard[0]
    with pytest.raises(KeyError):
        p.click(ts, "read", user="U0GRACE")


def test_what_nobody_can_click_is_not_clicked(asked: Asked) -> None:
    ts = post(asked)
    for value in ("fr", ["en"]):
        with pytest.raises((ChoiceError, KeyError)):
            asked.playground.click(ts, "language", value)
    with pytest.raises(KeyError):
        asked.playground.click(ts, "nothing")
    with pytest.raises(KeyError):
        asked.playground.click(ts, "read", "another value")


def test_buttons_of_one_id_are_told_apart_by_value(asked: Asked) -> None:
    heard = asked.listen(asked.app.action("read"))
    rows = [{"type": "actions", "elements": [BUTTON | {"value": v}]} for v in ("1", "2")]
    p = asked.playground
    ts = asked.client.chat_postMessage(channel=p.channel_id, text="x", blocks=rows)["ts"]
    p.click(ts, "read", "2")
    blocks = p.messages()[-1]["blocks"]
    assert (heard[0]["actions"][0]["value"], heard[0]["actions"][0]["block_id"]) == (
        "2",
        blocks[1]["block_id"],
    )
    p.click(ts, "read", block_id=blocks[0]["block_id"])
    assert heard[1]["actions"][0]["value"] == "1"


def test_interactivity_must_be_on(tmp_path: Any, manifest: Any) -> None:
    text = manifest.read_text("utf-8").replace("is_enabled: true", "is_enabled: false")
    start, _, rest = text.partition("  shortcuts:")
    path = tmp_path / "off.yml"
    path.write_text(start + "  slash_commands:" + rest.partition("  slash_commands:")[2], "utf-8")
    with Playground(port=0, manifest=path) as p:
        web = WebClient(token=p.bot_token, base_url=p.api_url)
        ts = web.chat_postMessage(channel=p.channel_id, text="x", blocks=BLOCKS)["ts"]
        assert p.click(ts, "read").error == "interactivity_not_enabled"


def test_the_app_is_told_where_it_comes_and_goes(asked: Asked) -> None:
    joined, left = asked.hear("member_joined_channel"), asked.hear("channel_left")
    others = asked.hear("member_left_channel")
    asked.hear("message")
    p = asked.playground
    p.invite()
    p.wait_until(lambda: joined)
    assert (joined[0]["user"], joined[0]["channel"], joined[0]["inviter"]) == (
        p.bot_user_id,
        p.other_channel_id,
        p.user_id,
    )
    assert joined[0]["channel_type"] == "C"
    p.remove(p.channel_id, user="U0GRACE")
    p.wait_until(lambda: others)
    p.invite(p.channel_id, user="U0GRACE")
    p.remove(p.channel_id)
    p.wait_until(lambda: left and len(joined) == 2)
    assert left[0]["channel"] == p.channel_id
    texts = [m["text"] for m in p.messages(p.other_channel_id)]
    assert texts == [f"<@{p.bot_user_id}> has joined the channel"]
    p.invite()
    assert len(p.messages(p.other_channel_id)) == 1


def test_a_deleted_file_takes_its_message_along(asked: Asked, picture: bytes) -> None:
    heard, deleted = asked.hear("message"), asked.hear("file_deleted")
    asked.hear("file_shared")
    p = asked.playground
    alone = p.share([("a.png", picture)])
    worded = p.share([("b.png", picture)], text="look")
    p.wait_until(lambda: len(heard) == 2)
    ids = [m["files"][0]["id"] for m in p.messages()]
    for file_id in ids:
        p.delete_file(file_id)
    p.wait_until(lambda: len(heard) == 4 and len(deleted) == 2)
    by_subtype = {e["subtype"]: e for e in heard}
    assert by_subtype["message_deleted"]["deleted_ts"] == alone
    assert by_subtype["message_deleted"]["previous_message"]["files"][0]["id"] == ids[0]
    assert by_subtype["message_changed"]["message"]["ts"] == worded
    assert by_subtype["message_changed"]["message"]["files"] == [
        {"id": ids[1], "mode": "tombstone"}
    ]
    assert {e["file_id"] for e in deleted} == set(ids)


def test_a_mention_is_written_in_one_line(asked: Asked, picture: bytes) -> None:
    mentions, messages = asked.hear("app_mention"), asked.hear("message")
    asked.hear("file_shared")
    p = asked.playground
    first = p.mention("what is this?", [("a.png", picture)])
    p.mention("and now?", thread_ts=first)
    p.mention("in private", channel=p.dm_id)
    p.wait_until(lambda: len(mentions) == 2 and len(messages) == 3)
    by_text = {m["text"]: m for m in mentions}
    both = [f"<@{p.bot_user_id}> {words}" for words in ("what is this?", "and now?")]
    assert set(by_text) == set(both)
    assert set(by_text[both[0]]["files"][0]) == {"id"}
    assert by_text[both[1]]["thread_ts"] == first


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
