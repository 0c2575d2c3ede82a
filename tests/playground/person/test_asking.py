"""Slash commands and their response_urls, over Socket Mode and over signed HTTP."""

import threading
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from slack_bolt import Ack, Respond

from doubles.asked import Asked
from playground.delivery.events import COMMAND, INTERACTIVE, Delivery
from playground.delivery.http_events import encoded
from playground.server import Playground
from playground.workspace.manifest import ManifestError, load_manifest
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


def test_a_command_carries_what_slack_sends(asked: Asked) -> None:
    heard = asked.listen(asked.app.command("/caption"))
    p = asked.playground
    result = p.command("/caption", "last 3 <&>", channel=p.private_channel_id, user="U0GRACE")
    assert (result.ok, result.error, result.shown_ts) == (True, None, None)
    (body,) = heard
    assert (body["command"], body["text"]) == ("/caption", "last 3 <&>")
    assert (body["channel_id"], body["channel_name"]) == (p.private_channel_id, "privategroup")
    assert (body["user_id"], body["user_name"]) == ("U0GRACE", "grace")
    assert body["is_enterprise_install"] == "false"
    assert (body["response_url"], body["trigger_id"]) == (result.response_url, result.trigger_id)
    assert set(body) >= {"token", "team_id", "team_domain", "api_app_id"}
    assert not {"files", "thread_ts"} & set(body)
    (ack,) = [a for a in p.acks if a.kind == "slash_commands"]
    assert (ack.event_type, ack.ok) == ("/caption", True)
    assert 0 < ack.seconds == result.seconds


def test_what_comes_with_the_ack_is_shown_to_the_person_only(asked: Asked) -> None:
    asked.listen(asked.app.command("/caption"), "looking…")
    result = asked.playground.command("/caption")
    (shown,) = asked.playground.ephemerals()
    assert (shown["text"], shown["to"], shown["ts"]) == (
        "looking…",
        asked.playground.user_id,
        result.shown_ts,
    )
    assert asked.playground.messages() == []


def test_an_ack_may_be_for_everybody(asked: Asked) -> None:
    asked.listen(
        asked.app.command("/caption"), "for all", blocks=BUTTONS, response_type="in_channel"
    )
    asked.playground.command("/caption")
    (shown,) = asked.playground.messages()
    assert (shown["text"], shown["user"]) == ("for all", asked.playground.bot_user_id)
    assert shown["blocks"][0]["block_id"]


def test_an_ack_with_wrong_blocks_is_an_error(asked: Asked) -> None:
    asked.listen(asked.app.command("/caption"), "x", blocks=[{"type": "header"}])
    result = asked.playground.command("/caption")
    assert (result.ok, result.error) == (False, "invalid_response")


def test_a_late_ack_is_a_timeout(asked: Asked) -> None:
    release = threading.Event()

    @asked.app.command("/slow")
    def wait(ack: Ack) -> None:
        release.wait(10)
        ack("too late")

    result = asked.playground.command("/slow")
    release.set()
    assert (result.ok, result.error) == (False, "operation_timeout")
    (shown,) = asked.playground.ephemerals()
    assert shown["text"] == "/slow failed with the error “operation_timeout”"
    assert shown["user"] == "USLACKBOT"


def test_a_command_of_no_manifest_reaches_nobody(asked: Asked) -> None:
    heard = asked.listen(asked.app.command("/other"))
    result = asked.playground.command("/other")
    assert (result.error, heard) == ("dispatch_failed", [])
    assert asked.playground.ephemerals()[0]["text"] == "/other is not a valid command"


def test_a_command_with_nobody_there_fails(playground: Playground) -> None:
    assert playground.command("/caption").error == "dispatch_failed"
    playground.faults.remove_scope("commands")
    assert playground.command("/caption").error == "dispatch_failed"


def test_text_is_escaped_where_the_manifest_says_so(asked: Asked) -> None:
    texts = []
    for name in ("/caption", "/ocr"):
        heard = asked.listen(asked.app.command(name))
        asked.playground.command(name, " <b> @ada #general https://a.example/?x=1&y ")
        texts.append(heard[0]["text"])
    assert texts == [
        "<b> @ada #general https://a.example/?x=1&y",
        "&lt;b&gt; <@U0ADA|ada> <#C0GENERAL|general> <https://a.example/?x=1&amp;y>",
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
    requests.post(shown.response_url, json={"text": "x", "replace_original": True}, timeout=5)
    assert [m["text"] for m in playground.messages()] == ["mine"]
    assert [m["text"] for m in playground.ephemerals()] == ["x"]


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("commands,", "", "scope commands"),
        ("is_enabled: true", "is_enabled: false", "interactivity"),
        ("reactions:read,", "", "reaction_added"),
    ],
)
def test_a_manifest_slack_refuses_is_refused(
    manifest: Any, before: str, after: str, complaint: str
) -> None:
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(ManifestError, match=complaint):
        load_manifest(manifest)


def test_commands_and_interactions_are_forms_over_http() -> None:
    kind, body = encoded(Delivery(COMMAND, {"text": "a&b=c ö"}, "", ""))
    assert (kind, parse_qs(body.decode())["text"]) == (
        "application/x-www-form-urlencoded",
        ["a&b=c ö"],
    )
    _, body = encoded(Delivery(INTERACTIVE, {"type": "shortcut"}, "", ""))
    assert parse_qs(body.decode()) == {"payload": ['{"type": "shortcut"}']}
