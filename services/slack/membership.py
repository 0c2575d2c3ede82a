"""Whether somebody may see what they ask Glimpse about: a link must not open a closed door.

Glimpse sees every channel it is in; who asks may not. A link to an image is followed only where
who asks could have followed it.
"""

from collections.abc import Mapping
from typing import Any

from services.errors import RequestError, SlackError
from services.slack.client import Slack

NOT_YOURS = "I only look at images in channels that you are in."
MOST_MEMBERS = 1000  # one page; in a larger channel, who is not on it is refused


def check_channel(slack: Slack, user: str, channel: str, asked_in: str) -> None:
    """Let `user` ask about a message of `channel`, or raise.

    Raises:
        RequestError: the channel is private, and they are not in it.
    """
    if not _sees(slack, user, channel, asked_in):
        raise RequestError(NOT_YOURS)


def check_file(slack: Slack, user: str, file: Mapping[str, Any], asked_in: str) -> None:
    """Let `user` ask about a file, or raise.

    Raises:
        RequestError: it is not theirs, and shared in no channel that they can see.
    """
    if file.get("user") == user or file.get("is_public") or file.get("channels"):
        return
    places = [*(file.get("groups") or []), *(file.get("ims") or [])]
    if not any(_sees(slack, user, channel, asked_in) for channel in places):
        raise RequestError(NOT_YOURS)


def _sees(slack: Slack, user: str, channel: str, asked_in: str) -> bool:
    if channel == asked_in:
        return True
    try:
        about = slack.asked(lambda: slack.client.conversations_info(channel=channel))["channel"]
        if about.get("is_channel") and not about.get("is_private"):
            return True
        page = slack.asked(
            lambda: slack.client.conversations_members(channel=channel, limit=MOST_MEMBERS)
        )
    except SlackError:
        return False  # Glimpse is not in it, or may not know: nobody is let in on a guess
    return user in page.get("members", [])
