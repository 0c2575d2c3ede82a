"""Slash commands, over Socket Mode and over signed HTTP."""

import threading

from slack_bolt import Ack

from doubles.asked import Asked, ack_timeouts
from playground.server import Playground

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

    ack_timeouts(asked.playground, 0.05)
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
