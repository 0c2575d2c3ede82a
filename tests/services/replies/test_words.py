"""How results are told: how sure, where, and what becomes a table, a link or a guess."""

from math import nan

import pytest

from doubles import catalogue
from doubles.block_kit import things
from doubles.catalogue import BOX, answer, seeing
from services.replies.words import described
from services.vision import (
    Caption,
    DetectedObject,
    Landmark,
)


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


@pytest.mark.parametrize("name", ["", "\x00\u202e"])
def test_a_landmark_without_a_name_is_none(name: str) -> None:
    assert described(seeing(landmarks=(Landmark(name, 0.9),))) == ("No landmark recognised.",)


def test_what_found_nothing_is_not_silent() -> None:
    nothing = seeing(
        tags=(), objects=(), landmarks=(), faces=(), brands=(), celebrities=(), categories=(),
        dense_captions=(), people=(), smart_crops=(),
    )  # fmt: skip
    assert len(described(nothing)) == 10
    assert all(sentence.startswith("No ") for sentence in described(nothing))
