"""Slack's bad days."""

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
