"""Slash commands, over Socket Mode and over signed HTTP."""

import hashlib
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from doubles.asking_people import asked, file_id_of, heard, in_direct, looked_at, shared, whispers
from doubles.world import LAST_MARKS, ScriptedWorld, image
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
    assert [how for _picture, _features, how in world.engine.asked] == ["smart=True"]
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
    linked, newer = image(color="linen"), image(color="navy")
    ts = shared(world, "linked.png", linked)
    file_id = file_id_of(world, ts)
    shared(world, "newer.png", newer)
    message = f"https://team.slack.com/archives/{world.playground.channel_id}/p{digits(ts)}"
    file = f"https://team.slack.com/files/U1/{file_id}/linked.png"
    for command, link in (("/ocr", message), ("/faces", file)):
        world.engine.asked.clear()
        assert world.playground.command(command, link).ok
        assert looked_at(world) == [hashlib.sha256(linked).hexdigest()]


def test_a_link_opens_no_closed_door(world: ScriptedWorld) -> None:
    with secret_of_somebody_else(world) as links:
        for link in links:
            refused(world, link)


def test_a_link_is_not_followed_where_slack_does_not_say_who_is_there(
    world: ScriptedWorld,
) -> None:
    secret = world.playground.private_channel_id
    with secret_of_somebody_else(world) as links:
        world.playground.invite(secret, world.playground.user_id)
        for link in links:
            world.playground.faults.fail("conversations.info", error="channel_not_found")
            refused(world, link)


def test_a_link_into_a_public_channel_is_followed_for_everybody(world: ScriptedWorld) -> None:
    data, sharer = image(color="olive"), world.playground.other_user_id
    ts = shared(world, "public.png", data, user=sharer)
    link = f"https://team.slack.com/files/{sharer}/{file_id_of(world, ts)}/public.png"
    world.playground.remove(world.playground.channel_id, world.playground.user_id)
    asked_in = world.playground.group_dm_id
    assert world.playground.command("/ocr", link, channel=asked_in).ok
    assert looked_at(world) == [hashlib.sha256(data).hexdigest()]
    heard(world, "Machine-made description by", asked_in)
    world.playground.invite(world.playground.channel_id, world.playground.user_id)


def digits(ts: str) -> str:
    """Return a ts as the address of a message has it."""
    return ts.replace(".", "")


@contextmanager
def secret_of_somebody_else(world: ScriptedWorld) -> Iterator[tuple[str, str]]:
    """Share an image in a private channel, leave it, and return links to message and file."""
    secret, sharer = world.playground.private_channel_id, world.playground.other_user_id
    ts = shared(world, "secret.png", channel=secret, user=sharer)
    file_id = file_id_of(world, ts, secret)
    world.playground.remove(secret, world.playground.user_id)
    yield (
        f"https://team.slack.com/archives/{secret}/p{digits(ts)}",
        f"https://team.slack.com/files/{sharer}/{file_id}/secret.png",
    )
    world.playground.invite(secret, world.playground.user_id, sharer)


def refused(world: ScriptedWorld, link: str) -> None:
    """See that a link is answered with a refusal, and that nobody looked."""
    said = asked(world, "/ocr", link, "channels that you are in")
    assert said["to"] == world.playground.user_id
    assert world.engine.asked == []


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
    marked = [LAST_MARKS & world.playground.reactions(ts) for ts in jobs]
    go_on.set()
    for ts in jobs:
        world.finished(ts)
    assert done.ok
    assert not any(marked)  # each of them was still running when the command was acknowledged
