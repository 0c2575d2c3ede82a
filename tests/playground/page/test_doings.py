"""What a person does on the page: asks, fills in, edits, deletes."""

import json
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from doubles.asked import Asked, ack_timeouts
from doubles.visitor import Visitor
from playground.server import Playground

Json = dict[str, Any]


BUTTON = {"type": "button", "action_id": "read", "text": {"type": "plain_text", "text": "Read"}}


ROW: list[Json] = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "w", "min_length": 3},
        },
        {
            "type": "input",
            "block_id": "link",
            "optional": True,
            "label": {"type": "plain_text", "text": "Link"},
            "element": {"type": "url_text_input", "action_id": "l"},
        },
        {
            "type": "input",
            "block_id": "images",
            "optional": True,
            "label": {"type": "plain_text", "text": "Images"},
            "element": {"type": "file_input", "action_id": "f"},
        },
    ],
}


def test_the_page_asks_and_the_app_answers(asked: Asked) -> None:
    visitor, p = Visitor(asked.playground), asked.playground
    commands = asked.listen(asked.app.command("/caption"), "looking…")
    shortcuts = asked.listen(asked.app.shortcut("describe"))
    clicks = asked.listen(asked.app.action("read"))
    ran = visitor.post("commands", channel=p.channel_id, command="/caption", text="last 3").json()
    assert (ran["ok"], ran["error"]) == (True, None)
    assert commands[0]["text"] == "last 3"
    ts = asked.client.chat_postMessage(channel=p.channel_id, text="x", blocks=ROW)["ts"]
    here: Json = {"channel": p.channel_id, "ts": ts}
    assert visitor.post("shortcuts", callback_id="describe", **here).json()["ok"]
    assert visitor.post("clicks", action_id="read", block_id="row", **here).json()["ok"]
    assert (shortcuts[0]["message_ts"], clicks[0]["container"]["message_ts"]) == (ts, ts)
    ack_timeouts(p, 0.05)
    nobody = visitor.post("shortcuts", callback_id="analyse").json()
    assert nobody["error"] in ("operation_timeout", "dispatch_failed")
    state = visitor.get("state").json()
    assert [m["text"] for m in state["messages"] if m["ephemeral"]] == ["looking…"]


def test_a_modal_is_shown_filled_in_and_closed(asked: Asked, picture: bytes) -> None:
    visitor, p = Visitor(asked.playground), asked.playground

    def on_shortcut(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    asked.app.shortcut("analyse")(on_shortcut)
    heard = asked.listen(asked.app.view("form"))
    visitor.post("shortcuts", callback_id="analyse")
    view = visitor.get("state").json()["modal"]
    address = f"{p.url}/page/views/{view['id']}/submit"

    def submit(**values: str) -> Json:
        files = [("files", ("a.png", picture, "image/png"))]
        answer: Json = visitor.session.post(
            address, data={"values": json.dumps(values)}, files=files, timeout=10
        ).json()
        return answer

    assert submit()["errors"] == {"words": "Please complete this required field."}
    assert "3 to 3000" in submit(words="ab")["errors"]["words"]
    assert "URL" in submit(words="abc", link="nowhere")["errors"]["link"]
    assert submit(words="abc", link="https://a.example")["ok"] is True
    state = heard[0]["view"]["state"]["values"]
    assert (state["words"]["w"]["value"], len(state["images"]["f"]["files"])) == ("abc", 1)
    visitor.post("shortcuts", callback_id="analyse")
    view = visitor.get("state").json()["modal"]
    visitor.post(f"views/{view['id']}/close")
    assert visitor.get("state").json()["modal"] is None
    assert visitor.post(f"views/{view['id']}/close").status_code == 404


def test_home_is_opened_and_glimpse_invited(asked: Asked) -> None:
    visitor, p = Visitor(asked.playground), asked.playground
    opened, joined = asked.hear("app_home_opened"), asked.hear("member_joined_channel")
    asked.hear("message")
    visitor.post("home", tab="home")
    visitor.post("home", tab="messages")
    visitor.post("invitations", channel=p.other_channel_id)
    p.wait_until(lambda: len(opened) == 2 and joined)
    assert sorted(e["tab"] for e in opened) == ["home", "messages"]
    assert joined[0]["user"] == p.bot_user_id


def test_people_change_and_delete_what_is_theirs(
    playground: Playground, client: WebClient, visitor: Visitor
) -> None:
    channel = playground.channel_id
    mine, theirs = playground.say("mine"), playground.say("theirs", user="U0GRACE")
    assert visitor.post("edits", channel=channel, ts=mine, text="<b>").status_code == 200
    assert playground.messages()[0]["text"] == "&lt;b&gt;"
    assert visitor.post("edits", channel=channel, ts=theirs, text="x").status_code == 403
    assert visitor.post("edits", channel=channel, ts=mine, text=" ").status_code == 403
    assert visitor.post("deletions", channel=channel, ts=theirs).status_code == 403
    assert visitor.post("deletions", channel=channel, ts=mine).status_code == 200
    only = client.chat_postEphemeral(channel=channel, user=playground.user_id, text="x")
    assert visitor.post("deletions", channel=channel, ts=only["message_ts"]).status_code == 200
    other = client.chat_postEphemeral(channel=channel, user="U0GRACE", text="x")["message_ts"]
    assert visitor.post("deletions", channel=channel, ts=other).status_code == 404
    assert [m["text"] for m in playground.messages()] == ["theirs"]
    assert [m["to"] for m in playground.ephemerals()] == ["U0GRACE"]


@pytest.mark.parametrize(
    ("what", "words", "status"),
    [
        ("commands", {"channel": "C0NOWHERE"}, 404),
        ("shortcuts", {"callback_id": "nothing"}, 404),
        ("shortcuts", {"callback_id": "describe", "channel": "C0GENERAL", "ts": "1.1"}, 404),
        ("clicks", {"view_id": "V0NOTHING", "action_id": "read"}, 404),
        ("edits", {"channel": "C0GENERAL", "ts": "1.1", "text": "x"}, 404),
        ("invitations", {}, 404),
    ],
)
def test_what_is_not_there_cannot_be_used(
    visitor: Visitor, what: str, words: Json, status: int
) -> None:
    answer = visitor.post(what, **words)
    assert answer.status_code == status
    assert answer.text.endswith(".")
