"""Both shortcuts and the forms, over Socket Mode and over signed HTTP."""

from doubles.asking_people import form, heard, in_direct
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
