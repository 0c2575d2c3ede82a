"""Every way people ask, over Socket Mode and over signed HTTP."""

import io
import threading
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from PIL import Image

from doubles.scripted_engine import SEEN
from doubles.world import ScriptedWorld, image, scripted
from services.images import Picture
from services.vision import Feature


@pytest.fixture(scope="module", params=["socket", "http"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ScriptedWorld]:
    transport: Literal["socket", "http"] = request.param
    with scripted(tmp_path_factory.mktemp("surfaces"), transport=transport) as world:
        yield world


@pytest.fixture
def world(both: ScriptedWorld) -> ScriptedWorld:
    """A world for several tests, one after the other."""
    both.engine.seen, both.engine.before = SEEN, lambda _picture: None
    both.engine.asked.clear()
    return both


def shared(world: ScriptedWorld, name: str = "photo.png", **place: Any) -> str:
    """Share an image, wait until it is answered, and forget what the engine was asked."""
    ts = world.playground.share([(name, image())], **place)
    world.finished(ts, place.get("channel"))
    world.engine.asked.clear()
    return ts


def whispers(world: ScriptedWorld, channel: str | None = None) -> list[str]:
    found = world.playground.ephemerals(channel)
    return [one["text"] for one in found if one["to"] == world.playground.user_id]


def heard(
    world: ScriptedWorld, words: str, channel: str | None = None, at: str | None = None
) -> dict[str, Any]:
    """Return the newest whisper with `words` in it, or the one `at` that ts, once it is there."""

    def found() -> list[dict[str, Any]]:
        all_of_them = world.playground.ephemerals(channel)
        return [one for one in all_of_them if words in one["text"] and at in {None, one["ts"]}]

    world.playground.wait_until(found)
    return found()[-1]


def in_direct(world: ScriptedWorld) -> list[dict[str, Any]]:
    messages = world.playground.messages(world.playground.dm_id)
    return [one for one in messages if one.get("user") == world.playground.bot_user_id]


@pytest.mark.parametrize(
    ("command", "features"),
    [
        ("/caption", {Feature.CAPTION}),
        ("/ocr", {Feature.TEXT}),
        ("/faces", {Feature.FACES}),
        ("/glimpse", {Feature.CAPTION, Feature.TEXT, Feature.FACES}),
        ("/glimpse caption text", {Feature.CAPTION, Feature.TEXT}),
    ],
)
def test_a_command_answers_who_asked_and_the_copy_is_in_their_messages(
    world: ScriptedWorld, command: str, features: set[Feature]
) -> None:
    shared(world)
    before = len(in_direct(world))
    name, _, words = command.partition(" ")
    done = world.playground.command(name, words)
    assert done.ok
    world.playground.wait_until(lambda: world.engine.asked)
    (asked,) = world.engine.asked
    assert asked[1] == features
    said = heard(world, "Machine-made description by the scripted engine")
    assert said["to"] == world.playground.user_id
    if features != {Feature.CAPTION}:
        world.playground.wait_until(lambda: len(in_direct(world)) > before)
        assert in_direct(world)[-1]["files"]
        heard(world, "direct messages with Glimpse")


def test_a_thumbnail_is_made_of_the_newest_image(world: ScriptedWorld) -> None:
    shared(world)
    before = len(in_direct(world))
    assert world.playground.command("/thumbnail", "60x40").ok
    world.playground.wait_until(lambda: len(in_direct(world)) > before)
    (file,) = in_direct(world)[-1]["files"]
    with Image.open(io.BytesIO(world.bytes_of(file))) as small:
        assert small.size == (60, 40)


def test_last_two_are_two(world: ScriptedWorld) -> None:
    shared(world, "one.png")
    shared(world, "two.png")
    assert world.playground.command("/ocr", "last 2").ok
    said = heard(world, "1. two.png")["text"]
    assert "2. one.png" in said


def test_here_answers_in_the_channel(world: ScriptedWorld) -> None:
    shared(world)
    before = world.playground.messages()
    assert world.playground.command("/ocr", "here").ok
    world.playground.wait_until(lambda: len(world.playground.messages()) >= len(before) + 2)
    said = world.playground.messages()
    new = [one for one in said if one["ts"] not in {old["ts"] for old in before}]
    assert any("Hello" in one["text"] for one in new)
    assert any(one.get("files") for one in new)


def test_links_to_a_message_and_to_a_file_are_understood(world: ScriptedWorld) -> None:
    ts = shared(world, "linked.png")
    channel = world.playground.channel_id
    link = f"https://team.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    shared(world, "newer.png")
    assert world.playground.command("/ocr", link).ok
    world.playground.wait_until(lambda: world.engine.asked)
    first = world.playground.messages()
    (file,) = next(one for one in first if one["ts"] == ts)["files"]
    world.engine.asked.clear()
    address = f"https://team.slack.com/files/U1/{file['id']}/linked.png"
    assert world.playground.command("/faces", address).ok
    world.playground.wait_until(lambda: world.engine.asked)


def test_a_link_opens_no_closed_door(world: ScriptedWorld) -> None:
    secret = world.playground.private_channel_id
    ts = shared(world, "secret.png", channel=secret)
    world.playground.remove(secret, world.playground.user_id, world.playground.other_user_id)
    link = f"https://team.slack.com/archives/{secret}/p{ts.replace('.', '')}"
    assert world.playground.command("/ocr", link).ok
    heard(world, "channels that you are in")
    assert world.engine.asked == []
    world.playground.invite(secret, world.playground.user_id, world.playground.other_user_id)


@pytest.mark.parametrize(
    ("command", "words", "said"),
    [
        ("/ocr", "last", "Usage: /ocr"),
        ("/thumbnail", "", "Usage: /thumbnail"),
        ("/glimpse", "smell", "Usage: /glimpse"),
        ("/ocr", "help", "/ocr"),
        ("/glimpse", "help", "What to ask Glimpse"),
    ],
)
def test_mistakes_and_help_are_answered_at_once(
    world: ScriptedWorld, command: str, words: str, said: str
) -> None:
    assert world.playground.command(command, words).ok
    assert said in whispers(world)[-1]
    assert world.engine.asked == []


def test_a_private_address_is_not_fetched(world: ScriptedWorld) -> None:
    assert world.playground.command("/ocr", "https://127.0.0.1/a.png").ok
    heard(world, "private network")


def test_the_message_shortcut_answers_in_the_thread(world: ScriptedWorld) -> None:
    parent = world.playground.say("an old thread")
    ts = world.playground.share([("old.png", image())], thread_ts=parent)
    world.finished(ts)
    before = len(world.answers(parent))
    assert world.playground.message_shortcut("describe_image", None, ts).ok
    world.playground.wait_until(lambda: len(world.answers(parent)) == before + 2)
    words = world.playground.say("no image")
    assert world.playground.message_shortcut("describe_image", None, words).ok
    heard(world, "found no image")


def form(world: ScriptedWorld, callback_id: str) -> str:
    """Return the id of the newest form of a kind."""
    views = world.playground.workspace.views
    return next(key for key in reversed(views) if views[key]["callback_id"] == callback_id)


def test_the_global_shortcut_takes_images_and_answers_directly(world: ScriptedWorld) -> None:
    before = len(in_direct(world))
    done = world.playground.global_shortcut("analyse_image")
    assert done.ok
    view_id = form(world, "describe_images")
    sent = world.playground.submit_view(view_id, files=[("mine.png", image())])
    assert sent.ok, sent

    def answered() -> bool:
        return any("A photo of one person." in one["text"] for one in in_direct(world)[before:])

    world.playground.wait_until(answered)


def test_a_mention_with_an_image_is_one_answer_to_what_was_asked(world: ScriptedWorld) -> None:
    ts = world.playground.mention("faces please", [("photo.png", image())])
    world.finished(ts)
    (asked,) = world.engine.asked
    assert asked[1] == {Feature.FACES}
    assert len(world.answers(ts)) == 2


def test_a_mention_in_a_thread_asks_about_its_image(world: ScriptedWorld) -> None:
    ts = shared(world)
    before = len(world.answers(ts))
    asked_at = world.playground.mention("read the text", thread_ts=ts)
    world.finished(asked_at)
    assert [one[1] for one in world.engine.asked] == [{Feature.TEXT}]
    assert len(world.answers(ts)) == before + 2


def test_a_mention_with_nothing_to_look_at_gets_help(world: ScriptedWorld) -> None:
    ts = world.playground.mention("hello?")
    world.playground.wait_until(lambda: world.answers(ts))
    assert "What to ask Glimpse" in world.answers(ts)[0]["text"]


def answer_of(world: ScriptedWorld, ts: str) -> dict[str, Any]:
    return world.answers(ts)[0]


def test_another_language_is_asked_for_by_a_menu(world: ScriptedWorld) -> None:
    ts = shared(world)
    before = len(world.answers(ts))
    done = world.playground.click(answer_of(world, ts)["ts"], "language", "es")
    assert done.ok
    world.playground.wait_until(lambda: len(world.answers(ts)) > before)
    assert world.engine.asked[0][2] == "es"


def test_an_ephemeral_answer_is_shared_by_its_button(world: ScriptedWorld) -> None:
    shared(world)
    done = world.playground.command("/caption")
    said = heard(world, "Machine-made description by", at=done.shown_ts)
    before = len(world.playground.messages())
    assert world.playground.click(said["ts"], "share").ok
    world.playground.wait_until(lambda: len(world.playground.messages()) > before)


def test_more_is_asked_for_by_buttons(world: ScriptedWorld) -> None:
    shared(world)
    done = world.playground.command("/caption")
    said = heard(world, "Machine-made description by", at=done.shown_ts)
    world.engine.asked.clear()
    assert world.playground.click(said["ts"], "read_text").ok
    world.playground.wait_until(lambda: world.engine.asked)
    assert world.engine.asked[0][1] == {Feature.TEXT}


def test_who_shared_the_image_deletes_the_answer_and_nobody_else(world: ScriptedWorld) -> None:
    ts = shared(world)
    words = answer_of(world, ts)
    stranger = world.playground.other_user_id
    assert world.playground.click(words["ts"], "delete", user=stranger).ok
    world.playground.wait_until(
        lambda: [one for one in world.playground.ephemerals() if one["to"] == stranger]
    )
    assert len(world.answers(ts)) == 2
    assert world.playground.click(words["ts"], "delete").ok
    world.playground.wait_until(lambda: not world.answers(ts))


def test_the_answer_goes_with_its_image(world: ScriptedWorld) -> None:
    ts = shared(world)
    assert len(world.answers(ts)) == 2
    world.playground.delete(world.playground.channel_id, ts)
    world.playground.wait_until(lambda: not world.answers(ts))


def test_a_channel_is_set_by_a_modal_and_obeyed(world: ScriptedWorld) -> None:
    channel = world.playground.private_channel_id
    assert world.playground.command("/glimpse", "settings", channel=channel).ok
    view_id = form(world, "channel_settings")
    assert world.playground.submit_view(view_id, {"mode": "quiet"}).ok
    heard(world, "Saved", channel)
    ts = world.playground.share([("photo.png", image())], channel=channel)
    heard(world, "Suggested alt text", channel)
    assert world.answers(ts, channel) == []
    world.playground.open_home()

    def published() -> list[str]:
        calls = world.playground.calls
        return [str(call.args) for call in calls if call.method == "views.publish"]

    world.playground.wait_until(published)
    assert channel in published()[-1]


def test_every_direct_message_is_answered(world: ScriptedWorld) -> None:
    direct = world.playground.dm_id
    ts = world.playground.share([("photo.png", image())], channel=direct)
    assert world.finished(ts, direct) == {"white_check_mark"}


def test_glimpse_greets_a_channel_once(world: ScriptedWorld) -> None:
    channel = world.playground.other_channel_id
    world.playground.invite(channel)

    def greetings() -> list[str]:
        said = [one["text"] for one in world.playground.messages(channel)]
        return [text for text in said if "/glimpse settings" in text]

    world.playground.wait_until(greetings)
    world.playground.remove(channel)
    world.playground.invite(channel)
    ts = world.playground.share([("photo.png", image())], channel=channel)
    world.finished(ts, channel)
    assert len(greetings()) == 1
    world.playground.remove(channel)


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


def test_five_running_jobs_do_not_delay_an_ack(world: ScriptedWorld) -> None:
    go_on = threading.Event()

    def stuck(_picture: Picture) -> None:
        go_on.wait(30)

    world.engine.before = stuck
    jobs = [world.playground.share([(f"{n}.png", image())]) for n in range(5)]
    world.playground.wait_until(lambda: world.engine.asked)
    done = world.playground.command("/ocr")
    go_on.set()
    for ts in jobs:
        world.finished(ts)
    assert done.ok
    assert done.seconds < 0.5
