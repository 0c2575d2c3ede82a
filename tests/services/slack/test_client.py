"""Who repeats what when Slack fails, and what its refusals become."""

import pytest

from doubles.world import image
from playground.server import Playground
from services.errors import FileGone, MissingScope, NotInChannel, SlackError
from services.slack.client import FIRST_PAUSE_SECONDS, RATE_LIMIT_RETRIES, TRIES, Slack

CHANNEL = Playground.channel_id


def made(playground: Playground, method: str) -> int:
    """Return how often a method was called."""
    return sum(call.method == method for call in playground.calls)


def test_who_glimpse_is_is_asked_once(playground: Playground, slack: Slack) -> None:
    assert slack.identity["user_id"] == playground.bot_user_id
    assert slack.identity["team_id"] == playground.team_id
    assert made(playground, "auth.test") == 1


def test_a_refused_token_is_told(playground: Playground) -> None:
    stranger = Slack("xoxb-of-somebody-else", playground.api_url)
    with pytest.raises(SlackError, match="invalid_auth"):
        _ = stranger.identity


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        ("not_in_channel", NotInChannel, "/invite @Glimpse"),
        ("channel_not_found", NotInChannel, "/invite @Glimpse"),
        ("is_archived", NotInChannel, "/invite @Glimpse"),
        ("file_not_found", FileGone, "no longer there"),
        ("file_deleted", FileGone, "no longer there"),
        ("invalid_blocks", SlackError, "(invalid_blocks)"),
    ],
)
def test_a_refusal_is_an_error_of_ours(
    playground: Playground, slack: Slack, error: str, kind: type[Exception], words: str
) -> None:
    playground.faults.fail("files.info", error=error)
    with pytest.raises(kind) as caught:
        slack.file("F1")
    assert type(caught.value) is kind
    assert words in getattr(caught.value, "sentence", "")


def test_a_missing_scope_is_named(playground: Playground, slack: Slack) -> None:
    playground.faults.remove_scope("reactions:write")
    with pytest.raises(MissingScope, match="lacks the Slack scope reactions:write"):
        slack.react(CHANNEL, playground.say("hello"), "eyes")


def test_what_is_so_already_is_no_error(playground: Playground, slack: Slack) -> None:
    ts = playground.say("hello")
    for _ in range(2):
        slack.react(CHANNEL, ts, "eyes")
    assert playground.reactions(ts) == {"eyes"}
    for _ in range(2):
        slack.unreact(CHANNEL, ts, "eyes")
    assert playground.reactions(ts) == set()
    slack.react(CHANNEL, "1.1", "eyes")


def test_what_may_be_asked_again_is_asked_again(playground: Playground, slack: Slack) -> None:
    ts = playground.say("hello")
    playground.faults.lose_response("reactions.add")
    slack.react(CHANNEL, ts, "eyes")
    assert made(playground, "reactions.add") == 2


def test_a_rate_limit_is_waited_out_a_few_times(playground: Playground, slack: Slack) -> None:
    playground.faults.rate_limit("auth.test", times=RATE_LIMIT_RETRIES, retry_after=0)
    assert slack.identity["ok"]
    playground.faults.rate_limit("files.info", times=RATE_LIMIT_RETRIES + 1, retry_after=0)
    with pytest.raises(SlackError):
        slack.file("F1")


def test_a_slack_that_is_not_there_is_told(playground: Playground, slack: Slack) -> None:
    playground.faults.lose_response("auth.test", times=9)
    with pytest.raises(SlackError, match="could not be reached"):
        _ = slack.identity


class Sending:
    """A call that is seen by others, with what goes wrong with it."""

    def __init__(self, *problems: Exception) -> None:
        self.problems = list(problems)
        self.sent = 0

    def __call__(self) -> str:
        self.sent += 1
        if self.problems:
            raise self.problems.pop(0)
        return "sent"


def test_a_lost_response_is_looked_for_before_it_is_sent_again(
    slack: Slack, pauses: list[float]
) -> None:
    sending = Sending(ConnectionResetError())
    assert slack.once(sending, lambda: "found") == "found"
    assert (sending.sent, pauses) == (1, [FIRST_PAUSE_SECONDS])
    sending = Sending(ConnectionResetError(), TimeoutError())
    assert slack.once(sending, lambda: None) == "sent"
    assert sending.sent == 3


def test_what_is_lost_every_time_is_given_up(slack: Slack, pauses: list[float]) -> None:
    sending = Sending(*[ConnectionResetError()] * TRIES)
    with pytest.raises(SlackError, match="could not be reached"):
        slack.once(sending, lambda: None)
    assert sending.sent == TRIES
    assert pauses == [FIRST_PAUSE_SECONDS * factor for factor in (1, 2, 4)]


def test_a_refusal_is_not_sent_again(playground: Playground, slack: Slack) -> None:
    def send() -> object:
        return slack.careful.chat_postMessage(channel="C0NOWHERE", text="hello")

    with pytest.raises(NotInChannel):
        slack.once(send, lambda: pytest.fail("nothing was lost"))
    assert made(playground, "chat.postMessage") == 1


def test_a_broken_gateway_is_a_lost_response(playground: Playground, slack: Slack) -> None:
    playground.faults.fail("chat.postMessage", status=503)

    def send() -> object:
        return slack.careful.chat_postMessage(channel=CHANNEL, text="hello")["ok"]

    assert slack.once(send, lambda: None) is True
    assert made(playground, "chat.postMessage") == 2


def test_where_a_file_was_shared_is_known_until_it_is_gone(
    playground: Playground, slack: Slack
) -> None:
    ts = playground.share([("photo.png", image())])
    (message,) = playground.messages()
    file_id = message["files"][0]["id"]
    assert slack.shared_at(file_id, CHANNEL) == [ts]
    assert slack.shared_at(file_id, Playground.private_channel_id) == []
    playground.delete_file(file_id)
    assert slack.shared_at(file_id, CHANNEL) == []


def test_the_newest_messages_come_first_or_the_one_that_is_named(
    playground: Playground, slack: Slack
) -> None:
    first, second = playground.say("one"), playground.say("two")
    assert [one["ts"] for one in slack.newest_messages(CHANNEL)] == [second, first]
    assert [one["ts"] for one in slack.newest_messages(CHANNEL, first)] == [first]


def test_a_file_that_is_gone_need_not_be_deleted(playground: Playground, slack: Slack) -> None:
    slack.delete_file("F0NOWHERE")
    playground.faults.fail("files.delete", error="cant_delete_file")
    with pytest.raises(SlackError, match="cant_delete_file"):
        slack.delete_file("F0NOWHERE")
