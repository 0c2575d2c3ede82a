"""What the nouns of a workspace can say of themselves."""

import pytest

from playground.workspace.model import ChannelKind, Message


@pytest.mark.parametrize(
    ("thread_ts", "is_reply"), [(None, False), ("1.000001", False), ("1.000000", True)]
)
def test_a_reply_answers_another_message(thread_ts: str | None, is_reply: bool) -> None:
    message = Message("C0GENERAL", "1.000001", "U0ADA", thread_ts=thread_ts)
    assert message.is_reply is is_reply
    assert message.place == ("C0GENERAL", "1.000001", thread_ts)


def test_kinds_of_conversation_are_called_as_scopes_call_them() -> None:
    assert [kind.family for kind in ChannelKind] == ["channels", "groups", "im", "mpim"]
