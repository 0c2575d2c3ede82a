"""Which views Slack takes."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from doubles.forms import FIELD, FORM, error_of, field, modal, plain, trigger
from playground.server import Playground

Json = dict[str, Any]


TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}


WRONG: list[Json] = [
    modal(title=plain("x" * 25)),
    modal(submit=plain("x" * 25)),
    modal(close=plain("x" * 25)),
    modal(private_metadata="x" * 3001),
    modal(callback_id="x" * 256),
    modal([{"type": "divider"}] * 101),
    modal([TABLE]),
    modal([{"type": "markdown", "text": "x"}]),
    modal(state={}),
    modal(notify_on_close="yes"),
    modal(
        [field("a", FIELD | {"focus_on_load": True}), field("b", FIELD | {"focus_on_load": True})]
    ),
    {k: v for k, v in modal().items() if k != "submit"},
    {k: v for k, v in modal().items() if k != "title"},
    {"type": "home", "blocks": []},
]


@pytest.mark.parametrize("view", WRONG, ids=lambda v: repr(v)[-60:])
def test_views_that_slack_refuses_are_refused(
    playground: Playground, client: WebClient, view: Json
) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=trigger(playground), view=view)
    answer = caught.value.response
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view" in answer["response_metadata"]["messages"][0]


def test_views_at_their_limits_are_taken(playground: Playground, client: WebClient) -> None:
    view = modal(
        [{"type": "divider"}] * 100,
        title=plain("x" * 24),
        close=plain("x" * 24),
        private_metadata="x" * 3000,
        callback_id="x" * 255,
    )
    client.views_open(trigger_id=trigger(playground), view=view)
    form = {"type": "home", "blocks": FORM}
    error = error_of(client.views_publish, user_id=playground.user_id, view=form)
    assert error == "invalid_arguments"
