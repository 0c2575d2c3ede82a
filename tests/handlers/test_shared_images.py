import itertools
from typing import Any

import pytest

from handlers.shared_images import ANSWERED_WITHIN_SECONDS, MOST_FILES, AutoReplies, job_for
from services.job import Access
from services.settings import AutoReply
from services.vision import Feature

REPLIES = AutoReplies(AutoReply.ON, (Feature.CAPTION, Feature.TEXT), "en", clock=lambda: 1000.0)
BODY = {"team_id": "T1", "event_id": "Ev1"}
FILE = {
    "id": "F1",
    "name": "cat.png",
    "mimetype": "image/png",
    "filetype": "png",
    "mode": "hosted",
    "url_private": "https://files.slack.com/files-pri/T1-F1/cat.png",
    "url_private_download": "https://files.slack.com/files-pri/T1-F1/download/cat.png",
}


def event(**changes: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "file_share",
        "channel": "C1",
        "user": "U1",
        "ts": "17.1",
        "files": [FILE],
    } | changes


def test_a_shared_image_is_a_job_keyed_by_its_message() -> None:
    job = job_for(BODY, event(), REPLIES)
    assert job is not None
    assert job.id == "T1:C1:17.1"
    assert job.thread_ts == "17.1"
    assert job.features == (Feature.CAPTION, Feature.TEXT)
    assert job.deadline == 1000.0 + ANSWERED_WITHIN_SECONDS
    assert job.files[0].url.endswith("/download/cat.png")
    assert not job.quiet


def test_in_a_thread_the_answer_goes_to_the_thread() -> None:
    job = job_for(BODY, event(thread_ts="16.0"), REPLIES)
    assert job is not None
    assert (job.thread_ts, job.message_ts) == ("16.0", "17.1")


@pytest.mark.parametrize(
    "other",
    [
        event(subtype=None),
        event(subtype="message_changed"),
        event(subtype="message_deleted"),
        event(subtype="bot_message"),
        event(bot_id="B1"),
        event(hidden=True),
        event(user=None),
        event(files=[]),
        event(files=None),
        event(files=[{"id": "F1", "name": "notes.pdf", "mimetype": "application/pdf"}]),
        event(files=[{"name": "cat.png", "mimetype": "image/png"}]),
    ],
)
def test_whatever_is_no_newly_shared_image_is_left(other: dict[str, Any]) -> None:
    assert job_for(BODY, other, REPLIES) is None


@pytest.mark.parametrize(
    "claim",
    [
        {"mimetype": "image/heic"},
        {"filetype": "eps"},
        {"name": "SCAN.TIFF"},
        {"mimetype": "", "name": "photo.jpg"},
        {"file_access": "check_file_info"},
        {"mimetype": "", "name": ""},
        {"mode": "tombstone", "name": "gone.png"},
    ],
)
def test_whatever_may_be_an_image_is_looked_at(claim: dict[str, str]) -> None:
    assert job_for(BODY, event(files=[{"id": "F2", **claim}]), REPLIES) is not None


@pytest.mark.parametrize(
    ("said", "access"),
    [
        ({"file_access": "check_file_info"}, Access.ASK),
        ({"mode": "tombstone"}, Access.GONE),
        ({"mode": "hidden_by_limit"}, Access.GONE),
        ({"file_access": "access_denied"}, Access.DENIED),
        ({"is_external": True}, Access.EXTERNAL),
        ({"mode": "external"}, Access.EXTERNAL),
        ({"mode": "hosted"}, Access.HERE),
    ],
)
def test_what_slack_says_of_the_bytes_is_kept(said: dict[str, Any], access: Access) -> None:
    job = job_for(BODY, event(files=[{**FILE, **said}]), REPLIES)
    assert job is not None
    assert job.files[0].access is access


def test_the_mode_decides_and_files_are_bounded() -> None:
    off = AutoReplies(AutoReply.OFF, REPLIES.features, "en")
    quiet = AutoReplies(AutoReply.QUIET, REPLIES.features, "en")
    many = event(files=list(itertools.repeat(FILE, MOST_FILES + 5)))
    assert job_for(BODY, event(), off) is None
    found = job_for(BODY, many, quiet)
    assert found is not None
    assert found.quiet
    assert len(found.files) == MOST_FILES
