"""Both shortcuts, over Socket Mode and over signed HTTP."""

from doubles.asking_people import form, heard
from doubles.world import ScriptedWorld, image


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


def test_the_global_shortcut_opens_a_form_and_asks_for_nothing(world: ScriptedWorld) -> None:
    before = world.jobs()
    assert world.playground.global_shortcut("analyse_image").ok
    assert form(world, "describe_images")
    assert world.jobs() == before
