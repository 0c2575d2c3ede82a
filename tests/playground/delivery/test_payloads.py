"""What commands and shortcuts send to the app."""

from doubles.asked import Asked


def test_a_message_shortcut_carries_the_message(asked: Asked, picture: bytes) -> None:
    heard = asked.listen(asked.app.shortcut("describe"))
    p = asked.playground
    parent = p.say("parent", channel=p.other_channel_id)
    ts = p.share([("a.png", picture)], channel=p.other_channel_id, thread_ts=parent)
    result = p.message_shortcut("describe", p.other_channel_id, ts, user="U0GRACE")
    assert result.ok
    (body,) = heard
    assert (body["type"], body["callback_id"]) == ("message_action", "describe")
    assert (body["message_ts"], body["message"]["thread_ts"]) == (ts, parent)
    assert body["message"]["files"][0]["name"] == "a.png"
    assert body["channel"] == {"id": p.other_channel_id, "name": "random"}
    assert body["user"]["id"] == "U0GRACE"
    assert (body["trigger_id"], body["response_url"]) == (result.trigger_id, result.response_url)
    (ack,) = [a for a in p.acks if a.kind == "interactive"]
    assert (ack.event_type, ack.subject) == ("describe", (p.other_channel_id, ts))


def test_a_global_shortcut_has_no_place(asked: Asked) -> None:
    heard = asked.listen(asked.app.shortcut("analyse"))
    result = asked.playground.global_shortcut("analyse")
    assert (heard[0]["type"], result.response_url) == ("shortcut", "")
    assert not {"channel", "response_url", "message"} & set(heard[0])
    assert result.trigger_id


def test_a_command_carries_what_slack_sends(asked: Asked) -> None:
    heard = asked.listen(asked.app.command("/caption"))
    p = asked.playground
    result = p.command("/caption", "last 3 <&>", channel=p.private_channel_id, user="U0GRACE")
    assert (result.ok, result.error, result.shown_ts) == (True, None, None)
    (body,) = heard
    assert (body["command"], body["text"]) == ("/caption", "last 3 <&>")
    assert (body["channel_id"], body["channel_name"]) == (p.private_channel_id, "privategroup")
    assert (body["user_id"], body["user_name"]) == ("U0GRACE", "grace")
    assert body["is_enterprise_install"] == "false"
    assert (body["response_url"], body["trigger_id"]) == (result.response_url, result.trigger_id)
    assert set(body) >= {"token", "team_id", "team_domain", "api_app_id"}
    assert not {"files", "thread_ts"} & set(body)
    (ack,) = [a for a in p.acks if a.kind == "slash_commands"]
    assert (ack.event_type, ack.ok) == ("/caption", True)
    assert 0 < ack.seconds == result.seconds
