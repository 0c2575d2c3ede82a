"""App Home and the greeting, over Socket Mode and over signed HTTP."""

from typing import Any

from doubles.world import ScriptedWorld, image


def published(world: ScriptedWorld) -> list[tuple[str, dict[str, Any]]]:
    """Return whose home was published, and the views."""
    calls = [call.args for call in world.playground.calls if call.method == "views.publish"]
    return [(args["user_id"], args["view"]) for args in calls]


def joined(world: ScriptedWorld) -> list[str]:
    """Return who joined a channel, as far as Glimpse was told."""
    told = [ack for ack in world.playground.acks if ack.event_type == "member_joined_channel"]
    return [ack.payload["event"]["user"] for ack in told]


def test_who_opens_the_home_tab_gets_it_made(world: ScriptedWorld) -> None:
    before = len(published(world))
    opener = world.playground.other_user_id
    world.playground.open_home(opener)
    world.playground.wait_until(lambda: len(published(world)) > before)
    ((user, view),) = published(world)[before:]
    assert user == opener
    assert "Glimpse describes images" in str(view["blocks"])


def test_the_messages_tab_needs_nothing_of_glimpse(world: ScriptedWorld) -> None:
    before, acks = world.jobs(), len(world.playground.acks)
    world.playground.open_home(tab="messages")
    world.playground.wait_until(lambda: len(world.playground.acks) > acks)
    assert world.playground.acks[-1].event_type == "app_home_opened"
    assert world.jobs() == before


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


def test_a_person_who_joins_is_not_greeted(world: ScriptedWorld) -> None:
    channel, person = world.playground.private_channel_id, world.playground.other_user_id
    world.playground.remove(channel, person)
    jobs, before = world.jobs(), len(joined(world))
    world.playground.invite(channel, person)
    world.playground.wait_until(lambda: len(joined(world)) > before)
    assert joined(world)[-1] == person
    assert world.jobs() == jobs
