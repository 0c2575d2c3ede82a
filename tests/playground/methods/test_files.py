import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import requests
from PIL import Image
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import Playground


def error_of(call: Any, **kwargs: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**kwargs)
    return str(caught.value.response["error"])


def start(client: WebClient, data: bytes, name: str = "marked.png") -> tuple[str, str]:
    answer = client.files_getUploadURLExternal(filename=name, length=len(data))
    return answer["upload_url"], answer["file_id"]


@pytest.mark.parametrize("multipart", [False, True])
def test_three_steps_upload_a_file_once(
    playground: Playground, client: WebClient, picture: bytes, multipart: bool
) -> None:
    url, file_id = start(client, picture)
    body: dict[str, Any] = {"files": {"file": picture}} if multipart else {"data": picture}
    assert requests.post(url, **body, timeout=5).status_code == 200
    complete = client.files_completeUploadExternal
    files: list[dict[str, str | None]] = [{"id": file_id, "title": "Marked"}]
    answer = complete(files=files, channel_id=playground.channel_id, initial_comment="here")
    assert answer["files"][0]["mimetype"] == ""
    (message,) = playground.messages()
    assert (message["text"], message["subtype"]) == ("here", "file_share")
    (file,) = playground.files_in(message)
    assert (file["bytes"], file["title"], file["id"]) == (picture, "Marked", file_id)
    assert file["shares"]["public"][playground.channel_id][0]["ts"] == message["ts"]
    assert error_of(complete, files=files, channel_id=playground.channel_id) == "file_not_found"


def test_an_upload_must_be_whole_and_known(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    url, file_id = start(client, picture)
    assert requests.post(url, data=picture[:-1], timeout=5).status_code == 400
    complete = client.files_completeUploadExternal
    assert error_of(complete, files=[{"id": file_id, "title": "x"}]) == "file_not_found"
    assert error_of(complete, files=[{"id": "F0NOBODYS1", "title": "x"}]) == "file_not_found"
    assert requests.post(url + "X", data=picture, timeout=5).status_code == 404


def test_the_request_for_an_address_is_checked(client: WebClient) -> None:
    ask = client.files_getUploadURLExternal
    assert error_of(ask, filename="a.png", length=0) == "missing_argument"
    assert error_of(ask, filename="a.png", length=1, alt_txt="x" * 1001) == "alt_txt_too_large"


def test_files_go_only_where_glimpse_is(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    url, file_id = start(client, picture)
    requests.post(url, data=picture, timeout=5)
    complete = client.files_completeUploadExternal
    files = [{"id": file_id, "title": "x"}]
    assert error_of(complete, files=files, channel_id=playground.other_channel_id) == (
        "not_in_channel"
    )
    error = error_of(complete, files=files, channel_id=playground.channel_id, thread_ts="1.1")
    assert error == "thread_not_found"
    assert playground.file(file_id)["completed"] is False


def test_several_files_are_one_message(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    parent = playground.say("parent")
    client.files_upload_v2(
        channel=playground.channel_id,
        thread_ts=parent,
        file_uploads=[
            {"content": picture, "filename": "1.png", "alt_txt": "one"},
            {"content": picture, "filename": "2.png"},
        ],
    )
    _, message = playground.messages(thread_ts=parent)
    assert [f["name"] for f in message["files"]] == ["1.png", "2.png"]
    assert message["files"][0]["alt_txt"] == "one"


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


def test_files_are_attached_to_a_message_that_is_there(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    channel = playground.channel_id
    ts = client.chat_postMessage(channel=channel, text="looking")["ts"]
    url, file_id = start(client, picture)
    requests.post(url, data=picture, timeout=5)
    client.chat_update(channel=channel, ts=ts, text="seen", file_ids=[file_id])
    (message,) = playground.messages()
    assert [f["id"] for f in message["files"]] == [file_id]
    error = error_of(client.chat_update, channel=channel, ts=ts, text="x", file_ids=["F0NOBODYS1"])
    assert error == "file_not_found"


def test_bytes_need_the_bearer_and_the_scope(playground: Playground, picture: bytes) -> None:
    playground.share([("Ada's photo.png", picture)])
    file = playground.messages()[0]["files"][0]
    bearer = {"Authorization": f"Bearer {playground.bot_token}"}
    for url in (file["url_private"], file["url_private_download"]):
        answer = requests.get(url, headers=bearer, timeout=5)
        assert (answer.content, answer.headers["content-type"]) == (picture, "image/png")
    for headers in ({}, {"Authorization": "Bearer xoxb-wrong"}):
        answer = requests.get(file["url_private"], headers=headers, timeout=5)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
    playground.faults.remove_scope("files:read")
    answer = requests.get(file["url_private"], headers=bearer, timeout=5)
    assert answer.headers["content-type"].startswith("text/html")
    host = playground.url.removeprefix("http://")
    assert [tuple(d)[:3] for d in playground.downloads] == [
        (file["id"], had_bearer, host) for had_bearer in (True, True, False, False, True)
    ]


def test_deleted_files_are_gone(playground: Playground, client: WebClient, picture: bytes) -> None:
    ts = playground.share([("a.png", picture)])
    file = playground.messages()[0]["files"][0]
    playground.delete(playground.channel_id, ts)
    assert error_of(client.files_info, file=file["id"]) == "file_deleted"
    assert error_of(client.files_info, file="F0NOBODYS1") == "file_not_found"
    bearer = {"Authorization": f"Bearer {playground.bot_token}"}
    assert requests.get(file["url_private"], headers=bearer, timeout=5).status_code == 404


def test_the_app_deletes_only_its_own_files(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    playground.share([("a.png", picture)])
    theirs = playground.messages()[0]["files"][0]["id"]
    assert error_of(client.files_delete, file=theirs) == "cant_delete_file"
    client.files_upload_v2(channel=playground.channel_id, content=picture, filename="b.png")
    ours = playground.messages()[1]["files"][0]["id"]
    client.files_delete(file=ours)
    assert playground.messages()[1]["files"] == [{"id": ours, "mode": "tombstone"}]


def test_files_are_listed_by_channel_and_type_newest_first(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    playground.share([("a.png", picture), ("notes.txt", b"words")])
    playground.share([("b.png", picture)])
    playground.share([("c.png", picture)], channel=playground.dm_id)
    playground.share([("d.png", picture)], channel=playground.other_channel_id)
    listed = client.files_list(channel=playground.channel_id, types="images")["files"]
    assert [f["name"] for f in listed] == ["b.png", "a.png"]
    assert [f["name"] for f in client.files_list(count=2)["files"]] == ["c.png", "b.png"]
    assert [
        f["name"] for f in client.files_list(user=playground.user_id, types="pdfs")["files"]
    ] == []
    created = str(playground.file(listed[1]["id"])["created"])
    assert len(client.files_list(ts_to=str(int(created) - 1))["files"]) == 0
    assert len(client.files_list(ts_from=str(int(created) - 1))["files"]) == 4
    assert error_of(client.files_list, types="pictures") == "unknown_type"
    assert error_of(client.files_list, user="U0NOBODY") == "user_not_found"
    assert error_of(client.files_list, channel="C0NOWHERE") == "channel_not_found"
    assert error_of(client.files_list, ts_from="yesterday") == "invalid_arguments"
    hidden = playground.messages(playground.other_channel_id)[0]["files"][0]["id"]
    assert error_of(client.files_info, file=hidden) == "file_not_found"


def test_images_have_small_copies_and_other_files_none(
    playground: Playground, draw: Callable[..., bytes]
) -> None:
    wide, broken = draw(800, 200, "teal"), draw(800, 200)[:60]
    playground.share([("wide.png", wide), ("broken.png", broken), ("text.png", b"no image")])
    first, second, third = playground.messages()[0]["files"]
    sizes = [(first[f"thumb_{s}_w"], first[f"thumb_{s}_h"]) for s in (360, 720, 1024)]
    assert sizes == [(360, 90), (720, 180), (800, 200)]
    assert (first["original_w"], first["original_h"]) == (800, 200)
    assert "original_w" not in third
    bearer = {"Authorization": f"Bearer {playground.bot_token}"}
    answer = requests.get(first["thumb_360"], headers=bearer, timeout=5)
    with Image.open(io.BytesIO(answer.content)) as small:
        assert (small.size, small.convert("RGB").getpixel((5, 5))) == ((360, 90), (0, 128, 128))
    assert requests.get(first["thumb_360"], timeout=5).text.startswith("<!DOCTYPE html>")
    url = second.get("thumb_360", first["thumb_360"].replace(first["id"], second["id"]))
    assert requests.get(url, headers=bearer, timeout=5).status_code == 404


def test_huge_pictures_have_their_size_but_no_small_copies(playground: Playground) -> None:
    header = struct.pack(">II", 13_000, 13_000) + bytes([1, 0, 0, 0, 0])
    chunk = struct.pack(">I", 13) + b"IHDR" + header
    huge = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    huge += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    playground.share([("huge.png", huge)])
    (file,) = playground.messages()[0]["files"]
    assert (file["original_w"], file["original_h"]) == (13_000, 13_000)
    assert not any(key.startswith("thumb_") for key in file)
