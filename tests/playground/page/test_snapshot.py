"""What the page shows."""

import requests
from slack_sdk import WebClient

from doubles.visitor import Visitor
from playground.server import Playground


def test_the_state_offers_what_the_manifest_offers(visitor: Visitor) -> None:
    app = visitor.get("state").json()["app"]
    assert [c["name"] for c in app["commands"]] == ["/caption", "/ocr", "/slow"]
    assert app["commands"][0]["usage_hint"] == "[last 3 | link]"
    assert [(s["callback_id"], s["kind"]) for s in app["shortcuts"]] == [
        ("describe", "message"),
        ("analyse", "global"),
    ]
    assert app["home_tab"] is True


def test_the_state_shows_the_channel_its_threads_and_what_is_for_me(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.channel_id
    parent = playground.say("parent")
    client.chat_postMessage(channel=channel, text="reply", thread_ts=parent)
    client.chat_postEphemeral(channel=channel, text="for Ada", user=playground.user_id)
    client.chat_postEphemeral(channel=channel, text="for Grace", user="U0GRACE")
    state = requests.get(f"{playground.url}/page/state?channel={channel}", timeout=5).json()
    assert [m["text"] for m in state["messages"]] == ["parent", "for Ada"]
    assert [m["text"] for m in state["messages"][0]["replies"]] == ["reply"]
    assert state["messages"][1]["ephemeral"] is True
    assert (state["app"]["name"], state["app"]["connected"]) == ("Glimpse", False)
    entries = {c["id"]: c for c in state["channels"]}
    assert entries[playground.other_channel_id]["member"] is False
    assert entries[playground.dm_id]["name"] == "Glimpse"
    missing = requests.get(f"{playground.url}/page/state?channel=C0NOWHERE", timeout=5)
    assert missing.status_code == 404
