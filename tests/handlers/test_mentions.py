"""`@Glimpse`, over Socket Mode and over signed HTTP."""

from doubles.asking_people import shared
from doubles.world import ScriptedWorld, image
from services.vision import Feature


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
