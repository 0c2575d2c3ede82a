"""A link opens no closed door: who may see what they ask about, as a workspace on loopback says."""

from collections.abc import Mapping
from typing import Any

import pytest

from doubles.world import image
from playground.server import Playground
from services.errors import RequestError
from services.slack.client import Slack
from services.slack.membership import NOT_YOURS, check_channel, check_file

ASKER, SHARER = Playground.user_id, Playground.other_user_id
PUBLIC, PRIVATE, ELSEWHERE = (
    Playground.channel_id,
    Playground.private_channel_id,
    Playground.other_channel_id,
)
DIRECT = Playground.dm_id


def shared_by(user: str, channel: str, playground: Playground, slack: Slack) -> Mapping[str, Any]:
    """Share an image as `user`, and return its file object."""
    ts = playground.share([("secret.png", image())], channel=channel, user=user)
    (message,) = [one for one in playground.messages(channel) if one["ts"] == ts]
    return slack.file(message["files"][0]["id"])


def asked_for(playground: Playground) -> list[str]:
    """Return the conversations.* methods that were called."""
    return [one.method for one in playground.calls if one.method.startswith("conversations.")]


def test_a_file_of_a_private_channel_is_for_its_members(
    playground: Playground, slack: Slack
) -> None:
    file = shared_by(SHARER, PRIVATE, playground, slack)
    check_file(slack, ASKER, file, PUBLIC)
    playground.remove(PRIVATE, ASKER)
    with pytest.raises(RequestError) as caught:
        check_file(slack, ASKER, file, PUBLIC)
    assert caught.value.sentence == NOT_YOURS


def test_in_the_channel_itself_nobody_is_asked_for_leave(
    playground: Playground, slack: Slack
) -> None:
    file = shared_by(SHARER, PRIVATE, playground, slack)
    check_file(slack, ASKER, file, PRIVATE)
    assert asked_for(playground) == []


def test_their_own_file_is_theirs_wherever_it_is(playground: Playground, slack: Slack) -> None:
    file = shared_by(ASKER, PRIVATE, playground, slack)
    playground.remove(PRIVATE, ASKER)
    check_file(slack, ASKER, file, PUBLIC)


def test_a_file_of_a_public_channel_is_everybodys(playground: Playground, slack: Slack) -> None:
    file = shared_by(SHARER, PUBLIC, playground, slack)
    playground.remove(PUBLIC, ASKER)
    check_file(slack, ASKER, file, PRIVATE)


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
def test_where_slack_does_not_say_who_is_in_nobody_is_let_in(
    playground: Playground, slack: Slack, method: str
) -> None:
    file = shared_by(SHARER, PRIVATE, playground, slack)
    playground.faults.fail(method, error="channel_not_found")
    with pytest.raises(RequestError, match="channels that you are in"):
        check_file(slack, ASKER, file, PUBLIC)
    check_file(slack, ASKER, file, PUBLIC)


def test_without_the_scope_to_ask_nobody_is_let_in(playground: Playground, slack: Slack) -> None:
    file = shared_by(SHARER, PRIVATE, playground, slack)
    playground.faults.remove_scope("groups:read")
    playground.faults.remove_scope("channels:read")
    with pytest.raises(RequestError):
        check_file(slack, ASKER, file, PUBLIC)


def test_one_of_several_places_is_enough(playground: Playground, slack: Slack) -> None:
    playground.remove(PRIVATE, ASKER)
    group = Playground.group_dm_id
    check_file(slack, ASKER, {"id": "F1", "user": SHARER, "groups": [PRIVATE]}, PRIVATE)
    with pytest.raises(RequestError):
        check_file(slack, ASKER, {"id": "F1", "user": SHARER, "groups": [PRIVATE]}, group)
    check_file(slack, ASKER, {"id": "F1", "user": SHARER, "groups": [PRIVATE, group]}, group)


@pytest.mark.parametrize("places", [{}, {"groups": []}, {"groups": None, "ims": None}])
def test_a_file_that_is_nowhere_is_for_who_has_it(slack: Slack, places: dict[str, Any]) -> None:
    check_file(slack, ASKER, {"id": "F1", "user": ASKER, **places}, PUBLIC)
    with pytest.raises(RequestError):
        check_file(slack, ASKER, {"id": "F1", "user": SHARER, **places}, PUBLIC)


def test_a_file_in_direct_messages_may_be_asked_about_there(slack: Slack) -> None:
    check_file(slack, ASKER, {"id": "F1", "user": SHARER, "ims": [DIRECT]}, DIRECT)


@pytest.mark.parametrize("member", [ASKER, SHARER])
def test_every_member_of_a_private_channel_is_one(
    playground: Playground, slack: Slack, member: str
) -> None:
    playground.invite(PRIVATE, SHARER)
    check_channel(slack, member, PRIVATE, PUBLIC)


def test_somebody_elses_direct_messages_are_not_looked_into(
    playground: Playground, slack: Slack
) -> None:
    with pytest.raises(RequestError):
        check_file(slack, SHARER, {"id": "F1", "user": ASKER, "ims": [DIRECT]}, PUBLIC)
    with pytest.raises(RequestError):
        check_channel(slack, SHARER, DIRECT, PUBLIC)


def test_a_message_is_for_who_sees_its_channel(playground: Playground, slack: Slack) -> None:
    for channel, asked_in in ((PRIVATE, PUBLIC), (PUBLIC, PRIVATE), (ELSEWHERE, PUBLIC)):
        check_channel(slack, ASKER, channel, asked_in)
    playground.remove(PRIVATE, ASKER)
    playground.remove(ELSEWHERE, ASKER)
    check_channel(slack, ASKER, ELSEWHERE, PUBLIC)
    with pytest.raises(RequestError):
        check_channel(slack, ASKER, PRIVATE, PUBLIC)
    playground.remove(PRIVATE)
    with pytest.raises(RequestError):
        check_channel(slack, SHARER, PRIVATE, PUBLIC)
