"""What the desk says of a channel, and how it records what is to be done."""

from typing import Any

import pytest

from handlers.desk import ANSWERED_WITHIN_SECONDS, Desk
from services.answering.chores import Chore, ChoreKind
from services.channels import AutoReply, ChannelSettings
from services.jobs.job import Job
from services.jobs.store import Store
from services.vision import Feature

Submitted = list[tuple[str, dict[str, Any]]]


def test_a_channel_nobody_set_has_what_the_operator_wants(desk: Desk) -> None:
    expected = ChannelSettings(AutoReply.ON, (Feature.CAPTION, Feature.TEXT), "en")
    assert desk.settings("T1", "C1") == expected


def test_a_channels_own_features_are_those_the_engine_can_do(desk: Desk, store: Store) -> None:
    wanted = (Feature.FACES, Feature.LANDMARKS)
    store.set_channel("T1", "C1", ChannelSettings(AutoReply.QUIET, wanted, "es"))
    assert desk.settings("T1", "C1") == ChannelSettings(AutoReply.QUIET, (Feature.FACES,), "es")
    assert desk.settings("T2", "C1").mode is AutoReply.ON


@pytest.mark.parametrize(
    ("ceiling", "own", "mode"),
    [
        (AutoReply.ON, AutoReply.QUIET, AutoReply.QUIET),
        (AutoReply.QUIET, AutoReply.ON, AutoReply.QUIET),
        (AutoReply.QUIET, AutoReply.OFF, AutoReply.OFF),
        (AutoReply.OFF, AutoReply.ON, AutoReply.OFF),
        (AutoReply.QUIET, None, AutoReply.QUIET),
    ],
)
def test_the_quieter_of_two_words_holds(
    store: Store, ceiling: AutoReply, own: AutoReply | None, mode: AutoReply
) -> None:
    desk = Desk(lambda *_: None, store, frozenset(), (), ceiling)
    if own:
        store.set_channel("T1", "C1", ChannelSettings(own))
    assert desk.settings("T1", "C1").mode is mode


def test_a_job_is_recorded_with_the_time_it_has(desk: Desk, submitted: Submitted) -> None:
    desk.answer(Job("T1:C1:1.0", "T1", "C1", "U1", "1.0", "1.0", (), (), "en", deadline=0.0))
    ((job_id, recorded),) = submitted
    assert job_id == "T1:C1:1.0"
    assert recorded["kind"] == "answer"
    assert recorded["job"]["deadline"] == 1000.0 + ANSWERED_WITHIN_SECONDS
    assert recorded["job"]["begun"] == "1000.000000"


def test_a_chore_is_recorded_as_one(desk: Desk, submitted: Submitted) -> None:
    desk.do(Chore("T1:C1:greet", ChoreKind.GREET, "T1", "C1"))
    assert submitted == [
        (
            "T1:C1:greet",
            {
                "kind": "chore",
                "job": {"id": "T1:C1:greet", "kind": "greet", "team": "T1", "channel": "C1"},
            },
        )
    ]
