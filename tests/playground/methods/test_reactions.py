"""reactions.add and reactions.remove."""

from slack_sdk import WebClient

from doubles.forms import error_of
from playground.server import Playground


def test_reactions_are_added_and_taken_back_once(playground: Playground, client: WebClient) -> None:
    channel, ts = playground.channel_id, playground.say("look")
    client.reactions_add(channel=channel, timestamp=ts, name="eyes")
    again = error_of(client.reactions_add, channel=channel, timestamp=ts, name="eyes")
    assert (again, playground.reactions(ts)) == ("already_reacted", {"eyes"})
    client.reactions_remove(channel=channel, timestamp=ts, name="eyes")
    again = error_of(client.reactions_remove, channel=channel, timestamp=ts, name="eyes")
    assert (again, playground.reactions(ts)) == ("no_reaction", set())
    add = client.reactions_add
    assert error_of(add, channel=channel, timestamp=ts, name="No Such") == "invalid_name"
    assert error_of(add, channel=channel, timestamp="1.1", name="eyes") == "message_not_found"
    assert error_of(add, channel="C0NOWHERE", timestamp=ts, name="eyes") == "channel_not_found"
