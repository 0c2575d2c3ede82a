"""What becomes of messages and files, and what the listeners are told of it."""

from typing import Any

import pytest
from slack_sdk import WebClient

from doubles.blocks import workspace
from playground.server import Playground
from playground.workspace import changes, facts
from playground.workspace.file_objects import file_json
from playground.workspace.model import Message
from playground.workspace.state import Workspace


def listening() -> tuple[Workspace, list[Any]]:
    room, heard = workspace(), list[Any]()
    room.listeners.append(heard.append)
    room.lock.acquire()  # the caller of every change holds it
    return room, heard


def posted(room: Workspace, text: str = "x", **more: Any) -> Message:
    message = Message("C0GENERAL", room.timestamps.next(), "U0ADA", text, **more)
    return changes.post_message(room, message)


def test_a_deleted_parent_leaves_a_tombstone(playground: Playground, client: WebClient) -> None:
    channel = playground.channel_id
    parent = client.chat_postMessage(channel=channel, text="parent")["ts"]
    playground.say("reply", thread_ts=parent)
    client.chat_delete(channel=channel, ts=parent)
    first, second = playground.messages(thread_ts=parent)
    assert (first["subtype"], second["text"]) == ("tombstone", "reply")


def test_what_only_one_person_sees_is_told_to_nobody() -> None:
    room, heard = listening()
    message = posted(room, ephemeral_to="U0ADA")
    changes.message_changed(room, {}, message)
    changes.remove_message(room, message)
    assert heard == []
    assert room.channels["C0GENERAL"].messages == {}
    assert room.version == 3


def test_a_deleted_message_is_told_as_it_was() -> None:
    room, heard = listening()
    changes.remove_message(room, posted(room, "before"))
    (_, deleted) = heard
    assert isinstance(deleted, facts.MessageDeleted)
    assert (deleted.channel.id, deleted.before["text"]) == ("C0GENERAL", "before")


def test_a_tombstone_keeps_nothing_of_the_message() -> None:
    room, heard = listening()
    file = room.new_file("a.png", "U0ADA", 3, None)
    parent = posted(room, "secret", blocks=[{"type": "divider"}], file_ids=(file.id,))
    changes.react(room, parent, "U0GRACE", "eyes")
    posted(room, "reply", thread_ts=parent.ts)
    changes.remove_message(room, parent)
    assert isinstance(heard[-1], facts.MessageChanged)
    assert heard[-1].before["text"] == "secret"
    assert "secret" not in repr(parent)
    assert (parent.blocks, parent.file_ids, parent.reactions) == ([], (), {})


def test_files_are_attached_once_in_place_of_those_before() -> None:
    room, _ = listening()
    old, new = (room.new_file(name, "U0GLIMPSE", 3, None) for name in ("a.png", "b.png"))
    message = posted(room, file_ids=(old.id,))
    for _ in range(2):
        changes.attach_files(room, message, (new.id,))
    assert message.file_ids == (new.id,)
    assert (new.shares, new.completed) == ([message.place], True)


def test_a_reaction_is_taken_back_by_who_gave_it() -> None:
    room, heard = listening()
    message = posted(room)
    for user in ("U0ADA", "U0GRACE"):
        changes.react(room, message, user, "eyes")
    changes.take_reaction_back(room, message, "U0ADA", "eyes")
    assert message.reactions == {"eyes": ["U0GRACE"]}
    changes.take_reaction_back(room, message, "U0GRACE", "eyes")
    assert message.reactions == {}
    with pytest.raises(KeyError):
        changes.take_reaction_back(room, message, "U0GRACE", "eyes")
    assert [(one.user, one.added) for one in heard[1:]] == [
        ("U0ADA", True),
        ("U0GRACE", True),
        ("U0ADA", False),
        ("U0GRACE", False),
    ]


def test_of_a_deleted_file_no_byte_stays() -> None:
    room, heard = listening()
    file = room.new_file("a.png", "U0ADA", 3, None)
    file.data = b"abc"
    changes.remove_file(room, file)
    assert heard == [facts.FileDeleted(file.id)]
    assert "abc" not in repr(file)
    assert file_json(room, file) == {"id": file.id, "mode": "tombstone"}
