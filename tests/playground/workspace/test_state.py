"""The workspace without a server: data, a lock, and listeners."""

from doubles.blocks import workspace
from playground.workspace import facts
from playground.workspace.changes import post_message
from playground.workspace.model import Message


def test_listeners_hear_the_facts_in_their_order() -> None:
    room, heard = workspace(), list[tuple[str, facts.Fact]]()
    room.listeners.append(lambda fact: heard.append(("first", fact)))
    room.listeners.append(lambda fact: heard.append(("second", fact)))
    with room.lock:
        told = [facts.FileDeleted("F1"), facts.FileDeleted("F2")]
        for fact in told:
            room.tell(fact)
    assert heard == [(who, fact) for fact in told for who in ("first", "second")]


def test_a_listener_may_go_while_it_listens() -> None:
    room, heard = workspace(), list[facts.Fact]()

    def once(fact: facts.Fact) -> None:
        heard.append(fact)
        room.listeners.remove(once)

    room.listeners += [once, heard.append]
    for name in ("F1", "F2"):
        room.tell(facts.FileDeleted(name))
    assert heard == [facts.FileDeleted(name) for name in ("F1", "F1", "F2")]


def test_every_change_wakes_those_who_watch() -> None:
    room, seen = workspace(), list[int]()
    room.watchers.add(lambda: seen.append(room.version))
    with room.lock:
        post_message(room, Message("C0GENERAL", room.timestamps.next(), "U0ADA", "hello"))
    assert seen == [1]


def test_nobody_is_there_before_the_server_is_up() -> None:
    room, done = workspace(), list[str]()
    assert not room.connected()
    ack = room.ask("slash_commands", {}, "/caption")
    assert (ack.ok, ack.reason, ack.event_type) == (False, "connection_failed", "/caption")
    room.call_later(60, lambda: done.append("at once"))
    assert done == ["at once"]
    room.sockets = 1
    assert room.connected()
    room.sockets, room.request_url = 0, "http://127.0.0.1/slack/events"
    assert room.connected()


def test_a_direct_message_is_opened_once() -> None:
    room = workspace()
    assert room.direct_message("U0ADA").id == "D0ADA"
    with room.lock:
        opened = room.direct_message("U0GRACE")
    assert opened.members == {"U0GRACE", room.identity.bot_user_id}
    assert room.direct_message("U0GRACE") is opened


def test_what_is_handed_out_runs_out_in_time() -> None:
    room = workspace(now=1000.0)
    room.base_url = "http://127.0.0.1:1"
    trigger = room.triggers[room.new_trigger("U0ADA", "V1")]
    assert (trigger.user, trigger.view_id, trigger.expires_at) == ("U0ADA", "V1", 1003.0)
    address = room.new_reply("C0GENERAL", "U0ADA", "1.1")
    assert address.startswith(f"http://127.0.0.1:1/actions/{room.identity.team_id}/")
    reply = room.replies[address.rpartition("/")[2]]
    assert (reply.channel, reply.original_ts, reply.expires_at) == ("C0GENERAL", "1.1", 2800.0)
    assert room.new_reply("C0GENERAL", "U0ADA") != address
