"""What a person chose in an element."""

from typing import Any

import pytest

from doubles.asked import Asked
from doubles.clickable import OPTIONS, post

Json = dict[str, Any]


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
