"""The stack of modals, and what opens one."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

from doubles.asked import Asked
from doubles.forms import FORM, LANGUAGE, OPTIONS, error_of, modal, trigger
from playground.server import Playground
from playground.workspace.model import Timing


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
