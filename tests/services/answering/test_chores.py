"""Small things to do in Slack, each of which may be done twice."""

from collections.abc import Sequence
from typing import Any

import pytest

from doubles.steps import PlainSteps
from doubles.world import image
from playground.server import Playground
from services.answering.chores import ByKind, Chore, ChoreKind, Chores
from services.channels import AutoReply, ChannelSettings
from services.jobs.queue import Json, Steps
from services.jobs.records import to_json
from services.jobs.store import Answer, SeenImage, Store
from services.replies.notices import greeting
from services.replies.reply import Reply, Upload
from services.slack import messages
from services.slack.client import Slack
from services.slack.uploads import upload
from services.vision import Feature

TEAM, CHANNEL, USER = "T0PLAYGROUND", Playground.channel_id, Playground.user_id
FEATURES = (Feature.CAPTION, Feature.TEXT)


@pytest.fixture
def chores(slack: Slack, store: Store) -> Chores:
    who_looks = "The engine on this machine looks at them."
    return Chores(slack, store, who_looks, FEATURES, (Feature.CAPTION,), AutoReply.ON)


def do(chores: Chores, kind: ChoreKind, **more: Any) -> Json:
    """Do a chore, and return what its step came to."""
    chore = Chore("T:C:1", kind, TEAM, **({"channel": CHANNEL, "user": USER} | more))
    steps = PlainSteps()
    chores.run_job(to_json(chore), steps)
    assert steps.taken == [kind]
    return steps.kept[kind]


def said(playground: Playground, thread: str | None = None) -> list[str]:
    """Return what Glimpse said in the channel, or in a thread."""
    everything = playground.messages(thread_ts=thread)
    return [one["text"] for one in everything if one.get("user") == playground.bot_user_id]


@pytest.mark.parametrize(
    ("own", "holds"),
    [
        (None, ChannelSettings(AutoReply.OFF, (Feature.CAPTION,))),
        (ChannelSettings(AutoReply.QUIET), ChannelSettings(AutoReply.QUIET, (Feature.CAPTION,))),
        (ChannelSettings(AutoReply.ON, (Feature.TEXT,)),) * 2,
    ],
)
def test_a_channel_is_greeted_with_what_holds_there(
    playground: Playground,
    chores: Chores,
    store: Store,
    own: ChannelSettings | None,
    holds: ChannelSettings,
) -> None:
    if own:
        store.set_channel(TEAM, CHANNEL, own)
    assert do(chores, ChoreKind.GREET, mode=AutoReply.OFF) == {}
    assert said(playground) == [greeting(chores.who_looks, holds).text]


def answered(
    playground: Playground, slack: Slack, store: Store, shared_by: str = USER
) -> tuple[str, str, str]:
    """Share an image and answer it; return the ts of both messages and the copy's id."""
    ts = playground.share([("photo.png", image())])
    store.saw(TEAM, [SeenImage(CHANNEL, ts, "F1", shared_by)])
    answer = messages.post(slack, CHANNEL, ts, Reply("A photo.", ()), f"key of {ts}")
    (copy,) = upload(slack, CHANNEL, ts, [Upload("photo.glimpse.png", image(), "A copy")])
    store.answered(TEAM, Answer(CHANNEL, ts, answer, shared_by, (copy,)))
    return ts, answer, copy


def kept(store: Store, channel: str = CHANNEL, messages_ts: Sequence[str] = ()) -> list[str]:
    """Return those messages the answers to which are remembered."""
    return [ts for ts in messages_ts if store.answers_to(TEAM, channel, ts)]


def test_what_was_said_about_a_deleted_message_is_taken_back(
    playground: Playground, slack: Slack, chores: Chores, store: Store
) -> None:
    gone, _, copy = answered(playground, slack, store)
    other, _, other_copy = answered(playground, slack, store)
    for _ in range(2):
        assert do(chores, ChoreKind.FORGET, ts=gone) == {}
    assert (said(playground, gone), len(said(playground, other))) == ([], 2)
    assert playground.file(copy)["bytes"] is None
    assert playground.file(other_copy)["bytes"]
    assert kept(store, messages_ts=[gone, other]) == [other]
    assert store.counts(TEAM) == (1, 1)


def test_one_answer_is_taken_back_and_its_image_stays_known(
    playground: Playground, slack: Slack, chores: Chores, store: Store
) -> None:
    ts, answer, copy = answered(playground, slack, store)
    other, _, _ = answered(playground, slack, store)
    for _ in range(2):
        assert do(chores, ChoreKind.DELETE, ts=answer) == {}
    assert (said(playground, ts), len(said(playground, other))) == ([], 2)
    assert playground.file(copy)["bytes"] is None
    assert kept(store, messages_ts=[ts, other]) == [other]
    assert store.counts(TEAM) == (2, 1)


def test_the_home_tab_has_every_channel_that_was_set(
    playground: Playground, chores: Chores, store: Store
) -> None:
    store.set_channel(TEAM, "C0QUIET", ChannelSettings(AutoReply.QUIET))
    store.set_channel("T0OTHER", "C0FOREIGN", ChannelSettings(AutoReply.QUIET))
    assert do(chores, ChoreKind.HOME) == {}
    shown = str(playground.home(USER))
    assert "C0QUIET" in shown and "C0FOREIGN" not in shown
    assert "The engine on this machine looks at them." in shown


def test_who_changed_a_channel_sees_that_it_is_saved(
    playground: Playground, chores: Chores, store: Store
) -> None:
    assert do(chores, ChoreKind.SAVED) == {}
    assert playground.ephemerals() == []
    store.set_channel(TEAM, CHANNEL, ChannelSettings(AutoReply.QUIET))
    assert do(chores, ChoreKind.SAVED) == {}
    (shown,) = playground.ephemerals()
    assert (shown["to"], "Saved" in shown["text"]) == (USER, True)


def test_help_comes_in_the_thread_of_who_asked(playground: Playground, chores: Chores) -> None:
    ts = playground.say("@Glimpse?")
    assert do(chores, ChoreKind.HELP, ts=ts) == {}
    (words,) = said(playground, ts)
    assert "What to ask Glimpse" in words


def test_a_chore_that_fails_is_logged_and_nobody_is_told(
    playground: Playground, chores: Chores, caplog: pytest.LogCaptureFixture
) -> None:
    playground.faults.fail("chat.postMessage", error="is_archived")
    assert "not in this channel" in do(chores, ChoreKind.HELP, ts="1.0")["problem"]
    assert "chore T:C:1" in caplog.text
    assert said(playground) == []


class Noted:
    """A runner that notes its jobs."""

    def __init__(self) -> None:
        self.ran: list[Json] = []

    def run_job(self, job: Json, steps: Steps) -> None:  # noqa: ARG002
        self.ran.append(job)


def test_each_job_goes_to_the_runner_of_its_kind() -> None:
    answers, others = Noted(), Noted()
    both = ByKind(answers, others)
    both.run_job({"kind": "answer", "job": {"id": "1"}}, PlainSteps())
    both.run_job({"kind": "chore", "job": {"id": "2"}}, PlainSteps())
    assert (answers.ran, others.ran) == ([{"id": "1"}], [{"id": "2"}])
