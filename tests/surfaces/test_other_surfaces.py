"""Shortcuts, mentions, buttons, settings and home, over both transports."""

import threading

from doubles.asking_people import answer_of, form, heard, in_direct, shared
from doubles.world import ScriptedWorld, image
from services.pictures.opening import Picture
from services.vision import Feature


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


def test_where_glimpse_is_not_the_shortcut_answers_who_asked(world: ScriptedWorld) -> None:
    channel = world.playground.other_channel_id
    ts = world.playground.share([("far.png", image())], channel=channel)
    assert world.playground.message_shortcut("describe_image", channel, ts).ok
    said = heard(world, "Machine-made description by", channel)
    assert said["to"] == world.playground.user_id
    assert world.answers(ts, channel) == []


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
    said = heard(world, "Machine-made description by", after=str(done.shown_ts))
    before = len(world.playground.messages())
    assert world.playground.click(said["ts"], "share").ok
    world.playground.wait_until(lambda: len(world.playground.messages()) > before)


def test_more_is_asked_for_by_buttons(world: ScriptedWorld) -> None:
    shared(world)
    done = world.playground.command("/caption")
    said = heard(world, "Machine-made description by", after=str(done.shown_ts))
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
