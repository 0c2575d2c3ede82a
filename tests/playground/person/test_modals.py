"""Modals and App Home, over Socket Mode and over signed HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from doubles.asked import Asked
from doubles.forms import FORM, LANGUAGE, OPTIONS, error_of, modal, plain, trigger
from playground.server import Playground
from playground.workspace.model import Timing

Json = dict[str, Any]


@pytest.fixture
def opened(asked: Asked) -> Callable[..., str]:
    """Open a modal by a global shortcut; return its id."""

    def open_by_shortcut(view: Json | None = None) -> str:
        @asked.app.shortcut("analyse")
        def on_shortcut(ack: Ack, body: Json, client: WebClient) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=view or modal())
            ack()

        assert asked.playground.global_shortcut("analyse").ok
        return str((asked.playground.modal() or {})["id"])

    return open_by_shortcut


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
    result = p.submit_view(opened(modal([FORM[2]])))
    assert result.error in ("operation_timeout", "dispatch_failed")
    assert p.modal() is not None


def test_modals_stack_three_high_and_close_one_by_one(
    asked: Asked, opened: Callable[..., str]
) -> None:
    closed = asked.listen(asked.app.view_closed("form"))
    p, client = asked.playground, asked.client
    blocks = [{"type": "actions", "elements": [LANGUAGE]}]
    first = opened(modal(blocks, notify_on_close=True))
    heard = asked.listen(asked.app.action("language"))
    p.click(first, "language", "faces")
    assert heard[0]["container"] == {"type": "view", "view_id": first}
    assert "response_url" not in heard[0] and "channel" not in heard[0]
    push = client.views_push
    second = push(trigger_id=heard[0]["trigger_id"], view=modal([FORM[2]]))["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (first, first)
    assert error_of(push, trigger_id=trigger(p), view=modal()) == "invalid_trigger_id"
    from_modal = p.workspace.new_trigger(p.user_id, second["id"])
    push(trigger_id=from_modal, view=modal())
    from_modal = p.workspace.new_trigger(p.user_id, second["id"])
    assert error_of(push, trigger_id=from_modal, view=modal()) == "push_limit_reached"
    p.close_view((p.modal() or {})["id"])
    p.close_view(second["id"])
    assert (p.modal() or {})["id"] == first
    state = (p.modal() or {})["state"]["values"]
    assert next(iter(state.values()))["language"]["selected_option"] == OPTIONS[1]
    assert closed == []
    p.close_view(first)
    assert [(b["type"], b["is_cleared"]) for b in closed] == [("view_closed", False)]
    assert p.modal() is None


def test_closing_may_clear_the_stack(asked: Asked, opened: Callable[..., str]) -> None:
    closed = asked.listen(asked.app.view_closed("form"))
    p = asked.playground
    view_id = opened()
    view = modal(clear_on_close=True, notify_on_close=True)
    pushed = p.workspace.new_trigger(p.user_id, view_id)
    top = asked.client.views_push(trigger_id=pushed, view=view)["view"]["id"]
    p.close_view(top)
    assert (p.modal(), closed[0]["is_cleared"]) == (None, True)


def test_a_trigger_is_good_for_three_seconds_and_once(manifest: Any) -> None:
    now = [1_000_000.0]
    with Playground(port=0, manifest=manifest, clock=lambda: now[0], timing=Timing()) as p:
        client = WebClient(token=p.bot_token, base_url=p.api_url)
        early, late = trigger(p), trigger(p)
        now[0] += 3
        client.views_open(trigger_id=early, view=modal())
        assert error_of(client.views_open, trigger_id=early, view=modal()) == "exchanged_trigger_id"
        now[0] += 0.1
        assert error_of(client.views_open, trigger_id=late, view=modal()) == "expired_trigger_id"


def test_an_update_keeps_what_was_chosen(playground: Playground, client: WebClient) -> None:
    view = modal([{"type": "actions", "block_id": "b", "elements": [LANGUAGE]}], external_id="mine")
    stored = client.views_open(trigger_id=trigger(playground), view=view)["view"]
    playground.click(stored["id"], "language", "faces")
    answer = client.views_update(external_id="mine", view=view, hash=stored["hash"])["view"]
    assert answer["state"]["values"]["b"]["language"]["selected_option"] == OPTIONS[1]
    error = error_of(client.views_update, view_id=stored["id"], view=view, hash=stored["hash"])
    assert error == "hash_conflict"
    error = error_of(client.views_open, trigger_id=trigger(playground), view=view)
    assert error == "duplicate_external_id"


def test_app_home_is_opened_published_and_used(asked: Asked) -> None:
    opened = asked.hear("app_home_opened")
    heard = asked.listen(asked.app.action("language"))
    p, client = asked.playground, asked.client
    blocks = [{"type": "section", "text": plain("Hello"), "accessory": LANGUAGE}]
    p.open_home(user="U0GRACE")
    p.wait_until(lambda: opened)
    assert (opened[0]["user"], opened[0]["tab"], "view" in opened[0]) == ("U0GRACE", "home", False)
    client.views_publish(user_id="U0GRACE", view={"type": "home", "blocks": blocks})
    home = p.home("U0GRACE") or {}
    p.click(home["id"], "language", "tags", user="U0GRACE")
    assert heard[0]["view"]["type"] == "home"
    p.open_home(user="U0GRACE")
    p.wait_until(lambda: len(opened) == 2)
    assert opened[1]["view"]["id"] == home["id"]
    assert p.home() is None
    hashed = client.views_publish(
        user_id="U0GRACE", view={"type": "home", "blocks": []}, hash=home["hash"]
    )["view"]
    assert hashed["id"] == home["id"]
