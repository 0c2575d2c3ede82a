"""response_urls: where the app answers."""

from typing import Any

import pytest
import requests
from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from doubles.asked import Asked
from playground.server import Playground
from playground.workspace.model import Call, Timing

BUTTONS = [
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "share",
                "text": {"type": "plain_text", "text": "Share"},
            }
        ],
    }
]


def test_the_app_answers_by_response_url_where_it_is_no_member(asked: Asked) -> None:
    @asked.app.command("/caption")
    def answer(ack: Ack, respond: Respond) -> None:
        ack()
        respond("only for you", blocks=BUTTONS)
        respond("for all", response_type="in_channel")

    p = asked.playground
    p.command("/caption", channel=p.other_channel_id)
    p.wait_until(lambda: p.messages(p.other_channel_id))
    assert [m["text"] for m in p.ephemerals(p.other_channel_id)] == ["only for you"]
    assert [m["text"] for m in p.messages(p.other_channel_id)] == ["for all"]
    calls = p.wait_until(lambda: len(found := answers_in(p)) == 2 and found)
    assert [(c.status, c.args["text"]) for c in calls] == [(200, "only for you"), (200, "for all")]


def test_an_answer_does_not_replace_what_the_ack_showed(asked: Asked) -> None:
    asked.listen(asked.app.command("/caption"), "looking…")
    p = asked.playground
    url = p.command("/caption").response_url
    requests.post(url, json={"text": "A cat.", "replace_original": True}, timeout=5)
    requests.post(url, json={"delete_original": True}, timeout=5)
    assert [m["text"] for m in p.ephemerals()] == ["looking…", "A cat."]


def answers_in(playground: Playground) -> list[Call]:
    return [c for c in playground.calls if c.method == "response_url"]


def url_of(playground: Playground) -> str:
    return playground.command("/caption").response_url


def test_a_response_url_is_good_five_times(playground: Playground) -> None:
    url = url_of(playground)
    answers = [requests.post(url, json={"text": "x"}, timeout=5) for _ in range(6)]
    assert [a.status_code for a in answers] == [200] * 5 + [404]
    assert (answers[0].text, answers[5].json()["error"]) == ("ok", "used_url")


def test_a_response_url_is_good_for_half_an_hour(manifest: Any) -> None:
    now = [1_000_000.0]
    with Playground(port=0, manifest=manifest, clock=lambda: now[0], timing=Timing()) as p:
        url = url_of(p)
        now[0] += 1800
        assert requests.post(url, json={"text": "x"}, timeout=5).status_code == 200
        now[0] += 1
        answer = requests.post(url, json={"text": "x"}, timeout=5)
        assert (answer.status_code, answer.json()["error"]) == (404, "expired_url")
        unknown = requests.post(url + "X", json={"text": "x"}, timeout=5)
        assert unknown.status_code == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "x", "blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "public"}, "invalid_response_type"),
        ({"text": "x", "thread_ts": "1.1"}, "thread_not_found"),
    ],
)
def test_what_slack_would_refuse_is_refused(
    playground: Playground, body: dict[str, Any], error: str
) -> None:
    answer = requests.post(url_of(playground), json=body, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_somebody_elses_message_is_not_replaced(playground: Playground) -> None:
    ts = playground.say("mine")
    shown = playground.message_shortcut("describe", None, ts)
    named = playground.workspace.new_reply(playground.channel_id, playground.user_id, ts)
    requests.post(named, json={"delete_original": True}, timeout=5)
    requests.post(shown.response_url, json={"text": "x", "replace_original": True}, timeout=5)
    assert [m["text"] for m in playground.messages()] == ["mine"]
    assert [m["text"] for m in playground.ephemerals()] == ["x"]


def test_the_message_that_was_clicked_in_is_replaced_or_deleted(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.channel_id
    for change, left in (
        ({"text": "read", "replace_original": True}, ["read"]),
        ({"delete_original": True}, []),
    ):
        ts = client.chat_postMessage(channel=channel, text="x", blocks=BUTTONS)["ts"]
        url = playground.click(ts, "share").response_url
        assert requests.post(url, json=change, timeout=60).text == "ok"
        messages = playground.messages()
        assert [m["text"] for m in messages] == left
        assert not any("blocks" in m for m in messages)
        for message in messages:
            client.chat_delete(channel=channel, ts=message["ts"])
