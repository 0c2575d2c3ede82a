"""Slash commands, over Socket Mode and over signed HTTP."""

import io
import threading

import pytest
from PIL import Image

from doubles.asking_people import heard, in_direct, shared, whispers
from doubles.world import ScriptedWorld, image
from services.pictures.opening import Picture
from services.vision import Feature


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
