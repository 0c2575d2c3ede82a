"""The forms when they are sent, over Socket Mode and over signed HTTP."""

from doubles.asking_people import form, heard, in_direct
from doubles.world import ScriptedWorld, image


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
