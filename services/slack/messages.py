"""Messages: sent once, changed, found again, taken back.

A message is never sent twice on a guess. It carries a key in its metadata; when a response is
lost, or an earlier process may have sent it, Glimpse looks for the key before it sends.
"""

import logging
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from services.errors import SlackError
from services.replies.reply import Reply
from services.slack.client import Slack

log = logging.getLogger(__name__)

METADATA_EVENT = "glimpse_answer"
HOOK_HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
HOOK_SECONDS = 30  # as long as the Web API's clients wait


def post(slack: Slack, channel: str, thread_ts: str | None, reply: Reply, key: str) -> str:
    """Post `reply`, in a thread where there is one, and return its ``ts``.

    Raises:
        SlackError: Slack refused, or could not be reached.
    """

    def send() -> str:
        sent = slack.careful.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            metadata={"event_type": METADATA_EVENT, "event_payload": {"key": key}},
            parse="none",
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
            **_content(reply),
        )
        return str(sent["ts"])

    return slack.once(send, lambda: find_posted(slack, channel, thread_ts, key))


def find_posted(slack: Slack, channel: str, thread_ts: str | None, key: str) -> str | None:
    """Return the ``ts`` of the message that was posted with `key`, if it is there.

    Raises:
        SlackError: Slack refused.
    """
    messages = slack.replies(channel, thread_ts) if thread_ts else slack.newest_messages(channel)
    for message in messages:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("key") == key:
            return str(message["ts"])
    return None


def update(slack: Slack, channel: str, ts: str, reply: Reply) -> None:
    """Make a message of Glimpse's say something else; doing it twice harms nothing.

    Raises:
        SlackError: Slack refused.
    """
    slack.asked(
        lambda: slack.client.chat_update(channel=channel, ts=ts, parse="none", **_content(reply))
    )


def delete(slack: Slack, channel: str, ts: str) -> None:
    """Take a message of Glimpse's back; one that is gone is fine.

    Raises:
        SlackError: Slack refused.
    """
    slack.asked(lambda: slack.client.chat_delete(channel=channel, ts=ts))


def whisper(slack: Slack, channel: str, user: str, thread_ts: str | None, reply: Reply) -> None:
    """Show `reply` to `user` alone; Slack forgets it when their client is closed.

    Raises:
        SlackError: Slack refused.
    """
    slack.asked(
        lambda: slack.client.chat_postEphemeral(
            channel=channel, user=user, thread_ts=thread_ts, **_content(reply)
        )
    )


def respond(slack: Slack, response_url: str, reply: Reply, *, here: bool) -> None:
    """Answer by a ``response_url``: to who asked alone, or to the channel with `here`.

    Slack takes five of these within 30 minutes. Nothing is replaced: a pressed button's answer
    stays readable, and a command's acknowledgement cannot be (slackapi/bolt-python#1268).

    Raises:
        SlackError: the address is not Slack's, has expired, or could not be reached.
    """
    address, api = urlsplit(response_url), urlsplit(slack.client.base_url)
    is_hook = address.scheme == "https" and address.hostname in HOOK_HOSTS
    plays_slack = (address.scheme, address.netloc) == (api.scheme, api.netloc)
    if not (is_hook or plays_slack):
        raise SlackError("The address to answer at is not Slack's.")
    hook = WebhookClient(response_url, timeout=HOOK_SECONDS)
    try:
        answer = hook.send_dict(
            {
                "response_type": "in_channel" if here else "ephemeral",
                "replace_original": False,
                **_content(reply),
            }
        )
    except (SlackApiError, OSError, HTTPException) as error:
        raise SlackError("Slack could not be reached.", detail=type(error).__name__) from error
    if answer.status_code != 200:
        raise SlackError("Slack did not accept the answer.", detail=answer.body[:200])


def direct_channel(slack: Slack, user: str) -> str:
    """Return the channel of the direct messages between `user` and Glimpse.

    Raises:
        SlackError: Slack refused.
    """
    opened = slack.asked(lambda: slack.client.conversations_open(users=[user]))
    return str(opened["channel"]["id"])


def _content(reply: Reply) -> Mapping[str, Any]:
    return {"text": reply.text, "blocks": list(reply.blocks)}
