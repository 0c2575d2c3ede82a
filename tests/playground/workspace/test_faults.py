from collections.abc import Iterator
from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler

from playground.server import Playground


def bearer(playground: Playground) -> dict[str, str]:
    return {"Authorization": f"Bearer {playground.bot_token}"}


def test_a_rate_limit_names_the_seconds(playground: Playground, client: WebClient) -> None:
    playground.faults.rate_limit("chat.postMessage", times=1, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=playground.channel_id, text="x")
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert answer.headers["Retry-After"] == "7"
    assert playground.messages() == []
    client.chat_postMessage(channel=playground.channel_id, text="x")
    assert [c.status for c in playground.calls] == [429, 200]


def test_the_sdk_gets_over_a_rate_limit(playground: Playground, client: WebClient) -> None:
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    playground.faults.rate_limit("auth.test", retry_after=0)
    assert client.auth_test()["ok"]
    assert [c.status for c in playground.calls] == [429, 200]


def test_a_failure_does_no_work(playground: Playground, client: WebClient) -> None:
    playground.faults.fail("chat.postMessage", error="internal_error")
    playground.faults.fail("chat.postMessage", status=503)
    for status in (200, 503):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=playground.channel_id, text="x")
        assert caught.value.response.status_code == status
        assert caught.value.response["error"] == "internal_error"
    assert playground.messages() == []


def test_a_lost_response_did_the_work(playground: Playground) -> None:
    playground.faults.lose_response("chat.postMessage")
    data = {"channel": playground.channel_id, "text": "done all the same"}
    with pytest.raises(requests.ConnectionError):
        requests.post(
            playground.api_url + "chat.postMessage",
            data=data,
            headers=bearer(playground),
            timeout=5,
        )
    assert [m["text"] for m in playground.messages()] == ["done all the same"]
    assert playground.calls[-1].status == 0


def test_the_star_is_any_method(playground: Playground, client: WebClient) -> None:
    playground.faults.fail("*", times=2, error="fatal_error")
    for method in ("auth.test", "users.info"):
        with pytest.raises(SlackApiError, match="fatal_error"):
            client.api_call(method)
    assert client.auth_test()["ok"]


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
