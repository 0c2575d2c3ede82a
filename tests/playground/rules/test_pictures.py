"""Where the images of a block may come from."""

from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from doubles.blocks import REFUSED, TAKEN, problems
from playground.server import Playground


def start(client: WebClient, data: bytes, name: str = "marked.png") -> tuple[str, str]:
    answer = client.files_getUploadURLExternal(filename=name, length=len(data))
    return answer["upload_url"], answer["file_id"]


Json = dict[str, Any]


@pytest.mark.parametrize("block", TAKEN["pictures"], ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED["pictures"], ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))


def test_a_fresh_file_is_no_image_block_until_it_is_processed(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    url, file_id = start(client, picture)
    requests.post(url, data=picture, timeout=5)
    client.files_completeUploadExternal(files=[{"id": file_id, "title": "x"}])
    blocks = [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "x"}]
    post: dict[str, Any] = {"channel": playground.channel_id, "text": "x", "blocks": blocks}
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(**post)
    assert caught.value.response["errors"] == [
        "invalid slack file [json-pointer:/blocks/0/slack_file]"
    ]
    playground.wait_until(lambda: client.files_info(file=file_id)["file"]["mimetype"])
    client.chat_postMessage(**post)
    file = client.files_info(file=file_id)["file"]
    assert (file["mimetype"], file["original_w"], file["original_h"]) == ("image/png", 8, 6)
