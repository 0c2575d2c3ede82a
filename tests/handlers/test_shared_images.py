"""Which messages are jobs, and what is in those jobs."""

import itertools
import json
from typing import Any

import pytest
import requests
from slack_bolt import App

from doubles.signed import EVENT, listening, signed
from handlers import shared_images
from handlers.desk import ANSWERED_WITHIN_SECONDS, Desk
from handlers.shared_images import MOST_FILES, job_for
from services.channels import AutoReply, ChannelSettings
from services.jobs.job import Access, Delivery
from services.jobs.store import Store
from services.vision import Feature

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


BOTH = (Feature.CAPTION, Feature.TEXT)


def event(**changes: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "file_share",
        "channel": "C1",
        "user": "U1",
        "ts": "17.1",
        "files": [FILE],
    } | changes


def test_a_shared_image_is_a_job_keyed_by_its_message(
    desk: Desk, submitted: list[tuple[str, dict[str, Any]]]
) -> None:
    job = job_for(BODY, event(), desk)
    assert job is not None
    assert job.id == "T1:C1:17.1"
    assert job.thread_ts == "17.1"
    assert job.features == (Feature.CAPTION, Feature.TEXT)
    assert job.files[0].url.endswith("/download/cat.png")
    assert job.delivery is Delivery.THREAD
    desk.answer(job)
    ((job_id, recorded),) = submitted
    assert job_id == job.id
    assert recorded["job"]["deadline"] == 1000.0 + ANSWERED_WITHIN_SECONDS


def test_in_a_thread_the_answer_goes_to_the_thread(desk: Desk) -> None:
    job = job_for(BODY, event(thread_ts="16.0"), desk)
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
def test_whatever_is_no_newly_shared_image_is_left(desk: Desk, other: dict[str, Any]) -> None:
    assert job_for(BODY, other, desk) is None


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
def test_whatever_may_be_an_image_is_looked_at(desk: Desk, claim: dict[str, str]) -> None:
    assert job_for(BODY, event(files=[{"id": "F2", **claim}]), desk) is not None


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
def test_what_slack_says_of_the_bytes_is_kept(
    desk: Desk, said: dict[str, Any], access: Access
) -> None:
    job = job_for(BODY, event(files=[{**FILE, **said}]), desk)
    assert job is not None
    assert job.files[0].access is access


def test_files_are_bounded(desk: Desk) -> None:
    found = job_for(BODY, event(files=list(itertools.repeat(FILE, MOST_FILES + 5))), desk)
    assert found is not None
    assert len(found.files) == MOST_FILES


@pytest.mark.parametrize(
    ("ceiling", "own", "delivery"),
    [
        (AutoReply.ON, None, Delivery.THREAD),
        (AutoReply.ON, AutoReply.QUIET, Delivery.SUGGESTION),
        (AutoReply.ON, AutoReply.OFF, None),
        (AutoReply.QUIET, AutoReply.ON, Delivery.SUGGESTION),
        (AutoReply.OFF, AutoReply.ON, None),
    ],
)
def test_the_operators_word_is_the_ceiling_of_the_channels(
    store: Store, ceiling: AutoReply, own: AutoReply | None, delivery: Delivery | None
) -> None:
    desk = Desk(lambda *_: None, store, frozenset(BOTH), BOTH, ceiling)
    if own:
        store.set_channel("T1", "C1", ChannelSettings(own, (Feature.TEXT,), "es"))
    job = job_for(BODY, event(), desk)
    assert (job and job.delivery) == delivery
    if job and own:
        assert (job.features, job.language) == ((Feature.TEXT,), "es")


def test_direct_messages_and_mentions_are_answered_in_any_case(store: Store) -> None:
    off = Desk(lambda *_: None, store, frozenset(Feature), BOTH, AutoReply.OFF)
    body = BODY | {"authorizations": [{"user_id": "U0GLIMPSE"}]}
    direct = job_for(body, event(channel_type="im"), off)
    named = job_for(body, event(text="<@U0GLIMPSE> faces, please, and read it"), off)
    assert direct and direct.features == BOTH
    assert named and named.features == (Feature.FACES, Feature.TEXT)
    assert job_for(body, event(text="<@U0OTHER> faces"), off) is None


def test_images_are_remembered_even_where_nothing_is_answered(app: App, store: Store) -> None:
    recorded: list[str] = []
    off = Desk(
        lambda job_id, _: recorded.append(job_id),
        store, frozenset(BOTH), BOTH, AutoReply.OFF,
    )  # fmt: skip
    shared_images.register(app, off)
    with listening(app) as url:
        for one in (event(), event(subtype="message_changed", ts="18.0")):
            body = json.dumps(json.loads(EVENT) | {"event": one})
            answer = requests.post(f"{url}/slack/events", body, headers=signed(body), timeout=60)
            assert answer.status_code == 200
    assert [image.file_id for image in store.newest("T1", "C1", 9)] == ["F1"]
    assert [image.message_ts for image in store.shared_as("T1", "F1")] == ["17.1"]
    assert recorded == []
