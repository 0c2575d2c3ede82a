"""A handler that fails: no acknowledgement, so that Slack sends the event again."""

import pytest
import requests
from slack_bolt import App

from doubles.signed import EVENT, listening, signed


def test_a_handler_that_fails_is_not_acknowledged_and_named_by_an_id(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    @app.event("message")
    def on_message() -> None:
        raise ZeroDivisionError("a secret detail")

    with listening(app) as url:
        answer = requests.post(f"{url}/slack/events", EVENT, headers=signed(EVENT), timeout=60)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.text.rstrip(".").rsplit(" ", 1)[1] in caplog.text
