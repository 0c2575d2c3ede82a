"""Glimpse as a whole, where a setting or a fault lasts: each test has a world of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from doubles.world import ScriptedWorld, image, scripted
from services.channels import AutoReply
from services.slack import uploads

Open = Callable[..., ScriptedWorld]


@pytest.fixture
def open_world(tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(scripted(tmp_path, **options))


def test_the_same_event_three_times_is_one_answer(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.redeliver(2)
    ts = world.playground.share([("photo.png", image())])
    world.finished(ts)
    world.playground.wait_until(lambda: len(world.playground.acks) >= 3)
    assert len(world.answers(ts)) == 2
    assert len(world.engine.asked) == 1


def test_quiet_suggests_alt_text_to_the_poster_only(open_world: Open) -> None:
    world = open_world(mode=AutoReply.QUIET)
    ts = world.playground.share([("photo.png", image())])

    def ephemeral() -> list[Any]:
        return [call for call in world.playground.calls if call.method == "chat.postEphemeral"]

    world.playground.wait_until(ephemeral)
    (shown,) = ephemeral()
    assert shown.args["user"] == world.playground.user_id
    assert "Suggested alt text" in shown.args["text"]
    assert len(world.jobs()) == 1
    assert not world.answers(ts)


def test_off_answers_nothing(open_world: Open) -> None:
    world = open_world(mode=AutoReply.OFF)
    world.playground.share([("photo.png", image())])
    world.playground.wait_until(lambda: any(ack.ok for ack in world.playground.acks))
    assert world.jobs() == []  # an event is acknowledged after its job is on disk
    assert not world.playground.downloads


def test_other_messages_are_left_alone(open_world: Open) -> None:
    world = open_world()
    said = world.playground.say("no picture here")
    world.playground.edit(world.playground.channel_id, said, "still none")
    world.playground.share([("notes.txt", b"text")])
    world.playground.wait_until(lambda: len(world.playground.acks) >= 3)
    assert world.jobs() == []
    assert not world.playground.downloads
    assert not [call for call in world.playground.calls if call.method == "chat.postMessage"]


def test_a_file_pushed_by_id_only_is_asked_for(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.file_access = "check_file_info"
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    assert len(world.answers(ts)) == 2


def test_a_deleted_file_gets_a_sentence(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.file_mode = "tombstone"
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"warning"}
    assert "deleted" in world.answers(ts)[0]["text"]


@pytest.mark.parametrize(
    ("scope", "word"), [("files:read", "files:read"), ("files:write", "files:write")]
)
def test_a_missing_scope_is_named(open_world: Open, scope: str, word: str) -> None:
    world = open_world()
    world.playground.faults.remove_scope(scope)
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"warning"}
    assert word in " ".join(answer["text"] for answer in world.answers(ts))


def test_without_reactions_the_answer_says_so(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.remove_scope("reactions:write")
    ts = world.playground.share([("photo.png", image())])
    world.playground.wait_until(lambda: len(world.answers(ts)) == 2)
    assert "reactions:write" in world.answers(ts)[0]["text"]


def test_a_file_with_alt_text_that_is_not_shared_is_uploaded_without(
    open_world: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "SHARED_WITHIN_SECONDS", (0.1, 0.2))  # 6 s in all otherwise
    world = open_world()
    world.playground.faults.unshared_alt_txt = True
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    _, picture = world.answers(ts)
    assert not picture["files"][0].get("alt_txt")


def test_over_signed_http_everything_is_the_same(open_world: Open) -> None:
    world = open_world(transport="http")
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    assert len(world.answers(ts)) == 2
