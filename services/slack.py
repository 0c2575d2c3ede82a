"""What Glimpse says to Slack: post, react, upload, and look for what it said before.

A message is never sent twice on a guess: when a response is lost, Glimpse looks for its message
in the thread before it sends it again.
"""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from http.client import HTTPException
from typing import Any, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from services.errors import FileGone, MissingScope, NotInChannel, SlackError
from services.replies.reply import Reply

log = logging.getLogger(__name__)

T = TypeVar("T")

METADATA_EVENT = "glimpse_answer"
RATE_LIMIT_RETRIES = 3
TRIES = 3
_NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "is_archived"})
_ALREADY_SO = frozenset({"already_reacted", "no_reaction", "message_not_found"})
_GONE = frozenset({"file_not_found", "file_deleted"})


class Slack:
    """One workspace, one bot token. Clients are shared by threads; each call is one request."""

    def __init__(
        self,
        token: str,
        api_url: str,
        *,
        timeout: int = 30,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        limits = RateLimitErrorRetryHandler(max_retry_count=RATE_LIMIT_RETRIES)
        repeats = [limits, ServerErrorRetryHandler(), ConnectionErrorRetryHandler()]
        self.client = WebClient(token, base_url=api_url, timeout=timeout, retry_handlers=repeats)
        self._careful = WebClient(token, base_url=api_url, timeout=timeout, retry_handlers=[limits])
        self.sleep = sleep
        self.token = token

    @cached_property
    def identity(self) -> Mapping[str, Any]:
        """What ``auth.test`` says of the token: ``user_id``, ``bot_id``, ``team_id``.

        Raises:
            SlackError: the token is refused.
        """
        who: Mapping[str, Any] = self._asked(self.client.auth_test)
        return who

    def file(self, file_id: str) -> Mapping[str, Any]:
        """Return the whole file object of a file that was shared by id only.

        Raises:
            FileGone: it was deleted.
            SlackError: Slack refused.
        """
        found: Mapping[str, Any] = self._asked(lambda: self.client.files_info(file=file_id))["file"]
        return found

    def post(
        self, channel: str, thread_ts: str, reply: Reply, key: str, *, look_first: bool = False
    ) -> str:
        """Post `reply` in the thread once and return its ``ts``.

        `key` marks the message (in its metadata) so that it can be found again; with `look_first`
        it is looked for before it is sent, as an earlier process may have sent it.

        Raises:
            SlackError: Slack refused, or could not be reached.
        """

        def send() -> str:
            sent = self._careful.chat_postMessage(
                channel=channel,
                thread_ts=thread_ts,
                text=reply.text,
                blocks=list(reply.blocks),
                metadata={"event_type": METADATA_EVENT, "event_payload": {"key": key}},
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )
            return str(sent["ts"])

        def find() -> str | None:
            return self._find_posted(channel, thread_ts, key)

        return (find() if look_first else None) or self._once(send, find)

    def post_ephemeral(self, channel: str, user: str, thread_ts: str | None, reply: Reply) -> None:
        """Show `reply` to `user` alone; Slack forgets it when the client is closed.

        Raises:
            SlackError: Slack refused.
        """
        blocks = list(reply.blocks)
        self._asked(
            lambda: self.client.chat_postEphemeral(
                channel=channel, user=user, thread_ts=thread_ts, text=reply.text, blocks=blocks
            )
        )

    def tell(self, user: str, sentence: str) -> None:
        """Say something to `user` in their direct messages with Glimpse.

        Raises:
            SlackError: Slack refused.
        """
        self._asked(lambda: self.client.chat_postMessage(channel=user, text=sentence))

    def react(self, channel: str, ts: str, name: str) -> None:
        """Add a reaction; one that is there already, or a message that is gone, is fine.

        Raises:
            SlackError: Slack refused.
        """
        self._asked(lambda: self.client.reactions_add(channel=channel, timestamp=ts, name=name))

    def unreact(self, channel: str, ts: str, name: str) -> None:
        """Take a reaction of Glimpse back; one that is not there is fine.

        Raises:
            SlackError: Slack refused.
        """
        self._asked(lambda: self.client.reactions_remove(channel=channel, timestamp=ts, name=name))

    def replies(self, channel: str, thread_ts: str) -> list[Mapping[str, Any]]:
        """Return the messages of a thread, with their metadata, as far as one page goes.

        Raises:
            SlackError: Slack refused.
        """
        page = self._asked(
            lambda: self.client.conversations_replies(
                channel=channel, ts=thread_ts, include_all_metadata=True, limit=200
            )
        )
        messages: list[Mapping[str, Any]] = page.get("messages", [])
        return messages

    def upload_url(self, filename: str, length: int, alt_txt: str) -> tuple[str, str]:
        """Return where to send the bytes of a new file, and its id.

        Raises:
            SlackError: Slack refused.
        """
        given = self._asked(
            lambda: self.client.files_getUploadURLExternal(
                filename=filename, length=length, alt_txt=alt_txt or None
            )
        )
        return str(given["upload_url"]), str(given["file_id"])

    def share_uploaded(
        self, channel: str, thread_ts: str, titles: Mapping[str, str], done: Callable[[], bool]
    ) -> None:
        """Share files whose bytes were sent, as one message; `titles` by file id.

        When the response is lost, `done` says whether they are shared.

        Raises:
            SlackError: Slack refused.
        """
        files: list[dict[str, str | None]] = [{"id": i, "title": t} for i, t in titles.items()]

        def send() -> bool:
            self._careful.files_completeUploadExternal(
                files=files, channel_id=channel, thread_ts=thread_ts
            )
            return True

        self._once(send, lambda: done() or None)

    def delete_file(self, file_id: str) -> None:
        """Delete a file of Glimpse's own; one that is gone is fine.

        Raises:
            SlackError: Slack refused.
        """
        with suppress(FileGone):
            self._asked(lambda: self.client.files_delete(file=file_id))

    def _find_posted(self, channel: str, thread_ts: str, key: str) -> str | None:
        for message in self.replies(channel, thread_ts):
            metadata = message.get("metadata") or {}
            if metadata.get("event_payload", {}).get("key") == key:
                return str(message["ts"])
        return None

    def _once(self, send: Callable[[], T], find: Callable[[], T | None]) -> T:
        """Return what `send` returned; when its response is lost, `find` says if it was done."""
        for attempt in range(TRIES):
            try:
                return send()
            except SlackApiError as error:
                if not _lost(error):
                    raise refusal(error) from error
            except (OSError, HTTPException) as error:
                log.warning("A response of Slack was lost: %s", type(error).__name__)
            self.sleep(0.5 * 2**attempt)
            done = find()
            if done is not None:
                return done
        raise SlackError("Slack could not be reached.")

    def _asked(self, call: Callable[[], Any]) -> Any:
        """Return the data of a call that may be made again without harm."""
        try:
            return call().data
        except SlackApiError as error:
            if _code(error) in _ALREADY_SO:
                return {}
            raise refusal(error) from error
        except (OSError, HTTPException) as error:
            raise SlackError("Slack could not be reached.", detail=type(error).__name__) from error


def refusal(error: SlackApiError) -> SlackError | FileGone:
    """Return our error for Slack's refusal; the scope that is missing is named."""
    code = _code(error)
    if code == "missing_scope":
        needed = str(error.response.get("needed", ""))
        return MissingScope(
            f"Glimpse lacks the Slack scope {needed}: add it and install the app again."
        )
    if code in _NOT_THERE:
        return NotInChannel(detail=code)
    if code in _GONE:
        return FileGone(detail=code)
    return SlackError(f"Slack did not accept the answer ({code}).", detail=str(error.response))


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error", "")) if error.response else ""


def _lost(error: SlackApiError) -> bool:
    return bool(error.response) and getattr(error.response, "status_code", 200) >= 500
