"""Which scope a method asks for."""

from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import Playground


def test_a_scope_that_the_manifest_lacks_is_named(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(
        "features: {bot_user: {display_name: G}}\n"
        "oauth_config: {scopes: {bot: ['chat:write', 'channels:history']}}\n",
        encoding="utf-8",
    )
    with Playground(port=0, manifest=path) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url)
        with pytest.raises(SlackApiError) as caught:
            client.files_info(file="F0")
        answer = caught.value.response
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")
        assert answer["provided"] == "channels:history,chat:write"
        client.conversations_history(channel=playground.channel_id)
        with pytest.raises(SlackApiError) as caught:
            client.conversations_history(channel=playground.private_channel_id)
        assert caught.value.response["needed"] == "groups:history"
