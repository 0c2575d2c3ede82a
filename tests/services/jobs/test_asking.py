import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import RequestError
from services.jobs.asking import COMMANDS, MOST_IMAGES, USAGE, Ask, ask_for
from services.vision import Feature

F = Feature


@pytest.mark.parametrize(
    ("command", "text", "ask"),
    [
        ("/caption", "", Ask((F.CAPTION,))),
        ("/ocr", "last 3", Ask((F.TEXT,), last=3)),
        ("/faces", "here", Ask((F.FACES,), here=True)),
        ("/caption", "lang=es", Ask((F.CAPTION,), language="es")),
        ("/caption", "language=pt-BR HERE", Ask((F.CAPTION,), language="pt-BR", here=True)),
        ("/thumbnail", "150x100", Ask((F.THUMBNAIL,), size=(150, 100))),
        ("/thumbnail", "150X100 last 2", Ask((F.THUMBNAIL,), last=2, size=(150, 100))),
        ("/glimpse", "", Ask()),
        ("/glimpse", "all", Ask()),
        ("/glimpse", "tags, objects lang=ja", Ask((F.TAGS, F.OBJECTS), language="ja")),
        (
            "/ocr",
            "<https://team.slack.com/files/U1ABC/F2DEF/cat.png|cat.png>",
            Ask((F.TEXT,), file_id="F2DEF"),
        ),
        (
            "/ocr",
            "https://team.slack.com/archives/C1ABC/p1700000000123456?thread_ts=1.2&amp;cid=C1",
            Ask((F.TEXT,), message=("C1ABC", "1700000000.123456")),
        ),
        (
            "/ocr",
            "<https://pictures.example/a.png?x=1&amp;y=2>",
            Ask((F.TEXT,), url="https://pictures.example/a.png?x=1&y=2"),
        ),
        (
            "/ocr",
            "https://evil.example/files/U1/F2/x",
            Ask((F.TEXT,), url="https://evil.example/files/U1/F2/x"),
        ),
    ],
)
def test_words_become_an_ask(command: str, text: str, ask: Ask) -> None:
    assert ask_for(command, text) == ask


@pytest.mark.parametrize(
    ("command", "text", "word"),
    [
        ("/ocr", "last", "number"),
        ("/ocr", f"last {MOST_IMAGES + 1}", "number"),
        ("/ocr", "lang=", "language"),
        ("/ocr", "lang=../..", "language"),
        ("/ocr", "tags", "“tags”"),
        ("/glimpse", "smell", "“smell”"),
        ("/ocr", "http://pictures.example/a.png", "understand"),
        ("/thumbnail", "", "size"),
        ("/thumbnail", "0x10", "pixels"),
        ("/thumbnail", "2000x10", "pixels"),
        ("/caption", "150x100", "thumbnail"),
    ],
)
def test_a_mistake_gets_the_usage_line(command: str, text: str, word: str) -> None:
    with pytest.raises(RequestError) as caught:
        ask_for(command, text)
    assert word in caught.value.sentence
    assert USAGE[command] in caught.value.sentence


@given(st.sampled_from(sorted(COMMANDS)), st.text(max_size=60))
def test_no_words_raise_anything_else(command: str, text: str) -> None:
    try:
        ask = ask_for(command, text)
    except RequestError as error:
        assert "Usage" in error.sentence  # noqa: PT017
    else:
        assert 1 <= ask.last <= MOST_IMAGES
