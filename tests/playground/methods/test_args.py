"""The arguments of a call, whichever way they came."""

from slack_sdk import WebClient

from doubles.forms import error_of
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
