"""Files into a thread, in Slack's three steps, and a look at whether they were really shared.

Steps 1 and 2 (files.getUploadURLExternal, then the bytes) show nothing to anybody and may be
repeated; step 3 (files.completeUploadExternal) shares, so after a lost response the files
themselves say whether it was done. Sharing happens some time after step 3 has answered
(slackapi/node-slack-sdk#2260), and files with ``alt_txt`` were seen never to be shared
(slackapi/python-slack-sdk#1818): those are uploaded once more without it.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

import requests

from services.errors import FileGone, SlackError
from services.replies.reply import Upload
from services.slack.client import Slack

log = logging.getLogger(__name__)

SHARED_WITHIN_SECONDS = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
"""The waits between looks: short at first, as most files are shared at once. 6 s in all, chosen
against an answer that comes twice because the first was only late."""

TIMEOUT_SECONDS = (10, 60)
"""To connect, and for each answer; well within a job's ten minutes."""


def upload(
    slack: Slack, channel: str, thread_ts: str | None, uploads: Sequence[Upload]
) -> list[str]:
    """Share `uploads` as one file message, in a thread if there is one; return their ids.

    Raises:
        SlackError: Slack refused, or did not share them.
    """
    titles: dict[str, str] = {}
    for one in uploads:
        url, file_id = slack.upload_url(one.filename, len(one.data), one.alt_txt)
        titles[file_id] = one.title
        with requests.Session() as session:
            session.trust_env = False  # no proxy or .netrc between a picture and Slack
            try:
                session.post(url, data=one.data, timeout=TIMEOUT_SECONDS).raise_for_status()
            except requests.RequestException as error:
                raise SlackError("The file could not be uploaded.", detail=str(error)) from error
    file_ids = list(titles)
    slack.share_uploaded(channel, thread_ts, titles, lambda: _shared(slack, channel, file_ids))
    for seconds in SHARED_WITHIN_SECONDS:
        if _shared(slack, channel, file_ids):
            return file_ids
        slack.sleep(seconds)
    if _shared(slack, channel, file_ids):
        return file_ids
    if not any(one.alt_txt for one in uploads):
        raise SlackError("Slack took the file but did not share it.")
    log.warning("Files with alt_txt were not shared; uploading them again without")
    for file_id in file_ids:
        slack.delete_file(file_id)
    return upload(slack, channel, thread_ts, [replace(one, alt_txt="") for one in uploads])


def find_uploaded(
    slack: Slack, channel: str, thread_ts: str | None, uploads: Sequence[Upload], after_ts: str
) -> list[str]:
    """Return the ids of these files where they were shared already, after `after_ts`.

    Raises:
        SlackError: Slack refused.
    """
    wanted = {one.filename for one in uploads}
    messages = slack.replies(channel, thread_ts) if thread_ts else slack.newest_messages(channel)
    for message in messages:
        files = message.get("files") or []
        own = message.get("user") == slack.identity["user_id"]
        names = {file.get("name") for file in files}
        if own and str(message["ts"]) > after_ts and names == wanted:
            return [str(file["id"]) for file in files]
    return []


def _shared(slack: Slack, channel: str, file_ids: Sequence[str]) -> bool:
    """Return whether each file is in `channel`, wherever its object says so."""
    for file_id in file_ids:
        try:
            file = slack.file(file_id)
        except FileGone:
            return False
        shares = file.get("shares") or {}
        listed = [place for kind in ("channels", "groups", "ims") for place in file.get(kind) or []]
        if channel not in {*listed, *(shares.get("public") or {}), *(shares.get("private") or {})}:
            return False
    return True
