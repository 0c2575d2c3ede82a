"""The bytes of files, in and out."""

from collections.abc import Iterator

import pytest
import requests
from slack_sdk import WebClient

from doubles.forms import error_of
from playground.server import Playground


def start(client: WebClient, data: bytes, name: str = "marked.png") -> tuple[str, str]:
    answer = client.files_getUploadURLExternal(filename=name, length=len(data))
    return answer["upload_url"], answer["file_id"]


def test_an_upload_must_be_whole_and_known(
    playground: Playground, client: WebClient, picture: bytes
) -> None:
    url, file_id = start(client, picture)
    assert requests.post(url, data=picture[:-1], timeout=5).status_code == 400
    complete = client.files_completeUploadExternal
    assert error_of(complete, files=[{"id": file_id, "title": "x"}]) == "file_not_found"
    assert error_of(complete, files=[{"id": "F0NOBODYS1", "title": "x"}]) == "file_not_found"
    assert requests.post(url + "X", data=picture, timeout=5).status_code == 404


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


def bearer(playground: Playground) -> dict[str, str]:
    return {"Authorization": f"Bearer {playground.bot_token}"}


def test_a_download_breaks_off(playground: Playground) -> None:
    data = bytes(300_000)
    playground.share([("big.png", data)])
    url = playground.messages()[0]["files"][0]["url_private_download"]
    playground.faults.drop_download(after_bytes=100_000, times=1)
    answer = requests.get(url, headers=bearer(playground), stream=True, timeout=5)
    assert answer.headers["content-length"] == "300000"
    received = bytearray()
    with pytest.raises(requests.RequestException):
        received += b"".join(pieces(answer, received))
    assert received == bytes(100_000)
    assert requests.get(url, headers=bearer(playground), timeout=5).content == data


def pieces(answer: requests.Response, received: bytearray) -> Iterator[bytes]:
    """Yield nothing, but keep what came before the connection broke."""
    for piece in answer.iter_content(10_000):
        received += piece
    yield b""


def test_a_download_is_slow(playground: Playground) -> None:
    playground.share([("big.png", bytes(150_000))])
    url = playground.messages()[0]["files"][0]["url_private_download"]
    playground.faults.slow_download = 0.01
    assert len(requests.get(url, headers=bearer(playground), timeout=5).content) == 150_000
    playground.faults.slow_download = 30
    with pytest.raises(requests.RequestException):
        requests.get(url, headers=bearer(playground), timeout=0.2)


@pytest.mark.parametrize("kind", ["fail", "rate_limit"])
def test_downloads_and_uploads_fail_on_demand(
    playground: Playground, client: WebClient, picture: bytes, kind: str
) -> None:
    playground.share([("a.png", picture)])
    url = playground.messages()[0]["files"][0]["url_private"]
    for name in ("download", "upload"):
        getattr(playground.faults, kind)(name)
    status = {"fail": 500, "rate_limit": 429}[kind]
    assert requests.get(url, headers=bearer(playground), timeout=5).status_code == status
    upload_url = client.files_getUploadURLExternal(filename="a", length=1)["upload_url"]
    assert requests.post(upload_url, data=b"x", timeout=5).status_code == status
    assert requests.post(upload_url, data=b"x", timeout=5).status_code == 200
