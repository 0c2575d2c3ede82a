"""Glimpse as a whole: what `app.py` builds, in a workspace, over real HTTP and WebSocket."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image

from doubles.scripted_engine import SEEN, line
from doubles.world import ScriptedWorld, image, scripted
from services.vision import Analysis, Text


@pytest.fixture(scope="module")
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedWorld]:
    with scripted(tmp_path_factory.mktemp("glimpse")) as world:
        yield world


@pytest.fixture
def world(shared_world: ScriptedWorld) -> ScriptedWorld:
    """A world for several tests, one after the other; none may leave a fault behind."""
    shared_world.engine.seen, shared_world.engine.before = SEEN, lambda _picture: None
    shared_world.engine.asked.clear()
    return shared_world


def test_a_shared_image_is_answered_in_its_thread(world: ScriptedWorld) -> None:
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

    def reacted() -> list[str]:
        added = [call for call in world.playground.calls if call.method == "reactions.add"]
        return [call.args["name"] for call in added if call.args["timestamp"] == ts]

    world.playground.wait_until(lambda: reacted() == ["eyes", "white_check_mark"])
    assert len(world.engine.asked) == 1


def test_three_images_are_one_text_of_three_parts_and_one_file_message(
    world: ScriptedWorld,
) -> None:
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


@pytest.mark.parametrize("place", ["private_channel_id", "dm_id", "group_dm_id"])
def test_every_kind_of_conversation_is_answered(world: ScriptedWorld, place: str) -> None:
    channel = getattr(world.playground, place)
    ts = world.playground.share([("photo.png", image())], channel=channel)
    assert world.finished(ts, channel) == {"white_check_mark"}
    assert len(world.answers(ts, channel)) == 2


def test_in_a_thread_the_answer_is_in_that_thread(world: ScriptedWorld) -> None:
    parent = world.playground.say("Look at this later")
    ts = world.playground.share([("photo.png", image())], thread_ts=parent)
    world.finished(ts)
    assert len(world.answers(parent)) == 2


def bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (13_000, 13_000)).save(out, "PNG")
    return out.getvalue()


UNREADABLE = [
    ("huge.png", bomb(), "pixels"),
    ("empty.png", b"", "empty"),
    ("page.png", b"<!DOCTYPE html><html><body>hi</body></html>", "not an image"),
    ("cut.jpg", image("JPEG", (400, 300))[:2000], "damaged"),
    ("art.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "EPS"),
    ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), "HEIC"),
]


@pytest.mark.parametrize(("name", "data", "word"), UNREADABLE, ids=[u[0] for u in UNREADABLE])
def test_an_unreadable_image_gets_a_sentence(
    world: ScriptedWorld, name: str, data: bytes, word: str
) -> None:
    ts = world.playground.share([(name, data)])
    assert world.finished(ts) == {"warning"}
    (text,) = world.answers(ts)
    assert word in text["text"]
    assert not world.engine.asked


def test_one_bad_image_does_not_hide_the_good_one(world: ScriptedWorld) -> None:
    ts = world.playground.share([("bad.png", b"\x89PNG\r\n\x1a\nxxxx"), ("good.png", image())])
    assert world.finished(ts) == {"warning"}
    text, picture = world.answers(ts)
    assert "damaged" in text["text"]
    assert "A photo of one person." in text["text"]
    assert len(picture["files"]) == 1


def test_a_bug_is_told_with_an_id(world: ScriptedWorld, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_picture: object) -> None:
        raise ZeroDivisionError("a secret detail")

    world.engine.before = broken
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"warning"}
    said = world.answers(ts)[0]["text"]
    assert "secret detail" not in said
    named = re.search(r"id is (\w{8})\.", said)
    assert named
    assert named[1] in caplog.text


def test_nothing_to_mark_means_no_upload(world: ScriptedWorld) -> None:
    world.engine.seen = Analysis("scripted", 1, 1, text=Text(()), faces=())
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    (text,) = world.answers(ts)
    assert "No face found." in text["text"]


def test_long_text_is_cut_and_attached_whole(world: ScriptedWorld) -> None:
    lines = tuple(line(f"line {n} " + "word " * 12, 2.0 + n) for n in range(120))
    world.engine.seen = Analysis("scripted", 1, 1, text=Text(lines))
    ts = world.playground.share([("page.png", image())])
    world.finished(ts)
    text, files = world.answers(ts)
    assert len(text["text"]) <= 4000
    attached = [file for file in files["files"] if file["name"].endswith(".txt")]
    whole = world.bytes_of(attached[0]).decode()
    assert "line 119" in whole


@pytest.mark.parametrize("method", ["chat.postMessage", "files.completeUploadExternal"])
def test_a_lost_response_repeats_nothing(world: ScriptedWorld, method: str) -> None:
    world.playground.faults.lose_response(method)
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    assert len(world.answers(ts)) == 2


@pytest.mark.parametrize(
    "method", ["reactions.add", "chat.postMessage", "files.getUploadURLExternal"]
)
def test_a_rate_limit_is_waited_out(world: ScriptedWorld, method: str) -> None:
    world.playground.faults.rate_limit(method, retry_after=0)
    ts = world.playground.share([("photo.png", image())])
    assert world.finished(ts) == {"white_check_mark"}
    assert len(world.answers(ts)) == 2


def test_not_in_the_channel_the_poster_is_told_directly(world: ScriptedWorld) -> None:
    world.playground.faults.fail("chat.postMessage", error="not_in_channel")
    ts = world.playground.share([("photo.png", image())])
    world.finished(ts)
    said = world.playground.messages(world.playground.dm_id)
    assert "not in this channel" in said[-1]["text"]


def test_hostile_text_pings_and_links_nothing(world: ScriptedWorld) -> None:
    hostile = "<!channel> <@U1> <https://evil.example|Reset password> & more"
    seen = Analysis("scripted", 1, 1, text=Text((line(hostile),)))
    world.engine.seen = seen
    ts = world.playground.share([("<!here>.png", image())])
    world.finished(ts)
    said = world.answers(ts)[0]
    assert "<" not in said["text"]
    assert "&lt;!channel&gt;" in said["text"]


def test_two_people_at_once_get_their_own_pictures(world: ScriptedWorld) -> None:
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
