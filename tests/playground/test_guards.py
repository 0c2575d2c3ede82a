"""Who may talk to the playground."""

import pytest
import requests

from playground.server import Playground


@pytest.mark.parametrize(
    "host", ["evil.example.com", "evil.example.com:80", "127.0.0.1.evil.example.com", "[::", ""]
)
@pytest.mark.parametrize("path", ["/", "/page/state", "/api/auth.test"])
def test_foreign_hosts_are_refused(playground: Playground, host: str, path: str) -> None:
    answer = requests.get(playground.url + path, headers={"Host": host}, timeout=5)
    assert answer.status_code in (400, 403)
    assert "ok" not in answer.text


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_names_of_this_machine_are_taken(playground: Playground, name: str) -> None:
    host = f"{name}:{playground.url.rsplit(':', 1)[1]}"
    assert requests.get(playground.url, headers={"Host": host}, timeout=5).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/page/messages", "/api/chat.postMessage"])
def test_pages_of_other_sites_cannot_post(playground: Playground, origin: str, path: str) -> None:
    fields = {"channel": playground.channel_id, "text": "x", "token": playground.bot_token}
    answer = requests.post(
        playground.url + path, data=fields, headers={"Origin": origin}, timeout=5
    )
    assert answer.status_code == 403
    assert playground.messages() == []


def test_a_post_without_an_origin_is_no_browsers(playground: Playground) -> None:
    answer = requests.post(f"{playground.url}/page/messages", data={"text": "x"}, timeout=5)
    assert answer.status_code == 403
