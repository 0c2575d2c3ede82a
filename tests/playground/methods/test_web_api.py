"""Tokens, scopes, arguments, and the record of every call."""

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from doubles.forms import error_of
from playground.methods import METHODS
from playground.rules.scopes import RULES
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


def test_every_method_has_its_rule_and_every_rule_its_method() -> None:
    assert METHODS.keys() == RULES.keys()


def test_a_fault_in_a_method_is_slacks_fatal_error(
    playground: Playground, client: WebClient, caplog: pytest.LogCaptureFixture
) -> None:
    playground.workspace.files["F0BROKEN"] = None  # type: ignore[assignment]
    assert error_of(client.files_list) == "fatal_error"
    assert "files.list failed in the playground" in caplog.text
    assert client.auth_test()["ok"]


def test_what_a_call_gave_out_is_recorded(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    ts = client.chat_postMessage(channel=playground.channel_id, text="x")["ts"]
    file_id = client.files_getUploadURLExternal(filename="a.png", length=1)["file_id"]
    error_of(client.files_info, file="F0NOBODYS1")
    made = [(call.method, call.made, call.error) for call in playground.calls]
    assert made == [
        ("chat.postMessage", (ts,), None),
        ("files.getUploadURLExternal", (file_id,), None),
        ("files.info", (), "file_not_found"),
    ]
