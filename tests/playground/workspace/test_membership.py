"""Who comes and goes."""

from doubles.asked import Asked


def test_the_app_is_told_where_it_comes_and_goes(asked: Asked) -> None:
    joined, left = asked.hear("member_joined_channel"), asked.hear("channel_left")
    others = asked.hear("member_left_channel")
    asked.hear("message")
    p = asked.playground
    p.invite()
    p.wait_until(lambda: joined)
    assert (joined[0]["user"], joined[0]["channel"], joined[0]["inviter"]) == (
        p.bot_user_id,
        p.other_channel_id,
        p.user_id,
    )
    assert joined[0]["channel_type"] == "C"
    p.remove(p.channel_id, user="U0GRACE")
    p.wait_until(lambda: others)
    p.invite(p.channel_id, user="U0GRACE")
    p.remove(p.channel_id)
    p.wait_until(lambda: left and len(joined) == 2)
    assert left[0]["channel"] == p.channel_id
    texts = [m["text"] for m in p.messages(p.other_channel_id)]
    assert texts == [f"<@{p.bot_user_id}> has joined the channel"]
    p.invite()
    assert len(p.messages(p.other_channel_id)) == 1
