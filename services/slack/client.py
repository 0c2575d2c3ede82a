"""One workspace's Web API: who retries what, and Slack's refusals as our errors.

`client` repeats a call whose response was lost, which harms nothing where it is made; `careful`
does not, for calls that would be seen twice.
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

log = logging.getLogger(__name__)

T = TypeVar("T")

RATE_LIMIT_RETRIES = 3
"""Each waits what ``Retry-After`` says; chat.postMessage allows about one a second and channel."""

TRIES = 3
FIRST_PAUSE_SECONDS = 0.5
"""Doubled each time, so that a gateway has 1.5 s to recover while somebody waits."""

REPLIES_IN_A_PAGE = 200
"""One page is read, oldest first: what was said later in a longer thread is not found again."""

MESSAGES_IN_A_PAGE = 15
"""conversations.history gives no more to a distributed app outside Slack's Marketplace."""

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
        self.careful = WebClient(token, base_url=api_url, timeout=timeout, retry_handlers=[limits])
        self.sleep = sleep
        self.token = token

    @cached_property
    def identity(self) -> Mapping[str, Any]:
        """What ``auth.test`` says of the token: ``user_id``, ``bot_id``, ``team_id``.

        Raises:
            SlackError: the token is refused.
        """
        who: Mapping[str, Any] = self.asked(self.client.auth_test)
        return who

    def file(self, file_id: str) -> Mapping[str, Any]:
        """Return the whole file object of a file that was shared by id only.

        Raises:
            FileGone: it was deleted.
            SlackError: Slack refused.
        """
        found: Mapping[str, Any] = self.asked(lambda: self.client.files_info(file=file_id))["file"]
        return found

    def shared_at(self, file_id: str, channel: str) -> list[str]:
        """Return the ``ts`` of the messages with which a file was shared in a channel.

        Raises:
            SlackError: Slack refused.
        """
        try:
            shares = self.file(file_id).get("shares") or {}
        except FileGone:
            return []
        places = [kind.get(channel) or [] for kind in shares.values()]
        return [str(share["ts"]) for shared in places for share in shared if share.get("ts")]

    def react(self, channel: str, ts: str, name: str) -> None:
        """Add a reaction; one that is there already, or a message that is gone, is fine.

        Raises:
            SlackError: Slack refused.
        """
        self.asked(lambda: self.client.reactions_add(channel=channel, timestamp=ts, name=name))

    def unreact(self, channel: str, ts: str, name: str) -> None:
        """Take a reaction of Glimpse back; one that is not there is fine.

        Raises:
            SlackError: Slack refused.
        """
        self.asked(lambda: self.client.reactions_remove(channel=channel, timestamp=ts, name=name))

    def replies(self, channel: str, thread_ts: str) -> list[Mapping[str, Any]]:
        """Return the messages of a thread, with their metadata, as far as one page goes.

        Raises:
            SlackError: Slack refused.
        """
        page = self.asked(
            lambda: self.client.conversations_replies(
                channel=channel, ts=thread_ts, include_all_metadata=True, limit=REPLIES_IN_A_PAGE
            )
        )
        messages: list[Mapping[str, Any]] = page.get("messages", [])
        return messages

    def newest_messages(self, channel: str, until_ts: str = "") -> list[Mapping[str, Any]]:
        """Return a channel's newest messages, or the one at `until_ts`; one page, newest first.

        Raises:
            SlackError: Slack refused.
        """
        newest = {"limit": MESSAGES_IN_A_PAGE}
        only = {"latest": until_ts, "inclusive": True, "limit": 1} if until_ts else newest
        page = self.asked(
            lambda: self.client.conversations_history(
                channel=channel, include_all_metadata=True, **only
            )
        )
        messages: list[Mapping[str, Any]] = page.get("messages", [])
        return messages

    def images(self, channel: str, count: int) -> list[Mapping[str, Any]]:
        """Return the file objects of a channel's newest images, newest first.

        Raises:
            SlackError: Slack refused.
        """
        page = self.asked(
            lambda: self.client.files_list(channel=channel, types="images", count=count)
        )
        files: list[Mapping[str, Any]] = page.get("files", [])
        return files

    def upload_url(self, filename: str, length: int, alt_txt: str) -> tuple[str, str]:
        """Return where to send the bytes of a new file, and its id.

        Raises:
            SlackError: Slack refused.
        """
        given = self.asked(
            lambda: self.client.files_getUploadURLExternal(
                filename=filename, length=length, alt_txt=alt_txt or None
            )
        )
        return str(given["upload_url"]), str(given["file_id"])

    def share_uploaded(
        self,
        channel: str,
        thread_ts: str | None,
        titles: Mapping[str, str],
        done: Callable[[], bool],
    ) -> None:
        """Share files whose bytes were sent, as one message; `titles` by file id.

        When the response is lost, `done` says whether they are shared.

        Raises:
            SlackError: Slack refused.
        """
        files: list[dict[str, str | None]] = [{"id": i, "title": t} for i, t in titles.items()]

        def send() -> bool:
            self.careful.files_completeUploadExternal(
                files=files, channel_id=channel, thread_ts=thread_ts
            )
            return True

        self.once(send, lambda: done() or None)

    def delete_file(self, file_id: str) -> None:
        """Delete a file of Glimpse's own; one that is gone is fine.

        Raises:
            SlackError: Slack refused.
        """
        with suppress(FileGone):
            self.asked(lambda: self.client.files_delete(file=file_id))

    def once(self, send: Callable[[], T], find: Callable[[], T | None]) -> T:
        """Return what `send` returned; when its response is lost, `find` says if it was done."""
        for attempt in range(TRIES):
            try:
                return send()
            except SlackApiError as error:
                if getattr(error.response, "status_code", 200) < 500:  # Slack answered: it refuses
                    raise refusal(error) from error
            except (OSError, HTTPException) as error:
                log.warning("A response of Slack was lost: %s", type(error).__name__)
            self.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
            done = find()
            if done is not None:
                return done
        raise SlackError("Slack could not be reached.")

    def asked(self, call: Callable[[], Any]) -> Any:
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
