from collections.abc import Iterator
from pathlib import Path

import pytest

from services.channels import IMAGES_KEPT_SECONDS, AutoReply, ChannelSettings
from services.jobs.database import create_engine
from services.jobs.store import Answer, SeenImage, Store
from services.vision import Feature


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    engine = create_engine(f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    yield Store(engine, clock)
    engine.dispose()


def test_a_channel_is_set_and_set_again(store: Store) -> None:
    assert store.channel("T1", "C1") is None
    store.set_channel("T1", "C1", ChannelSettings(AutoReply.OFF))
    quiet = ChannelSettings(AutoReply.QUIET, (Feature.CAPTION, Feature.TEXT), "es")
    store.set_channel("T1", "C1", quiet)
    assert store.channel("T1", "C1") == quiet
    assert store.channel("T2", "C1") is None
    assert store.channels("T1") == [("C1", quiet)]


def test_the_newest_images_of_a_channel_come_first(store: Store) -> None:
    for ts in ("3.0", "1.0", "2.0"):
        store.saw("T1", [SeenImage("C1", ts, f"F{ts[0]}", "U1")])
    store.saw("T1", [SeenImage("C2", "9.0", "F9", "U1")])
    store.saw("T1", [SeenImage("C1", "3.0", "F3", "U1")])
    assert [image.file_id for image in store.newest("T1", "C1", 2)] == ["F3", "F2"]
    assert store.newest("T2", "C1", 2) == []


def test_answers_are_found_by_both_messages_and_forgotten_with_the_image(store: Store) -> None:
    answer = Answer("C1", "1.0", "2.0", "U1", ("F8", "F9"))
    store.saw("T1", [SeenImage("C1", "1.0", "F1", "U1")])
    store.answered("T1", answer)
    assert store.answers_to("T1", "C1", "1.0") == [answer]
    assert store.answer("T1", "C1", "2.0") == answer
    assert store.answer("T1", "C1", "1.0") is None
    assert store.counts("T1") == (1, 1)
    store.forget_message("T1", "C1", "1.0")
    assert store.answers_to("T1", "C1", "1.0") == []
    assert store.counts("T1") == (0, 0)


def test_one_answer_is_forgotten_and_every_other_is_kept(store: Store) -> None:
    places = [("T1", "C1", "2.0"), ("T1", "C1", "3.0"), ("T1", "C2", "2.0"), ("T2", "C1", "2.0")]
    for team, channel, ts in places:
        store.answered(team, Answer(channel, "1.0", ts, "U1"))
    store.forget_answer("T1", "C1", "2.0")
    kept = [place for place in places if store.answer(*place)]
    assert kept == places[1:]


def test_a_message_is_forgotten_in_its_channel_alone(store: Store) -> None:
    for team, channel, ts in (("T1", "C1", "1.0"), ("T1", "C1", "2.0"), ("T1", "C2", "1.0")):
        store.saw(team, [SeenImage(channel, ts, "F1", "U1")])
        store.answered(team, Answer(channel, ts, f"{ts}1", "U1"))
    store.forget_message("T1", "C1", "1.0")
    assert [image.message_ts for image in store.newest("T1", "C1", 9)] == ["2.0"]
    assert store.answers_to("T1", "C1", "2.0") and store.answers_to("T1", "C2", "1.0")
    assert store.counts("T1") == (2, 2)


def test_where_a_file_was_seen_is_known(store: Store) -> None:
    places = [SeenImage("C1", "1.0", "F1", "U1"), SeenImage("C2", "2.0", "F1", "U2")]
    store.saw("T1", [*places, SeenImage("C1", "3.0", "F2", "U1")])
    store.saw("T2", [SeenImage("C1", "4.0", "F1", "U1")])
    assert sorted(store.shared_as("T1", "F1"), key=lambda seen: seen.message_ts) == places


def test_a_channel_is_greeted_once(store: Store) -> None:
    assert [store.greet_once("T1", "C1") for _ in range(3)] == [True, False, False]
    assert store.greet_once("T1", "C2")


def test_old_memories_go(store: Store, clock: Clock) -> None:
    store.saw("T1", [SeenImage("C1", "1.0", "F1", "U1")])
    store.answered("T1", Answer("C1", "1.0", "2.0", "U1"))
    clock.now += IMAGES_KEPT_SECONDS - 1
    store.saw("T1", [SeenImage("C1", "5.0", "F5", "U1")])
    assert store.purge() == 0
    clock.now += 2
    assert store.purge() == 2
    assert [image.file_id for image in store.newest("T1", "C1", 9)] == ["F5"]
