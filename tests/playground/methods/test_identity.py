"""auth.test and users.info."""

from slack_sdk import WebClient

from doubles.forms import error_of
from playground.server import Playground


def test_auth_test_tells_who_it_is_and_what_it_may(
    playground: Playground, client: WebClient
) -> None:
    answer = client.auth_test()
    assert answer["user_id"] == playground.bot_user_id
    assert answer["team_id"] == playground.team_id
    assert "files:read" in answer.headers["x-oauth-scopes"].split(",")


def test_users_are_described(playground: Playground, client: WebClient) -> None:
    assert client.users_info(user=playground.user_id)["user"]["real_name"] == "Ada Lovelace"
    assert client.users_info(user=playground.bot_user_id)["user"]["is_bot"] is True
    assert error_of(client.users_info, user="U0NOBODY") == "user_not_found"
