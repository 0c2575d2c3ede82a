"""What a person sends from the page: words, pictures, samples."""

import io

import pytest
from PIL import Image

from doubles.visitor import Visitor
from playground.samples import SAMPLES
from playground.server import Playground

SCRIPT = "<script>alert(1)</script> & <!channel>"


def test_a_person_sends_words_and_images(
    playground: Playground, visitor: Visitor, picture: bytes
) -> None:
    files = [("a.png", picture, "image/png"), ("b.png", picture, "image/png")]
    answer = visitor.send(text="look @glimpse", channel="C0SECRET", files=files)
    (message,) = playground.messages("C0SECRET")
    assert answer.json() == {"ts": message["ts"]}
    assert message["text"] == f"look <@{playground.bot_user_id}>"
    assert [f["bytes"] for f in playground.files_in(message)] == [picture, picture]
    assert message["user"] == playground.user_id


def test_a_person_replies_in_a_thread(playground: Playground, visitor: Visitor) -> None:
    parent = playground.say("parent")
    visitor.send(text="reply", thread_ts=parent)
    assert [m["text"] for m in playground.messages(thread_ts=parent)] == ["parent", "reply"]


def test_typed_words_are_escaped(playground: Playground, visitor: Visitor) -> None:
    visitor.send(text=SCRIPT)
    (message,) = playground.messages()
    assert "<" not in message["text"]
    assert message["blocks"][0]["elements"][0]["elements"] == [{"type": "text", "text": SCRIPT}]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"text": " "}, 400), ({"text": "x", "channel": "C0NOWHERE"}, 404)],
)
def test_what_cannot_be_sent_gets_a_sentence(
    playground: Playground, visitor: Visitor, fields: dict[str, str], status: int
) -> None:
    answer = visitor.send(**fields)
    assert answer.status_code == status
    assert answer.text.endswith(".")


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_pictures_of_the_projects_own(
    playground: Playground, visitor: Visitor, name: str
) -> None:
    with Image.open(io.BytesIO(visitor.get(f"samples/{name}.png").content)) as small:
        assert small.size == (360, 240)
    address = f"{playground.url}/page/messages"
    visitor.session.post(address, data={"sample": name}, timeout=60)
    (file,) = playground.files_in(playground.messages()[0])
    assert file["name"] == f"{name}.{SAMPLES[name].suffix}"
    with Image.open(io.BytesIO(file["bytes"])) as whole:
        assert min(whole.size) >= 700
        colors = whole.convert("RGB").resize((40, 40)).getcolors(1600)
    assert colors is not None and len(colors) > 40
