"""File objects as messages and files.info show them."""

import pytest
from slack_sdk import WebClient

from doubles.asked import Heard, events_in
from playground.server import Playground


@pytest.mark.parametrize("mode", ["tombstone", "hidden_by_limit", "external"])
def test_files_without_bytes(
    playground: Playground, heard: Heard, picture: bytes, mode: str
) -> None:
    playground.faults.file_mode = mode
    playground.share([("a.png", picture)])
    message = next(e for e in events_in(heard, 2) if e["type"] == "message")
    (file,) = message["files"]
    assert file["mode"] == mode
    assert "url_private_download" not in file


def test_fresh_files_have_no_type_until_they_are_processed(
    playground: Playground, heard: Heard, client: WebClient, picture: bytes
) -> None:
    playground.faults.empty_mimetype = True
    playground.share([("a.png", picture)])
    message = next(e for e in events_in(heard, 2) if e["type"] == "message")
    (file,) = message["files"]
    assert (file["mimetype"], file["filetype"], file["size"]) == ("", "", len(picture))
    playground.wait_until(lambda: client.files_info(file=file["id"])["file"]["mimetype"])
