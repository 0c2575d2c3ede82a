"""Glimpse as a whole: what `app.py` builds, in a workspace, over real HTTP and WebSocket."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import app
from doubles.scripted_engine import ScriptedEngine, line
from playground.model import Timing
from playground.server import Playground
from services.settings import AutoReply, Settings
from services.vision import Analysis, Text

MANIFEST = Path(__file__).resolve().parents[1] / "manifest.yml"
QUICK = Timing(ack_timeout=3, retry_delays=(0.0, 0.05, 0.1), processing_delay=0.05)


def image(kind: str = "PNG", size: tuple[int, int] = (200, 150), color: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


class World:
    """A playground with Glimpse in it, and a few questions about it."""

    def __init__(self, playground: Playground, engine: ScriptedEngine) -> None:
        self.playground, self.engine = playground, engine

    def finished(self, ts: str, channel: str | None = None) -> set[str]:
        """Return the reactions of a message once Glimpse has put its last one."""

        def marks() -> set[str]:
            return self.playground.reactions(ts, channel) & {"white_check_mark", "warning"}

        self.playground.wait_until(lambda: bool(marks()))
        return self.playground.reactions(ts, channel)

    def answers(self, ts: str, channel: str | None = None) -> list[dict[str, Any]]:
        """Return what Glimpse said in the thread of a message."""
        thread = self.playground.messages(channel, thread_ts=ts)
        return [one for one in thread if one.get("user") == self.playground.bot_user_id]


Open = Callable[..., World]


@pytest.fixture
def open_world(tmp_path: Path) -> Iterator[Open]:
    """Start a playground and Glimpse with given settings; all is closed after the test."""
    with ExitStack() as stack:

        def opened(engine: ScriptedEngine | None = None, mode: AutoReply = AutoReply.ON) -> World:
            playground = stack.enter_context(Playground(port=0, manifest=MANIFEST, timing=QUICK))
            settings = Settings(
                slack_bot_token=playground.bot_token,
                slack_app_token=playground.app_token,
                slack_api_url=playground.api_url,
                auto_reply=mode,
                database_url=f"sqlite:///{(tmp_path / 'glimpse.db').as_posix()}",
            )
            looking = engine or ScriptedEngine()
            bolt = stack.enter_context(app.glimpse(settings, looking))
            stack.enter_context(app.listening(settings, bolt))
            playground.wait_until(lambda: playground.workspace.sockets > 0)
            return World(playground, looking)

        yield opened


def test_a_shared_image_is_answered_in_its_thread(open_world: Open) -> None:
    world = open_world()
    ts = world.playground.share([("photo.png", image())], text="look!")
    assert world.finished(ts) == {"white_check_mark"}
    text, picture = world.answers(ts)
    assert text["thread_ts"] == ts
    assert "Machine-made" in text["text"].splitlines()[0]
    assert "A photo of one person." in text["text"]
    assert "Hello" in text["text"]
    (file,) = picture["files"]
    assert file["name"] == "photo.glimpse.png"
    assert "A photo of one person." in file["alt_txt"]
    added = [c for c in world.playground.calls if c.method == "reactions.add"]
    assert [call.args["name"] for call in added] == ["eyes", "white_check_mark"]
    assert len(world.playground.downloads) == 1


def test_three_images_are_one_text_of_three_parts_and_one_file_message(open_world: Open) -> None:
    world = open_world()
    names = ["a.png", "b.png", "c.png"]
    ts = world.playground.share(
        [(n, image(color=c)) for n, c in zip(names, ("red", "blue", "tan"), strict=True)]
    )
    world.finished(ts)
    text, pictures = world.answers(ts)
    assert [n for n in names if f". {n}" in text["text"]] == names
    assert text["text"].count("A photo of one person.") == 3
    assert len(pictures["files"]) == 3
    assert len({file["name"] for file in pictures["files"]}) == 3


def test_the_same_event_three_times_is_one_answer(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.redeliver(2)
    ts = world.playground.share([("photo.png", image())])
    world.finished(ts)
    world.playground.wait_until(lambda: len(world.playground.acks) >= 3)
    assert len(world.answers(ts)) == 2
    assert len(world.engine.asked) == 1


@pytest.mark.parametrize("place", ["private_channel_id", "dm_id", "group_dm_id"])
def test_every_kind_of_conversation_is_answered(open_world: Open, place: str) -> None:
    world = open_world()
    channel = getattr(world.playground, place)
    ts = world.playground.share([("photo.png", image())], channel=channel)
    assert world.finished(ts, channel) == {"white_check_mark"}
    assert len(world.answers(ts, channel)) == 2


def test_in_a_thread_the_answer_is_in_that_thread(open_world: Open) -> None:
    world = open_world()
    parent = world.playground.say("Look at this later")
    ts = world.playground.share([("photo.png", image())], thread_ts=parent)
    world.finished(ts)
    assert len(world.answers(parent)) == 2


UNREADABLE = [
    ("empty.png", b"", "empty"),
    ("page.png", b"<!DOCTYPE html><html><body>hi</body></html>", "not an image"),
    ("cut.jpg", image("JPEG", (400, 300))[:2000], "damaged"),
    ("art.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "EPS"),
    ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), "HEIC"),
]


@pytest.mark.parametrize(("name", "data", "word"), UNREADABLE, ids=[u[0] for u in UNREADABLE])
def test_an_unreadable_image_gets_a_sentence(
    open_world: Open, name: str, data: bytes, word: str
) -> None:
    world = open_world()
    ts = world.playground.share([(name, data)])
    assert world.finished(ts) == {"warning"}
    (text,) = world.answers(ts)
    assert word in text["text"]
    assert not world.engine.asked


def test_one_bad_image_does_not_hide_the_good_one(open_world: Open) -> None:
    world = open_world()
    ts = world.playground.share([("bad.png", b"\x89PNG\r\n\x1a\nxxxx"), ("good.png", image())])
    assert world.finished(ts) == {"warning"}
    text, picture = world.answers(ts)
    assert "damaged" in text["text"]
    assert "A photo of one person." in text["text"]
    assert len(picture["files"]) == 1


def test_a_bug_is_told_with_an_id(open_world: Open, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_picture: object) -> None:
        raise ZeroDivisionError("a secret detail")

    world = open_world(ScriptedEngine(before=broken))
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"warning"}
    said = world.answers(ts)[0]["text"]
    assert "secret detail" not in said
    named = re.search(r"id is (\w{8})\.", said)
    assert named
    assert named[1] in caplog.text


def test_nothing_to_mark_means_no_upload(open_world: Open) -> None:
    world = open_world(ScriptedEngine(Analysis("scripted", 1, 1, text=Text(()), faces=())))
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    (text,) = world.answers(ts)
    assert "No face found." in text["text"]


def test_long_text_is_cut_and_attached_whole(open_world: Open) -> None:
    lines = tuple(line(f"line {n} " + "word " * 12, 2.0 + n) for n in range(120))
    world = open_world(ScriptedEngine(Analysis("scripted", 1, 1, text=Text(lines))))
    ts = world.playground.share([("page.png", image())])
    world.finished(ts)
    text, files = world.answers(ts)
    assert len(text["text"]) <= 4000
    attached = [file for file in files["files"] if file["name"].endswith(".txt")]
    whole = world.playground.file(attached[0]["id"])["bytes"].decode()
    assert "line 119" in whole


def test_quiet_suggests_alt_text_to_the_poster_only(open_world: Open) -> None:
    world = open_world(mode=AutoReply.QUIET)
    ts = world.playground.share([("photo.png", image())])
    calls = world.playground.calls
    world.playground.wait_until(lambda: any(c.method == "chat.postEphemeral" for c in calls))
    (shown,) = [call for call in calls if call.method == "chat.postEphemeral"]
    assert shown.args["user"] == world.playground.user_id
    assert "Suggested alt text" in shown.args["text"]
    assert not world.answers(ts)


def test_off_answers_nothing(open_world: Open) -> None:
    world = open_world(mode=AutoReply.OFF)
    world.playground.share([("photo.png", image())])
    world.playground.wait_until(lambda: len(world.playground.acks) >= 1)
    assert not world.playground.downloads


def test_other_messages_are_left_alone(open_world: Open) -> None:
    world = open_world()
    said = world.playground.say("no picture here")
    world.playground.edit(world.playground.channel_id, said, "still none")
    world.playground.share([("notes.txt", b"text")])
    world.playground.wait_until(lambda: len(world.playground.acks) >= 3)
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


@pytest.mark.parametrize("method", ["chat.postMessage", "files.completeUploadExternal"])
def test_a_lost_response_repeats_nothing(open_world: Open, method: str) -> None:
    world = open_world()
    world.playground.faults.lose_response(method)
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    assert len(world.answers(ts)) == 2


@pytest.mark.parametrize(
    "method", ["reactions.add", "chat.postMessage", "files.getUploadURLExternal"]
)
def test_a_rate_limit_is_waited_out(open_world: Open, method: str) -> None:
    world = open_world()
    world.playground.faults.rate_limit(method, retry_after=0)
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    assert len(world.answers(ts)) == 2


def test_a_file_with_alt_text_that_is_not_shared_is_uploaded_without(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.unshared_alt_txt = True
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    _, picture = world.answers(ts)
    assert not picture["files"][0].get("alt_txt")


def test_not_in_the_channel_the_poster_is_told_directly(open_world: Open) -> None:
    world = open_world()
    world.playground.faults.fail("chat.postMessage", error="not_in_channel")
    ts = world.playground.share([("photo.png", image())])
    world.finished(ts)
    said = world.playground.messages(world.playground.dm_id)
    assert "not in this channel" in said[-1]["text"]


def test_hostile_text_pings_and_links_nothing(open_world: Open) -> None:
    hostile = "<!channel> <@U1> <https://evil.example|Reset password> & more"
    seen = Analysis("scripted", 1, 1, text=Text((line(hostile),)))
    world = open_world(ScriptedEngine(seen))
    ts = world.playground.share([("<!here>.png", image())])
    world.finished(ts)
    said = world.answers(ts)[0]
    assert "<" not in said["text"]
    assert "&lt;!channel&gt;" in said["text"]


def test_two_people_at_once_get_their_own_pictures(open_world: Open) -> None:
    world = open_world()
    one = world.playground.share([("red.png", image(color="red"))])
    two = world.playground.share(
        [("blue.png", image(color="blue"))], channel=world.playground.private_channel_id
    )
    world.finished(one)
    world.finished(two, world.playground.private_channel_id)
    found = {}
    for ts, channel in ((one, None), (two, world.playground.private_channel_id)):
        file_id = world.answers(ts, channel)[1]["files"][0]["id"]
        copy = Image.open(io.BytesIO(world.playground.file(file_id)["bytes"])).convert("RGB")
        found[ts] = copy.getpixel((copy.width - 3, 3))
    red, blue = found[one], found[two]
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]
