"""The arguments of a call, whichever way they came."""

from typing import Any

import pytest
import requests
from slack_sdk import WebClient

from doubles.forms import error_of
from playground.methods.args import ApiError, Args
from playground.server import Playground


def test_json_bodies_are_read_only_where_slack_reads_them(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    playground.share([("a.png", picture)])
    file_id = playground.messages()[0]["files"][0]["id"]
    body = {"channel": playground.channel_id, "text": "as JSON", "unknown_argument": 1}
    assert client.api_call("chat.postMessage", json=body)["message"]["text"] == "as JSON"
    error = error_of(client.api_call, api_method="files.info", json={"file": file_id})
    assert error == "invalid_arguments"
    assert client.files_info(file=file_id)["file"]["id"] == file_id


@pytest.mark.parametrize("how", ["params", "data", "files"])
def test_arguments_come_in_the_address_or_in_a_form(playground: Playground, how: str) -> None:
    words = {"channel": playground.channel_id, "text": how}
    sent: dict[str, Any] = {how: words}
    if how == "files":
        sent = {"files": {name: (None, word) for name, word in words.items()}}
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    address = playground.api_url + "chat.postMessage"
    answer = requests.request("POST", address, headers=headers, timeout=10, **sent)
    assert answer.json()["message"]["text"] == how


def test_flags_are_what_slack_takes_for_true() -> None:
    given = {"a": "true", "b": "1", "c": True, "d": "yes", "e": "0", "f": None, "g": "TRUE"}
    assert [name for name in (*given, "h") if Args(given).flag(name)] == ["a", "b", "c", "g"]


def test_numbers_and_texts_have_defaults() -> None:
    args = Args(limit="7", none=None, empty="", count=3)
    assert (args.number("limit", 1), args.number("count", 1), args.number("page", 1)) == (7, 3, 1)
    assert (args.text("none", "x"), args.text("empty", "x"), args.text("count")) == ("x", "", "3")
    assert (args.optional("empty"), args.optional("limit")) == (None, "7")
    with pytest.raises(ApiError) as caught:
        Args(limit="many").number("limit", 1)
    assert caught.value.fields["response_metadata"]["messages"] == [
        "[ERROR] must be a valid integer: limit"
    ]


def test_json_in_a_form_is_read_and_anything_else_is_an_error_of_its_own() -> None:
    args = Args(blocks='[{"a": 1}]', listed=[1], empty="", wrong="{'a': 1}")
    assert args.decoded("blocks", "bad") == [{"a": 1}]
    assert args.decoded("listed", "bad") == [1]
    assert (args.decoded("empty", "bad"), args.decoded("absent", "bad")) == (None, None)
    with pytest.raises(ApiError, match="bad"):
        args.decoded("wrong", "bad")
