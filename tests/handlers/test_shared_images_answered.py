"""Messages with images, over Socket Mode and over signed HTTP."""

import threading
from typing import Any

import pytest

from doubles.asking_people import file_id_of, shared
from doubles.world import ScriptedWorld, image
from services.pictures.opening import Picture


def test_every_direct_message_is_answered(world: ScriptedWorld) -> None:
    direct = world.playground.dm_id
    ts = world.playground.share([("photo.png", image())], channel=direct)
    assert world.finished(ts, direct) == {"white_check_mark"}


def test_the_answer_goes_with_its_image(world: ScriptedWorld) -> None:
    ts = shared(world)
    assert len(world.answers(ts)) == 2
    world.playground.delete(world.playground.channel_id, ts)
    world.playground.wait_until(lambda: not world.answers(ts))


def event(world: ScriptedWorld, subtype: str, **more: Any) -> dict[str, Any]:
    """Return an event about a message of the channel, as Slack sends it for a deletion."""
    place = {"channel": world.playground.channel_id, "channel_type": "channel"}
    return {"type": "message", "subtype": subtype, "hidden": True, **place, **more}


@pytest.mark.parametrize("how", ["without replies", "with replies", "the file alone"])
def test_each_word_of_a_deletion_takes_the_answer_along(world: ScriptedWorld, how: str) -> None:
    ts, kept = shared(world), shared(world)
    events = {
        "without replies": event(world, "message_deleted", deleted_ts=ts, ts="9.9"),
        "with replies": event(
            world, "message_changed", message={"subtype": "tombstone", "ts": ts}, ts="9.9"
        ),
        "the file alone": {"type": "file_deleted", "file_id": file_id_of(world, ts)},
    }
    world.playground.send_event(events[how])
    world.playground.wait_until(lambda: not world.answers(ts))
    world.jobs()
    assert len(world.answers(kept)) == 2


def test_an_edit_takes_nothing_along(world: ScriptedWorld) -> None:
    ts = shared(world)
    jobs, acks = world.jobs(), len(world.playground.acks)
    world.playground.edit(world.playground.channel_id, ts, "a word more")
    world.playground.wait_until(lambda: len(world.playground.acks) > acks)
    assert world.playground.acks[acks].payload["event"]["subtype"] == "message_changed"
    assert world.jobs() == jobs
    assert len(world.answers(ts)) == 2


def test_what_takes_longer_says_so_and_becomes_the_answer(world: ScriptedWorld) -> None:
    go_on = threading.Event()

    def slowly(_picture: Picture) -> None:
        go_on.wait(20)

    world.engine.before = slowly
    ts = world.playground.share([("slow.png", image())])
    world.playground.wait_until(lambda: world.answers(ts))
    (waiting,) = world.answers(ts)
    assert "Looking at the image" in waiting["text"]
    go_on.set()
    world.finished(ts)
    text, picture = world.answers(ts)
    assert text["ts"] == waiting["ts"]
    assert "A photo of one person." in text["text"]
    assert picture["files"]
