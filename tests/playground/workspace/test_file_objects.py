"""File objects as messages and files.info show them."""

import io

import pytest
from PIL import Image
from slack_sdk import WebClient

from doubles.asked import Heard, events_in
from doubles.blocks import workspace
from playground.server import Playground
from playground.workspace.file_objects import can_be_shown, file_json, file_slug


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


@pytest.mark.parametrize(
    ("kind", "is_shown"), [("PNG", True), ("JPEG", True), ("GIF", True), ("WEBP", False)]
)
def test_an_image_block_shows_what_is_whole_and_processed(kind: str, is_shown: bool) -> None:
    now = 1000.0
    room = workspace(now)
    out = io.BytesIO()
    Image.new("RGB", (3, 3)).save(out, kind)
    file = room.new_file("picture", room.identity.bot_user_id, len(out.getvalue()), None)
    assert not can_be_shown(room, file)
    file.data = out.getvalue()
    assert not can_be_shown(room, file)
    file.completed, file.ready_at = True, now + 1
    assert not can_be_shown(room, file)
    file.ready_at = now
    assert can_be_shown(room, file) is is_shown
    file.deleted = True
    assert not can_be_shown(room, file)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Ada's photo.PNG", "ada_s_photo.png"), ("grün.png", "gr_n.png"), ("a/b\\c", "a_b_c")],
)
def test_addresses_hold_no_letter_that_means_something(name: str, slug: str) -> None:
    assert file_slug(name) == slug
    room = workspace()
    shown = file_json(room, room.new_file(name, "U0ADA", 3, None))
    assert shown["url_private"].endswith(f"/{slug}") and shown["name"] == name
