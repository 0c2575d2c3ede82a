"""Every address of the playground answers, and no other."""

import pytest
import requests

from playground.server import Playground


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/", 200, "<!doctype html>"),
        ("GET", "/page/state", 200, '"version"'),
        ("GET", "/page/messages", 405, "Method Not Allowed"),
        ("POST", "/page/messages", 400, "There is nothing to send."),
        ("GET", "/api/auth.test", 200, "not_authed"),
        ("POST", "/api/auth.test", 200, "not_authed"),
        ("POST", "/upload/v1/F0NOBODYS1", 404, "no such upload"),
        ("GET", "/upload/v1/F0NOBODYS1", 405, "Method Not Allowed"),
        ("GET", "/files-pri/T0-F0/a.png", 200, "Sign in"),
        ("GET", "/files-pri/T0-F0/download/a.png", 200, "Sign in"),
        ("GET", "/files-tmb/T0-F0/a_360.png", 200, "Sign in"),
        ("POST", "/actions/T0/1/nobodys", 404, "expired_url"),
        ("GET", "/actions/T0/1/nobodys", 405, "Method Not Allowed"),
        ("GET", "/nothing/here", 404, "Not Found"),
    ],
)
def test_an_address_answers_as_it_should(
    playground: Playground, method: str, path: str, status: int, says: str
) -> None:
    headers = {"Origin": playground.url} if path.startswith("/page/") else {}
    answer = requests.request(
        method,
        playground.url + path,
        headers=headers,
        data=b"" if method == "POST" else None,
        timeout=10,
    )
    assert (answer.status_code, says in answer.text) == (status, True)
