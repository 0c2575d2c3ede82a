"""What the tests of every surface do and look for."""

from collections.abc import Collection
from typing import Any

from doubles.world import ScriptedWorld, image


def shared(
    world: ScriptedWorld, name: str = "photo.png", data: bytes | None = None, **place: Any
) -> str:
    """Share an image, wait until it is answered, and forget what the engine was asked."""
    ts = world.playground.share([(name, data or image())], **place)
    world.finished(ts, place.get("channel"))
    world.engine.asked.clear()
    return ts


def file_id_of(world: ScriptedWorld, ts: str, channel: str | None = None) -> str:
    """Return the id of the file of a message that stands in a channel."""
    (message,) = [one for one in world.playground.messages(channel) if one["ts"] == ts]
    (file,) = message["files"]
    return str(file["id"])


def looked_at(world: ScriptedWorld) -> list[str]:
    """Return the sha256 of each picture the engine was asked about, once it was asked."""
    world.playground.wait_until(lambda: world.engine.asked)
    return [sha256 for sha256, _features, _how in world.engine.asked]


def whispers(world: ScriptedWorld, channel: str | None = None) -> list[str]:
    """Return what only the person who asks was shown, oldest first."""
    found = world.playground.ephemerals(channel)
    return [one["text"] for one in found if one["to"] == world.playground.user_id]


def heard(
    world: ScriptedWorld, words: str, channel: str | None = None, besides: Collection[str] = ()
) -> dict[str, Any]:
    """Return the newest whisper with `words` in it, once there is one `besides` those ts."""

    def found() -> list[dict[str, Any]]:
        all_of_them = world.playground.ephemerals(channel)
        return [one for one in all_of_them if words in one["text"] and one["ts"] not in besides]

    world.playground.wait_until(found)
    return found()[-1]


def asked(world: ScriptedWorld, command: str, arguments: str, words: str) -> dict[str, Any]:
    """Return the whisper with `words` in it that a command is answered with.

    It may be shown before the command's acknowledgement is: a job may be quicker than that.
    """
    before = {one["ts"] for one in world.playground.ephemerals()}
    assert world.playground.command(command, arguments).ok
    return heard(world, words, besides=before)


def in_direct(world: ScriptedWorld) -> list[dict[str, Any]]:
    """Return what Glimpse said in direct messages."""
    messages = world.playground.messages(world.playground.dm_id)
    return [one for one in messages if one.get("user") == world.playground.bot_user_id]


def form(world: ScriptedWorld, callback_id: str) -> str:
    """Return the id of the newest form of a kind."""
    views = world.playground.workspace.views
    return next(key for key in reversed(views) if views[key]["callback_id"] == callback_id)


def answer_of(world: ScriptedWorld, ts: str) -> dict[str, Any]:
    """Return the words of the answer to a message."""
    return world.answers(ts)[0]
