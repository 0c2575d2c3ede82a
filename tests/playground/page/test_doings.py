"""What the page sends: commands, shortcuts, clicks, forms; and what it tells of an answer."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from PIL import Image
from slack_bolt import Ack
from slack_sdk import WebClient

from doubles.asked import Asked
from playground.samples import SAMPLES
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


class Visitor:
    """A browser's session with the page: its requests carry the page's origin."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.session = requests.Session()
        self.session.headers["Origin"] = playground.url

    def post(self, what: str, **words: Any) -> requests.Response:
        return self.session.post(f"{self.playground.url}/page/{what}", json=words, timeout=10)

    def get(self, what: str) -> requests.Response:
        return self.session.get(f"{self.playground.url}/page/{what}", timeout=10)


@pytest.fixture
def visitor(playground: Playground) -> Iterator[Visitor]:
    found = Visitor(playground)
    yield found
    found.session.close()


def test_the_state_offers_what_the_manifest_offers(visitor: Visitor) -> None:
    app = visitor.get("state").json()["app"]
    assert [c["name"] for c in app["commands"]] == ["/caption", "/ocr", "/slow"]
    assert app["commands"][0]["usage_hint"] == "[last 3 | link]"
    assert [(s["callback_id"], s["kind"]) for s in app["shortcuts"]] == [
        ("describe", "message"),
        ("analyse", "global"),
    ]
    assert app["home_tab"] is True


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


def test_only_objects_are_read(playground: Playground, visitor: Visitor) -> None:
    for body in (b"[]", b"{", b""):
        address = f"{playground.url}/page/commands"
        assert visitor.session.post(address, data=body, timeout=5).status_code == 400


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_pictures_of_the_projects_own(
    playground: Playground, visitor: Visitor, name: str
) -> None:
    with Image.open(io.BytesIO(visitor.get(f"samples/{name}.png").content)) as small:
        assert small.size == (360, 240)
    address = f"{playground.url}/page/messages"
    visitor.session.post(address, data={"sample": name}, timeout=10)
    (file,) = playground.files_in(playground.messages()[0])
    assert file["name"] == f"{name}.{SAMPLES[name].suffix}"
    with Image.open(io.BytesIO(file["bytes"])) as whole:
        assert min(whole.size) >= 700
        colors = whole.convert("RGB").resize((40, 40)).getcolors(1600)
    assert colors is not None and len(colors) > 40


def test_samples_of_another_name_are_not_there(visitor: Visitor) -> None:
    assert visitor.get("samples/nothing.png").status_code == 404


def test_an_answer_is_traced_from_its_event_to_its_last_call(asked: Asked, picture: bytes) -> None:
    visitor, p, client = Visitor(asked.playground), asked.playground, asked.client
    heard = asked.hear("message")
    asked.hear("file_shared")
    ts = p.share([("a.png", picture)])
    other = p.share([("b.png", picture)])
    p.wait_until(lambda: len([e for e in heard if e.get("subtype") == "file_share"]) == 2)
    job = {"event_type": "e", "event_payload": {"key": "job-1"}}
    answer = client.chat_postMessage(
        channel=p.channel_id, thread_ts=ts, text="looking", metadata=job
    )["ts"]
    client.chat_postMessage(channel=p.channel_id, thread_ts=other, text="another")
    file = p.messages()[0]["files"][0]
    bearer = {"Authorization": f"Bearer {p.bot_token}"}
    requests.get(file["url_private"], headers=bearer, timeout=5)
    client.chat_update(channel=p.channel_id, ts=answer, text="seen")
    client.files_upload_v2(
        channel=p.channel_id, thread_ts=ts, content=picture, filename="marked.png"
    )
    marked = p.messages(thread_ts=ts)[-1]["ts"]
    for told_of in (answer, marked):
        told = visitor.get(f"trace/{p.channel_id}/{told_of}").json()
        assert told["job"] == "job-1"
        events = [s["name"] for s in told["steps"] if s["kind"] == "event"]
        calls = [s["name"] for s in told["steps"] if s["kind"] != "event"]
        assert sorted(events) == ["file_shared", "message"]
        assert calls == [
            "chat.postMessage",
            "GET url_private",
            "chat.update",
            "files.getUploadURLExternal",
            "POST upload_url",
            "files.completeUploadExternal",
        ]
        afters = [s["after"] for s in told["steps"]]
        assert afters == sorted(afters) and told["seconds"] >= afters[-1]
        assert told["steps"][0]["payload"]["event"]["channel"] == p.channel_id


def test_an_answer_to_a_command_is_traced_by_its_response_url(asked: Asked) -> None:
    visitor, p = Visitor(asked.playground), asked.playground
    asked.listen(asked.app.command("/caption"), "looking…")
    asked.listen(asked.app.command("/ocr"))
    p.command("/ocr")
    url = p.command("/caption").response_url
    requests.post(url, json={"text": "done"}, timeout=5)
    ts = p.ephemerals()[-1]["ts"]
    told = visitor.get(f"trace/{p.channel_id}/{ts}").json()
    assert [(s["kind"], s["name"]) for s in told["steps"]] == [
        ("event", "/caption"),
        ("call", "response_url"),
    ]
    assert visitor.get(f"trace/{p.channel_id}/1.1").status_code == 404


def test_a_message_that_nobody_asked_for_is_traced_to_what_came_before(asked: Asked) -> None:
    visitor, p = Visitor(asked.playground), asked.playground
    joined = asked.hear("member_joined_channel")
    asked.hear("message")
    p.invite()
    p.wait_until(lambda: joined)
    p.wait_until(lambda: {"member_joined_channel", "message"} <= {a.event_type for a in p.acks})
    ts = asked.client.chat_postMessage(channel=p.other_channel_id, text="Hello.")["ts"]
    told = visitor.get(f"trace/{p.other_channel_id}/{ts}").json()
    names = [s["name"] for s in told["steps"]]
    assert names[1:] == ["chat.postMessage"]
    assert names[0] in ("member_joined_channel", "message")
