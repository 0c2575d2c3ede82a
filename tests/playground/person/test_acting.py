"""What a test lets people do."""

from doubles.asked import Asked


def test_a_mention_is_written_in_one_line(asked: Asked, picture: bytes) -> None:
    mentions, messages = asked.hear("app_mention"), asked.hear("message")
    asked.hear("file_shared")
    p = asked.playground
    first = p.mention("what is this?", [("a.png", picture)])
    p.mention("and now?", thread_ts=first)
    p.mention("in private", channel=p.dm_id)
    p.wait_until(lambda: len(mentions) == 2 and len(messages) == 3)
    by_text = {m["text"]: m for m in mentions}
    both = [f"<@{p.bot_user_id}> {words}" for words in ("what is this?", "and now?")]
    assert set(by_text) == set(both)
    assert set(by_text[both[0]]["files"][0]) == {"id"}
    assert by_text[both[1]]["thread_ts"] == first
