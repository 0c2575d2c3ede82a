"""Filling in, sending and closing modals."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack

from doubles.asked import Asked, ack_timeouts
from doubles.forms import FORM, OPTIONS, modal, plain

Json = dict[str, Any]


def test_a_form_is_filled_in_and_sent(
    asked: Asked, opened: Callable[..., str], picture: bytes
) -> None:
    heard = asked.listen(asked.app.view("form"))
    p = asked.playground
    view_id = opened(modal(private_metadata="kept"))
    values = {"features": ["faces"], "words": "a note"}
    result = p.submit_view(view_id, values, files=[("a.png", picture)])
    assert (result.ok, result.view, p.modal()) == (True, None, None)
    (body,) = heard
    view = body["view"]
    assert (body["type"], view["id"], view["private_metadata"]) == (
        "view_submission",
        view_id,
        "kept",
    )
    state = view["state"]["values"]
    assert state["what"]["features"] == {"type": "checkboxes", "selected_options": [OPTIONS[1]]}
    assert state["words"]["note"] == {"type": "plain_text_input", "value": "a note"}
    assert state["in"]["language"]["selected_option"] == OPTIONS[0]
    (file,) = state["images"]["files"]["files"]
    assert file["name"] == "a.png" and file["url_private_download"]
    assert not {"channels", "ims", "groups"} & {k for k, v in file.items() if v}
    assert asked.client.files_info(file=file["id"])["file"]["user"] == p.user_id
    assert "channel" not in body and body["trigger_id"]


def test_what_slack_itself_refuses_is_not_sent(
    asked: Asked, opened: Callable[..., str], picture: bytes
) -> None:
    heard = asked.listen(asked.app.view("form"))
    p = asked.playground
    view_id = opened()
    result = p.submit_view(view_id, {})
    assert (result.ok, result.error) == (False, "invalid_input")
    assert set(result.errors) == {"images", "what"}
    many = [("a.png", picture)] * 11
    assert "up to 10" in p.submit_view(view_id, files=many).errors["images"]
    assert "types" in p.submit_view(view_id, files=[("a.gif", picture)]).errors["images"]
    huge = p.submit_view(view_id, files=[("a.png", bytes(10 * 1024 * 1024 + 1))])
    assert "10 MB" in huge.errors["images"]
    assert heard == []
    with pytest.raises(KeyError):
        p.submit_view(view_id, {"nothing": "x"})
    with pytest.raises(KeyError):
        p.submit_view("V0NOTHING")


ACTIONS: list[tuple[Json, bool, list[str]]] = [
    ({"response_action": "errors", "errors": {"words": "Too short."}}, False, ["form"]),
    ({"response_action": "update", "view": modal(callback_id="next")}, True, ["next"]),
    ({"response_action": "push", "view": modal(callback_id="on top")}, True, ["form", "on top"]),
    ({"response_action": "clear"}, True, []),
    ({}, True, []),
]


@pytest.mark.parametrize(("answer", "ok", "open_after"), ACTIONS)
def test_the_app_says_what_becomes_of_the_form(
    asked: Asked, opened: Callable[..., str], answer: Json, ok: bool, open_after: list[str]
) -> None:
    asked.listen(asked.app.view("form"), **answer)
    p = asked.playground
    result = p.submit_view(opened(modal([FORM[2]])), {"note": "x"})
    assert (result.ok, result.errors) == (ok, answer.get("errors", {}))
    stack = p.workspace.modals.get(p.user_id, [])
    assert [p.workspace.views[v]["callback_id"] for v in stack] == open_after
    assert (result.view or {"callback_id": ""})["callback_id"] == ["", *open_after][-1]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": modal(title=plain("x" * 25))},
        {"response_action": "dance"},
    ],
)
def test_an_answer_slack_cannot_use_leaves_the_form_open(
    asked: Asked, opened: Callable[..., str], answer: Json
) -> None:
    def respond(ack: Ack) -> None:
        ack(answer)

    asked.app.view("form")(respond)
    p = asked.playground
    result = p.submit_view(opened(modal([FORM[2]])))
    assert (result.ok, result.error) == (False, "invalid_response")
    assert (p.modal() or {})["callback_id"] == "form"


def test_a_form_that_is_not_acknowledged_stays_open(
    asked: Asked, opened: Callable[..., str]
) -> None:
    p = asked.playground
    view_id = opened(modal([FORM[2]]))
    ack_timeouts(p, 0.05)
    result = p.submit_view(view_id)
    assert result.error in ("operation_timeout", "dispatch_failed")
    assert p.modal() is not None
