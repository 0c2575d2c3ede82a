"""When an upload becomes a message."""

from typing import Any

from slack_sdk import WebClient

from playground.server import Playground


def test_an_upload_with_alt_text_is_not_shared(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    playground.faults.unshared_alt_txt = True
    upload: dict[str, Any] = {"channel": playground.channel_id, "content": picture}
    file_id = client.files_upload_v2(**upload, filename="a.png", alt_txt="a")["files"][0]["id"]
    assert playground.messages() == []
    assert client.files_info(file=file_id)["file"]["shares"] == {}
    client.files_upload_v2(**upload, filename="b.png")
    assert [m["files"][0]["name"] for m in playground.messages()] == ["b.png"]


def test_an_upload_may_appear_later(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    playground.faults.async_share_delay = 0.05
    client.files_upload_v2(channel=playground.channel_id, content=picture, filename="a.png")
    client.chat_postMessage(channel=playground.channel_id, text="posted after it")
    playground.wait_until(lambda: len(playground.messages()) == 2)
    assert [m["text"] for m in playground.messages()] == ["posted after it", ""]
