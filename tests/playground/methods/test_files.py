"""files.*: looking at files, and the three-step upload."""

from typing import Any

import pytest
import requests
from slack_sdk import WebClient

from doubles.forms import error_of
from playground.server import Playground


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
