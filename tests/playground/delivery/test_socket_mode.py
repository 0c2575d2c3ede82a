from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.server import Playground

Connect = Callable[[App], SocketModeHandler]


def test_a_bolt_app_answers_a_shared_image_in_its_thread(
    playground: Playground, bolt: App, connect: Connect, picture: bytes
) -> None:
    @bolt.event("message")
    def answer(event: dict[str, Any], client: WebClient) -> None:
        if event.get("subtype") != "file_share":
            return
        place = {"channel": event["channel"], "thread_ts": event["ts"]}
        client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")
        client.chat_postMessage(**place, text=f"seen {event['files'][0]['name']}")
        client.files_upload_v2(**place, content=picture, filename="marked.png", alt_txt="marked")

    @bolt.event("file_shared")
    def ignore() -> None:
        pass

    connect(bolt)
    ts = playground.share([("astronaut.png", picture, "A person")], text="look")
    thread = playground.wait_until(
        lambda: len(found := playground.messages(thread_ts=ts)) == 3 and found
    )
    parent, text, upload = thread
    assert parent["reactions"] == [{"name": "eyes", "users": [playground.bot_user_id], "count": 1}]
    assert (text["text"], text["bot_id"], text["thread_ts"]) == (
        "seen astronaut.png",
        playground.bot_id,
        ts,
    )
    (file,) = playground.files_in(upload)
    assert (file["bytes"], file["name"], file["alt_txt"]) == (picture, "marked.png", "marked")
    assert playground.reactions(ts) == {"eyes"}
    assert all(ack.ok for ack in playground.acks)
