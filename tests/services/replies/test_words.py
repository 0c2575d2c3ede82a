"""How results are told: how sure, where, and what becomes a table, a link or a guess."""

from math import inf, nan

import pytest

from doubles import catalogue
from doubles.block_kit import readable, things
from doubles.catalogue import BOX, printed, text_of
from services.replies.fitting import MOST_TABLE, MOST_TEXT, fitted
from services.replies.parts import Part, Piece, Run, Style, Table
from services.replies.phrases import map_url, percent, sureness
from services.replies.plan import plan
from services.replies.reply import Outcome, Reply
from services.replies.words import described
from services.vision import (
    Analysis,
    Box,
    Caption,
    DetectedObject,
    Face,
    Landmark,
    Tag,
)


def seeing(**found: object) -> Analysis:
    return Analysis("azure", 300, 200, **found)  # type: ignore[arg-type]


def answer(*analyses: Analysis) -> Reply:
    return plan([Outcome(f"{n}.png", f"F{n}", one) for n, one in enumerate(analyses, start=1)])


def types(reply: Reply) -> list[str]:
    return [block["type"] for block in reply.blocks]


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "almost certain, 100 %"),
        (0.93, "almost certain, 93 %"),
        (0.895, "almost certain, 90 %"),
        (0.894, "very likely, 89 %"),
        (0.75, "very likely, 75 %"),
        (0.5, "likely, 50 %"),
        (0.25, "possible, 25 %"),
        (0.24, "a guess, 24 %"),
        (0, "a guess, 0 %"),
        (7.0, "almost certain, 100 %"),
        (-1.0, "a guess, 0 %"),
        (nan, ""),
        (inf, ""),
        (None, ""),
    ],
)
def test_how_sure_is_told_in_words_that_agree_with_the_per_cent(
    confidence: float | None, words: str
) -> None:
    assert sureness(confidence) == words


def test_a_score_that_is_no_number_is_not_told() -> None:
    assert (percent(nan), percent(0.5)) == ("", "50 %")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.8, "a dog (very likely, 80 %)"),
        (0.5, "a dog (likely, 50 %)"),
        (0.49, "Perhaps: a dog (possible, 49 %)"),
        (0.0, "Perhaps: a dog (a guess, 0 %)"),
        (None, "a dog"),
    ],
)
def test_a_caption_the_engine_doubts_is_hedged(confidence: float | None, words: str) -> None:
    analysis = seeing(caption=Caption("a dog", confidence))
    assert described(analysis) == (words,)
    assert words in answer(analysis).text


def test_other_captions_are_told_once() -> None:
    others = tuple(Caption(text, 0.5) for text in ("a dog", "a cat", "a cat", "a cow", "a pig"))
    said = described(seeing(caption=Caption("a dog", 0.9, others)))
    assert said == ("a dog (almost certain, 90 %); or: a cat; a cow",)


def test_nothing_is_said_of_how_sure_an_engine_is_that_does_not_say() -> None:
    said = "\n".join(described(catalogue.SAYS_LITTLE))
    assert said == (
        "a man at a castle; or: a man outdoors\n"
        "Landmarks: Eiffel Tower https://www.openstreetmap.org/search?query=Eiffel%20Tower; "
        "大阪城 https://www.openstreetmap.org/search?query=%E5%A4%A7%E9%98%AA%E5%9F%8E.\n"
        "Celebrities: Ada Lovelace.\n"
        "One face at the top left.\n"
        "Objects: 2 x dog.\n"
        "Brands: Lego.\n"
        "Tags: outdoor; castle.\n"
        "In its parts: a dog at the top left.\n"
        "One person: at the top left."
    )


def test_of_several_things_of_one_name_the_surest_counts() -> None:
    def dogs(*confidences: float | None) -> str:
        dogs = (DetectedObject("dog", one, BOX) for one in confidences)
        return described(seeing(objects=tuple(dogs)))[0]

    assert dogs(0.5, None, 0.8) == "Objects: 3 x dog (very likely, 80 %)."
    assert dogs(None, 0.0) == "Objects: 2 x dog (a guess, 0 %)."
    assert dogs(None, nan) == "Objects: 2 x dog."


def test_a_table_has_no_column_for_what_the_engine_does_not_say() -> None:
    (table,) = (one for one in answer(catalogue.SAYS_LITTLE).blocks if one["type"] == "table")
    assert readable(table) == [
        "What · Name · Where",
        "Object · dog · at the top left",
        "Object · dog · at the top left",
        "Tag · outdoor · —",
        "Tag · castle · —",
    ]
    some = seeing(tags=(Tag("outdoor", None), Tag("castle", 0.9), Tag("sky", None)))
    assert readable(answer(some).blocks[1])[:3] == [
        "What · Name · Where · How sure",
        "Tag · outdoor · — · —",
        "Tag · castle · — · almost certain, 90 %",
    ]


def test_a_landmark_is_a_link_to_a_map_of_it() -> None:
    reply = answer(seeing(landmarks=(Landmark("Café <& Bar>", 0.93),)))
    (link,) = (one for one in things(reply.blocks) if one.get("type") == "link")
    url = "https://www.openstreetmap.org/search?query=Caf%C3%A9%20%3C%26%20Bar%3E"
    assert link == {"type": "link", "url": url, "text": "Café <& Bar>"}
    assert f"Landmark: Café &lt;&amp; Bar&gt; {url} (almost certain, 93 %)." in reply.text


def test_three_landmarks_are_linked_and_the_others_named() -> None:
    places = tuple(Landmark(f"Place {n}", 0.5) for n in range(5))
    reply = answer(seeing(landmarks=places))
    assert sum("url" in one for one in things(reply.blocks)) == 3
    assert reply.text.count("(likely, 50 %)") == 5
    assert "Place 3 (likely, 50 %); Place 4 (likely, 50 %)." in reply.text


@pytest.mark.parametrize("name", ["", "\u202e", "大" * 80])
def test_no_map_of_a_name_that_is_none_or_endless(name: str) -> None:
    assert map_url(name) == ""


@pytest.mark.parametrize("name", ["", "\x00\u202e"])
def test_a_landmark_without_a_name_is_none(name: str) -> None:
    assert described(seeing(landmarks=(Landmark(name, 0.9),))) == ("No landmark recognised.",)


def test_what_is_known_of_a_face_is_told_where_it_is_worth_it() -> None:
    plain = Face(
        BOX, 0.9, glasses="no glasses", mask="no mask", blur="low", exposure="good exposure"
    )
    full = Face(
        BOX,
        glasses="sunglasses",
        mask="face mask",
        accessories=(Tag("sunglasses", 0.9), Tag("headwear", 0.9)),
        occlusion={"mouth": True, "eye": False},
        blur="high",
        exposure="under exposure",
        noise="high",
    )
    assert described(seeing(faces=(plain, full))) == (
        "2 faces: 1 at the top left (almost certain, 90 %); 2 at the top left, sunglasses, "
        "face mask, headwear, mouth covered, blurred, underexposed, noisy.",
    )


def test_a_place_that_is_none_is_somewhere() -> None:
    assert described(seeing(faces=(Face(Box(nan, 0, 9, 9)),))) == ("One face somewhere.",)


def test_tags_and_objects_of_one_image_are_a_table() -> None:
    objects = (DetectedObject("dog", 0.77, Box(260, 160, 30, 30)),)
    tags = (Tag("outdoor", 0.99), Tag("", nan))
    reply = answer(seeing(objects=objects, tags=tags))
    assert types(reply) == ["context", "table", "context"]
    assert readable(reply.blocks[1]) == [
        "What · Name · Where · How sure",
        "Object · dog · at the bottom right · very likely, 77 %",
        "Tag · outdoor · — · almost certain, 99 %",
        "Tag · — · — · —",
    ]


def test_little_and_several_images_stay_sentences() -> None:
    few = seeing(tags=(Tag("outdoor", 0.99), Tag("sky", 0.9)))
    many = seeing(tags=tuple(Tag(f"tag {n}", 0.9) for n in range(9)))
    assert "table" not in types(answer(few))
    assert "table" not in types(answer(many, many))
    assert "Tags: outdoor (almost certain, 99 %); sky (almost certain, 90 %)." in answer(few).text


def test_a_long_table_says_how_many_rows_more_there_are() -> None:
    tags = tuple(Tag(f"tag number {n}", 0.9) for n in range(500))
    reply = answer(seeing(tags=tags))
    *_, last = readable(reply.blocks[1])
    shown = len(readable(reply.blocks[1])) - 2
    assert last == f"… · and {500 - shown} more · … · …"
    assert 20 < shown <= 60


def test_a_long_table_leaves_room_for_the_text() -> None:
    tags = tuple(Tag(f"tag number {n}", 0.9) for n in range(500))
    reply = answer(seeing(tags=tags, text=text_of(*["some words on a line"] * 300)))
    assert len(reply.text) <= MOST_TEXT
    assert reply.text.count("some words on a line") > 50
    assert len(reply.attachments) == 1


def test_findings_are_a_list_and_a_single_one_is_a_sentence() -> None:
    def lists(analysis: Analysis) -> int:
        return sum(one.get("type") == "rich_text_list" for one in things(answer(analysis).blocks))

    assert lists(seeing(caption=Caption("a dog", 0.9), faces=())) == 0
    assert lists(seeing(faces=(), landmarks=())) == 1


def test_printed_text_stands_in_where_no_other_was_read() -> None:
    reply = answer(seeing(printed_text=printed("ONE", "TWO")))
    assert "Text:\n1  ONE\n2  TWO\n" in reply.text
    assert "Printed text" not in reply.text
    both = answer(seeing(printed_text=printed("ONE", "TWO"), text=text_of("one two")))
    assert "Printed text: ONE / TWO" in both.text
    assert "Text:\none two\n" in both.text


def test_what_found_nothing_is_not_silent() -> None:
    nothing = seeing(
        tags=(), objects=(), landmarks=(), faces=(), brands=(), celebrities=(), categories=(),
        dense_captions=(), people=(), smart_crops=(),
    )  # fmt: skip
    assert len(described(nothing)) == 10
    assert all(sentence.startswith("No ") for sentence in described(nothing))


def test_a_cut_sentence_has_whole_addresses_only() -> None:
    part = Part(
        Style.SENTENCE, (Run("Here: "), Run("a map", "https://m.example/a"), Run(" and on"))
    )
    whole = "Here: a map https://m.example/a and on"
    for limit in range(1, len(whole) + 5):
        cut = part.clipped(limit)
        assert cut is not None
        assert len(cut.text) <= limit
        assert "https" not in cut.text or "https://m.example/a" in cut.text
        assert cut.text == whole or cut.text.endswith("…")
    assert part.clipped(0) is None


def test_a_table_that_does_not_fit_is_left_out() -> None:
    table = Table((("Name",), ("x" * MOST_TABLE,), ("y",)))
    pieces: list[Piece] = [Part.of(Style.LABEL, "first"), table]
    assert fitted(pieces) == pieces[:1]
