"""What happened for an answer."""

import requests

from doubles.asked import Asked
from doubles.visitor import Visitor


def test_an_answer_is_traced_from_its_event_to_its_last_call(asked: Asked, picture: bytes) -> None:
    visitor, p, client = Visitor(asked.playground), asked.playground, asked.client
    heard = asked.hear("message")
    asked.hear("file_shared")
    ts = p.share([("a.png", picture)])
    other = p.share([("b.png", picture)])
    p.wait_until(lambda: len([e for e in heard if e.get("subtype") == "file_share"]) == 2)
    job = {"event_type": "e", "event_payload": {"key": "job-1"}}
    answer = client.chat_postMessage(
        channel=p.channel_id, thread_ts=ts, text="looking", metadata=job
    )["ts"]
    client.chat_postMessage(channel=p.channel_id, thread_ts=other, text="another")
    file = p.messages()[0]["files"][0]
    bearer = {"Authorization": f"Bearer {p.bot_token}"}
    requests.get(file["url_private"], headers=bearer, timeout=5)
    client.chat_update(channel=p.channel_id, ts=answer, text="seen")
    client.files_upload_v2(
        channel=p.channel_id, thread_ts=ts, content=picture, filename="marked.png"
    )
    marked = p.messages(thread_ts=ts)[-1]["ts"]
    for told_of in (answer, marked):
        told = visitor.get(f"trace/{p.channel_id}/{told_of}").json()
        assert told["job"] == "job-1"
        events = [s["name"] for s in told["steps"] if s["kind"] == "event"]
        calls = [s["name"] for s in told["steps"] if s["kind"] != "event"]
        assert sorted(events) == ["file_shared", "message"]
        assert calls == [
            "chat.postMessage",
            "GET url_private",
            "chat.update",
            "files.getUploadURLExternal",
            "POST upload_url",
            "files.completeUploadExternal",
        ]
        afters = [s["after"] for s in told["steps"]]
        assert afters == sorted(afters) and told["seconds"] >= afters[-1]
        assert told["steps"][0]["payload"]["event"]["channel"] == p.channel_id


def test_an_answer_to_a_command_is_traced_by_its_response_url(asked: Asked) -> None:
    visitor, p = Visitor(asked.playground), asked.playground
    asked.listen(asked.app.command("/caption"), "looking…")
    asked.listen(asked.app.command("/ocr"))
    p.command("/ocr")
    url = p.command("/caption").response_url
    requests.post(url, json={"text": "done"}, timeout=5)
    ts = p.ephemerals()[-1]["ts"]
    told = visitor.get(f"trace/{p.channel_id}/{ts}").json()
    assert [(s["kind"], s["name"]) for s in told["steps"]] == [
        ("event", "/caption"),
        ("call", "response_url"),
    ]
    assert visitor.get(f"trace/{p.channel_id}/1.1").status_code == 404


def test_a_message_that_nobody_asked_for_is_traced_to_what_came_before(asked: Asked) -> None:
    visitor, p = Visitor(asked.playground), asked.playground
    joined = asked.hear("member_joined_channel")
    asked.hear("message")
    p.invite()
    p.wait_until(lambda: joined)
    p.wait_until(lambda: {"member_joined_channel", "message"} <= {a.event_type for a in p.acks})
    ts = asked.client.chat_postMessage(channel=p.other_channel_id, text="Hello.")["ts"]
    told = visitor.get(f"trace/{p.other_channel_id}/{ts}").json()
    names = [s["name"] for s in told["steps"]]
    assert names[1:] == ["chat.postMessage"]
    assert names[0] in ("member_joined_channel", "message")
