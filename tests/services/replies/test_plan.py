import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from doubles.block_kit import message_problems, readable
from services.replies.plan import MOST_TEXT, plan, remark, suggestion
from services.replies.reply import Outcome, Reply
from services.vision import (
    Analysis,
    Box,
    Caption,
    Colors,
    DetectedObject,
    Face,
    Feature,
    Landmark,
    Polygon,
    Tag,
    Text,
    TextLine,
)

CORNERS: Polygon = ((0, 0), (9, 0), (9, 9), (0, 9))


def texts(*lines: str) -> Text:
    return Text(tuple(TextLine(line, 0.9, CORNERS) for line in lines))


FULL = Analysis(
    "local",
    300,
    200,
    1.25,
    caption=Caption("A photo of two people.", 0.8),
    tags=(Tag("photo", 0.9),),
    objects=(
        DetectedObject("dog", 0.77, Box(0, 0, 9, 9)),
        DetectedObject("dog", 0.7, Box(50, 0, 9, 9)),
    ),
    text=texts("Tourist information", "Castle"),
    landmarks=(Landmark("Eiffel Tower", 0.99),),
    faces=(Face(Box(0, 0, 30, 30), 0.93), Face(Box(260, 160, 30, 30))),
    colors=Colors("black", "white", ("white", "red"), "AA1122", black_and_white=False),
    skipped={Feature.BRANDS: "No brands."},
)


def test_an_answer_says_first_that_a_machine_wrote_it_and_last_what_was_skipped() -> None:
    lines = plan([Outcome("photo.jpg", "F1", FULL)]).text.splitlines()
    assert lines[0] == "Machine-made description by the local engine; it may be wrong."
    assert lines[-2:] == ["Engine: local · 1.2 s", "No brands."]


def test_an_answer_holds_every_result() -> None:
    text = plan([Outcome("photo.jpg", "F1", FULL)]).text
    for words in (
        "A photo of two people.",
        "Landmark: Eiffel Tower https://www.openstreetmap.org/search?query=Eiffel%20Tower "
        "(almost certain, 99 %).",
        "2 faces: 1 at the top left (almost certain, 93 %); 2 at the bottom right.",
        "Object · dog · at the top left · very likely, 77 %\n",
        "Tag · photo · — · almost certain, 90 %\n",
        "Colours: white, red; black in front of white; accent #AA1122.",
        "1  Tourist information\n2  Castle",
    ):
        assert words in text


def test_several_images_are_headed_by_their_names() -> None:
    reply = plan([Outcome("a.png", "F1", FULL), Outcome("b.png", "F2", problem="It is empty.")])
    assert "1. a.png" in reply.text
    assert "2. b.png\nIt is empty." in reply.text


def test_a_single_image_is_not_headed() -> None:
    assert "photo.jpg" not in plan([Outcome("photo.jpg", "F1", FULL)]).text


def test_text_that_does_not_fit_is_attached_whole() -> None:
    lines = [f"line {n} <{'x' * 60}>" for n in range(200)]
    reply = plan([Outcome("page.png", "F1", Analysis("local", 9, 9, text=texts(*lines)))])
    (attached,) = reply.attachments
    assert attached.filename == "page.txt"
    assert attached.data.decode().splitlines() == lines
    assert len(reply.text) <= MOST_TEXT


def test_long_text_takes_no_room_from_what_else_is_said() -> None:
    lines = texts(*[f"line {n} {'x' * 60}" for n in range(200)])
    many = [Outcome(f"{n}.png", "F1", Analysis("local", 9, 9, text=lines)) for n in range(3)]
    reply = plan(many, ["A note."])
    assert reply.text.endswith("\nA note.")
    assert all(f"{n + 1}. {n}.png" in reply.text for n in range(3))
    assert 3900 < len(reply.text) <= MOST_TEXT


def test_a_suggestion_is_an_alt_text_and_says_who_sees_it() -> None:
    reply = suggestion([Outcome("photo.jpg", "F1", FULL)])
    assert "Only you can see this." in reply.text
    assert "A photo of two people. Text: Tourist information / Castle" in reply.text


hostile = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("<>&@#!|*_~`\n\t\u202e\u200b:/."), st.just("\x00")
    ),
    max_size=200,
) | st.sampled_from(["<!channel>", "<@U123>", "<https://evil.example|Reset>", "&lt;!here&gt;"])
outcomes = st.lists(
    st.one_of(
        st.builds(Outcome, hostile, st.just("F1"), problem=hostile.filter(str.strip)),
        st.builds(
            lambda name, caption, lines, place: Outcome(
                name,
                "F1",
                Analysis(
                    "local",
                    9,
                    9,
                    caption=Caption(caption, 0.5),
                    text=texts(*lines),
                    landmarks=(Landmark(place, 0.5),),
                ),
            ),
            hostile,
            hostile,
            st.lists(hostile, max_size=60),
            hostile,
        ),
    ),
    min_size=1,
    max_size=10,
)


def assert_sound(reply: Reply) -> None:
    assert message_problems(reply.blocks) == []
    assert 0 < len(reply.text) <= MOST_TEXT
    assert "<" not in reply.text
    assert not re.search(r"&(?!amp;|lt;|gt;)", reply.text)
    assert "\x00" not in reply.text
    assert "\u202e" not in reply.text
    shown = "\n".join(text for block in reply.blocks for text in readable(block))
    assert shown == unescape(reply.text)


@settings(max_examples=60, deadline=None)
@given(outcomes, st.lists(hostile.filter(str.strip), max_size=2))
def test_whatever_was_recognised_the_answer_is_sound(
    found: list[Outcome], notes: list[str]
) -> None:
    assert_sound(plan(found, notes))
    assert_sound(suggestion(found))


def test_a_remark_is_sound() -> None:
    assert_sound(remark("The annotated copy is missing. <Slack> said no."))


def test_no_text_is_said_only_where_there_is_none() -> None:
    nothing = Analysis("local", 30, 20, text=Text(()))
    assert "No text found." in said_of(nothing)
    note = "There is writing here that I cannot read."
    unread = said_of(Analysis("local", 30, 20, text=Text((), unread=True), notes=(note,)))
    assert "No text found." not in unread and note in unread


def said_of(analysis: Analysis) -> str:
    return plan([Outcome("a.png", "F1", analysis)]).text
