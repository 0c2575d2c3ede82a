"""Shortcuts and clicks: what can be used, and by whom."""

from typing import Any

import pytest
from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from doubles.asked import Asked
from doubles.clickable import BLOCKS, BUTTON, post
from playground.rules.choices import ChoiceError
from playground.server import Playground

Json = dict[str, Any]


def test_only_shortcuts_of_the_manifest_can_be_chosen(playground: Playground) -> None:
    ts = playground.say("x")
    with pytest.raises(KeyError):
        playground.global_shortcut("describe")
    with pytest.raises(KeyError):
        playground.message_shortcut("analyse", None, ts)
    assert playground.message_shortcut("describe", None, ts).error == "dispatch_failed"


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
