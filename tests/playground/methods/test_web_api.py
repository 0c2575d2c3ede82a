"""Tokens, scopes, arguments, and the record of every call."""

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from doubles.forms import error_of
from playground.server import Playground


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-wrong", "invalid_auth"), ("xapp-playground", "not_allowed_token_type")],
)
def test_a_wrong_token_is_refused(playground: Playground, token: str, error: str) -> None:
    client = WebClient(token=token, base_url=playground.api_url)
    assert error_of(client.auth_test) == error
    assert playground.calls[-1].token_ok is (token == playground.app_token)


def test_no_token_and_unknown_methods_are_refused(
    playground: Playground, client: WebClient
) -> None:
    answer = requests.post(playground.api_url + "auth.test", timeout=5)
    assert answer.json() == {"ok": False, "error": "not_authed"}
    assert error_of(client.api_call, api_method="nothing.here") == "unknown_method"


def test_a_removed_scope_is_missing_at_once(playground: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=playground.channel_id, text="fine")
    playground.faults.remove_scope("chat:write")
    error = error_of(client.chat_postMessage, channel=playground.channel_id, text="not fine")
    assert error == "missing_scope"


def test_missing_arguments_are_named(playground: Playground, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.api_call("reactions.add", params={"channel": playground.channel_id})
    answer = caught.value.response
    assert answer["error"] == "invalid_arguments"
    assert "[ERROR] missing required field: name" in answer["response_metadata"]["messages"]


def test_calls_are_recorded_without_the_token(playground: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=playground.channel_id, text="x")
    call = playground.calls[-1]
    assert (call.method, call.token_ok, call.status) == ("chat.postMessage", True, 200)
    assert call.args["text"] == "x"
    assert playground.bot_token not in str(call.args)
