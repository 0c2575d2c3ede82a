"""Messages are sent once, changed, found again and taken back."""

from typing import Any

import pytest

from playground.server import Playground
from services.errors import SlackError
from services.replies.reply import Reply
from services.slack import messages
from services.slack.client import Slack

CHANNEL = Playground.channel_id
WORDS = {"type": "rich_text_section", "elements": [{"type": "text", "text": "A photo."}]}
REPLY = Reply("A photo.", ({"type": "rich_text", "elements": [WORDS]},))
OTHER = Reply("A drawing.", ())


def said(playground: Playground, thread_ts: str | None = None) -> list[dict[str, Any]]:
    """Return what Glimpse said in the channel, or in a thread."""
    everything = playground.messages(thread_ts=thread_ts)
    return [one for one in everything if one.get("user") == playground.bot_user_id]


@pytest.mark.parametrize("in_thread", [True, False])
def test_a_message_is_posted_with_its_key_and_found_by_it(
    playground: Playground, slack: Slack, in_thread: bool
) -> None:
    thread = playground.say("look") if in_thread else None
    ts = messages.post(slack, CHANNEL, thread, REPLY, "T:C:1")
    (message,) = said(playground, thread)
    assert (message["ts"], message["text"], message.get("thread_ts")) == (ts, "A photo.", thread)
    assert message["blocks"][0]["elements"] == [WORDS]
    assert messages.find_posted(slack, CHANNEL, thread, "T:C:1") == ts
    assert messages.find_posted(slack, CHANNEL, thread, "T:C:2") is None


def test_nothing_in_a_message_pings_or_unfolds(playground: Playground, slack: Slack) -> None:
    messages.post(slack, CHANNEL, None, REPLY, "key")
    (call,) = [one for one in playground.calls if one.method == "chat.postMessage"]
    quiet = {"parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
    assert {name: call.args[name] for name in quiet} == quiet


def test_a_lost_response_posts_nothing_twice(
    playground: Playground, slack: Slack, pauses: list[float]
) -> None:
    playground.faults.lose_response("chat.postMessage")
    ts = messages.post(slack, CHANNEL, None, REPLY, "key")
    assert [one["ts"] for one in said(playground)] == [ts]
    assert len(pauses) == 1


def test_a_message_is_changed_and_taken_back(playground: Playground, slack: Slack) -> None:
    ts = messages.post(slack, CHANNEL, None, REPLY, "key")
    messages.update(slack, CHANNEL, ts, OTHER)
    assert [(one["ts"], one["text"]) for one in said(playground)] == [(ts, "A drawing.")]
    assert messages.find_posted(slack, CHANNEL, None, "key") == ts
    for _ in range(2):
        messages.delete(slack, CHANNEL, ts)
    assert said(playground) == []


def test_a_whisper_is_for_one_person(playground: Playground, slack: Slack) -> None:
    messages.whisper(slack, CHANNEL, playground.user_id, None, REPLY)
    assert said(playground) == []
    (shown,) = playground.ephemerals()
    assert (shown["to"], shown["text"]) == (playground.user_id, "A photo.")


@pytest.mark.parametrize("here", [True, False])
def test_a_command_is_answered_where_it_was_asked(
    playground: Playground, slack: Slack, here: bool
) -> None:
    url = playground.workspace.new_reply(CHANNEL, playground.user_id)
    messages.respond(slack, url, REPLY, here=here)
    messages.respond(slack, url, OTHER, here=here)
    everybody = [one["text"] for one in said(playground)]
    alone = [one["text"] for one in playground.ephemerals()]
    both = ["A photo.", "A drawing."]
    assert (everybody, alone) == ((both, []) if here else ([], both))


def test_a_pressed_button_s_message_stays_as_it_is(playground: Playground, slack: Slack) -> None:
    ts = messages.post(slack, CHANNEL, None, REPLY, "key")
    url = playground.workspace.new_reply(CHANNEL, playground.user_id, original_ts=ts)
    messages.respond(slack, url, OTHER, here=False)
    assert [one["text"] for one in said(playground)] == ["A photo."]
    assert [one["text"] for one in playground.ephemerals()] == ["A drawing."]


def test_an_address_that_has_expired_is_told(playground: Playground, slack: Slack) -> None:
    known = playground.workspace.new_reply(CHANNEL, playground.user_id)
    with pytest.raises(SlackError, match="did not accept"):
        messages.respond(slack, known + "x", REPLY, here=False)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/commands/1",
        "https://hooks.slack.com.evil.example/commands/1",
        "https://evil.example/hooks.slack.com",
        "https://evilslack.com/commands/1",
        "https://pages.slack.com/commands/1",
        "http://hooks.slack.com/commands/1",
        "http://127.0.0.1:1/commands/1",
        "",
    ],
)
def test_an_answer_goes_to_slack_and_to_nobody_else(slack: Slack, address: str) -> None:
    with pytest.raises(SlackError, match="is not Slack's"):
        messages.respond(slack, address, REPLY, here=False)


def test_direct_messages_are_opened(playground: Playground, slack: Slack) -> None:
    assert messages.direct_channel(slack, playground.user_id) == playground.dm_id
    other = messages.direct_channel(slack, playground.other_user_id)
    messages.post(slack, other, None, REPLY, "key")
    assert playground.messages(other)[0]["text"] == "A photo."
