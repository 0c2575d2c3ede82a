import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engines.local.captions.captioning import (
    LONGEST,
    NOTHING_SEEN,
    compose,
    tags_from,
)
from services.engines.local.captions.kind import Kind
from services.engines.local.objects.coco import NAMES
from services.engines.local.scenes.impression import Impression
from services.vision import Box, Caption, DetectedObject, Face, Tag, Text, TextLine

WIDTH, HEIGHT = 900, 600
NOWHERE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def thing(
    name: str, left: float, top: float, width: float, height: float, confidence: float = 0.9
) -> DetectedObject:
    return DetectedObject(name, confidence, Box(left, top, width, height))


def face(left: float, top: float, size: float, confidence: float | None = 0.9) -> Face:
    return Face(Box(left, top, size, size), confidence)


def read(*lines: str, confidence: float = 0.95) -> Text:
    return Text(tuple(TextLine(line, confidence, NOWHERE) for line in lines))


def caption(
    *objects: DetectedObject,
    faces: Sequence[Face] = (),
    text: Text | None = None,
    kind: Kind = Kind.PHOTO,
    impression: Impression = NOTHING_SEEN,
    color: str | None = None,
) -> Caption:
    return compose(kind, WIDTH, HEIGHT, objects, faces, text, impression, lambda _: color)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.PHOTO, "A photo; Glimpse is not certain what it shows."),
        (Kind.SCREENSHOT, "A screenshot; Glimpse is not certain what it shows."),
        (Kind.DRAWING, "A drawing; Glimpse is not certain what it shows."),
        (Kind.IMAGE, "An image; Glimpse is not certain what it shows."),
    ],
)
def test_when_nothing_is_certain_it_says_so(kind: Kind, sentence: str) -> None:
    assert caption(kind=kind) == Caption(sentence, None)
    assert caption(kind=kind, text=Text(())) == Caption(sentence, None)


@pytest.mark.parametrize(
    ("objects", "sentence"),
    [
        ([thing("cat", 0, 0, 900, 590)], "Photo of a cat, close up."),
        ([thing("person", 300, 100, 300, 500)], "Photo of a person."),
        (
            [thing("person", 820, 500, 60, 100)],
            "Photo with a small person at the bottom right; "
            "Glimpse is not certain what else it shows.",
        ),
        (
            [thing("dog", 430, 280, 50, 50)],
            "Photo with a small dog in the middle; Glimpse is not certain what else it shows.",
        ),
        ([thing("dog", 20, 200, 200, 200)], "Photo of a dog on the left."),
        ([thing("airplane", 300, 10, 280, 150)], "Photo of an airplane at the top."),
        (
            [thing("bird", 20, 20, 30, 30), thing("bird", 80, 30, 30, 30)],
            "Photo with at least two small birds at the top left; "
            "Glimpse is not certain what else it shows.",
        ),
        (
            [thing("person", 0, 0, 250, 600), thing("person", 300, 0, 250, 600)],
            "Photo of two people.",
        ),
    ],
)
def test_one_name_is_counted_sized_and_placed(objects: list[DetectedObject], sentence: str) -> None:
    assert caption(*objects).text == sentence


BUILDING, STREET = Tag("building", 0.9), Tag("street or road", 0.7)


@pytest.mark.parametrize(
    ("impression", "sentence"),
    [
        (Impression(scene=BUILDING), "Photo of a building."),
        (Impression(thing=Tag("owl", 0.9)), "Photo of an owl."),
        (
            Impression(thing=Tag("lion", 0.9), scene=Tag("plants", 0.9)),
            "Photo of a lion among plants.",
        ),
        (Impression(scene=Tag("sky", 0.9)), "Photo of the sky."),
        (
            Impression(around=Tag("outdoors", 0.99)),
            "A photo; Glimpse is not certain what it shows.",
        ),
    ],
)
def test_where_no_thing_is_told_the_scene_is(impression: Impression, sentence: str) -> None:
    assert caption(impression=impression).text == sentence


def test_a_small_thing_is_a_detail_of_what_fills_the_picture() -> None:
    found = caption(thing("person", 820, 500, 60, 100, 0.8), impression=Impression(scene=BUILDING))
    assert found == Caption("Photo of a building, with a small person at the bottom right.", 0.8)


def test_a_place_is_told_and_counts_in_the_confidence() -> None:
    found = caption(
        thing("car", 30, 300, 300, 250), impression=Impression(scene=STREET), text=read("TAXI")
    )
    assert found == Caption(
        "Photo of a car at the bottom left, on a street or road. It says “TAXI”.", 0.7
    )


def test_the_kind_counts_in_the_confidence_where_it_is_told() -> None:
    sure = thing("person", 300, 100, 300, 500, 1.0)
    assert caption(sure).confidence == 0.97
    assert caption(sure, kind=Kind.IMAGE) == Caption("Image of a person.", 1.0)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (thing("person", 300, 100, 300, 500), "Photo of a person in orange."),
        (thing("car", 0, 0, 600, 600), "Photo of an orange car."),
        (thing("dog", 0, 0, 600, 600), "Photo of a dog."),
        (thing("person", 0, 0, 900, 590), "Photo of a person, close up."),
        (thing("person", 10, 10, 100, 200), "Photo of a person at the top left."),
    ],
)
def test_the_colour_of_a_large_thing_is_told_of_clothes_and_paint(
    one: DetectedObject, sentence: str
) -> None:
    assert caption(one, color="orange").text == sentence


def test_several_names_are_placed_and_people_come_first() -> None:
    found = caption(
        thing("horse", 640, 200, 240, 250, 0.95),
        thing("dog", 30, 420, 200, 150, 0.7),
        thing("person", 380, 150, 150, 350),
    )
    assert found.text == (
        "Photo of a person in the middle, a horse on the right and a dog at the bottom left."
    )
    assert found.confidence == 0.7


def test_what_a_person_wears_has_no_place_of_its_own() -> None:
    found = caption(thing("person", 100, 50, 600, 550), thing("tie", 380, 300, 40, 200))
    assert found.text == "Photo of a person and a tie."


def test_what_lies_in_front_takes_no_place_away() -> None:
    found = caption(thing("person", 300, 150, 300, 300), thing("cup", 430, 280, 120, 120))
    assert found.text == "Photo of a person in the middle and a cup."


def test_many_names_are_cut_short() -> None:
    places = enumerate(["cup", "fork", "knife", "bowl", "pizza", "cake", "person"])
    found = caption(*(thing(name, 120 * place, 300, 110, 280) for place, name in places))
    assert found.text == ("Photo of a person, a cup, a fork, a knife, a bowl and other things.")


@pytest.mark.parametrize(
    ("count", "words"), [(3, "three people"), (10, "ten people"), (11, "more than ten people")]
)
def test_people_are_counted_up_to_ten(count: int, words: str) -> None:
    crowd = [thing("person", 800 * place / count, 0, 79, 590) for place in range(count)]
    assert caption(*crowd).text == f"Photo of {words}."


def test_in_a_crowd_the_least_certain_counts() -> None:
    assert caption(thing("cup", 0, 0, 300, 300, 0.9), thing("cup", 500, 0, 300, 300, 0.65)) == (
        Caption("Photo of two cups.", 0.65)
    )


def test_a_face_in_a_persons_box_is_that_person() -> None:
    assert caption(thing("person", 200, 50, 500, 550), faces=[face(400, 100, 120)]).text == (
        "Photo of a person."
    )


def test_a_face_without_a_body_is_a_person() -> None:
    alone = caption(faces=[face(380, 150, 140, 0.93)])
    assert alone == Caption("Photo of a person.", 0.93)
    both = caption(thing("person", 0, 50, 300, 550), faces=[face(90, 100, 90), face(600, 90, 90)])
    assert both.text == "Photo of two people."


def test_two_faces_in_one_box_are_two_people() -> None:
    together = caption(
        thing("person", 100, 0, 700, 600), faces=[face(250, 60, 90), face(500, 60, 90)]
    )
    assert together.text == "Photo of two people."


def test_a_face_takes_the_smaller_body_around_it() -> None:
    parent, child = thing("person", 100, 0, 700, 600), thing("person", 150, 250, 250, 350)
    faces = [face(230, 280, 80), face(420, 40, 120)]
    assert caption(parent, child, faces=faces).text == "Photo of two people."


def test_a_face_without_confidence_counts_as_found_at_the_threshold() -> None:
    assert caption(faces=[face(380, 150, 140, None)]).confidence == 0.8


def test_words_are_quoted_behind_what_is_seen() -> None:
    found = caption(thing("person", 300, 0, 300, 600), text=read("Tourist information", "Castle"))
    assert found.text == "Photo of a person. It says “Tourist information Castle”."
    assert found.confidence == 0.9


def test_words_alone_are_what_the_picture_shows() -> None:
    assert caption(
        kind=Kind.SCREENSHOT, text=read("Error 404", "Page not found", confidence=0.9)
    ) == Caption("Screenshot with text: “Error 404 Page not found”.", 0.9)


def test_what_is_seen_in_a_screenshot_is_shown_by_it() -> None:
    assert caption(thing("train", 300, 0, 300, 600), kind=Kind.SCREENSHOT).text == (
        "Screenshot showing a train."
    )


def test_doubtful_and_meaningless_lines_are_not_quoted() -> None:
    assert caption(text=read("C0MO H0PPER", confidence=0.2)).confidence is None
    assert caption(text=read("C0MO H0PPER", confidence=0.3)).confidence == 0.3
    assert caption(text=read("-- i .")).confidence is None
    mixed = Text((*read("Castle").lines, *read("xx#q", confidence=0.4).lines))
    assert caption(text=mixed).text == "Photo with text: “Castle”."


def test_long_text_ends_between_words() -> None:
    found = caption(text=read("It was a dark and stormy night, " * 20)).text
    assert found.endswith(" night, It was a dark and stormy night, It was a dark and…”.")
    assert len(found) <= LONGEST


def test_hostile_text_stays_one_quoted_line() -> None:
    found = caption(text=read("Pay” and “run\n\u202eevil\u2066\x00\x1b[31m\ufeff", '"now"')).text
    assert found == "Photo with text: “Pay' and 'run evil[31m 'now'”."


@given(
    kind=st.sampled_from(list(Kind)),
    objects=st.lists(
        st.builds(
            thing,
            st.sampled_from(NAMES),
            *[st.floats(0, 800)] * 2,
            *[st.floats(0, 900)] * 2,
            st.floats(0.6, 1),
        ),
        max_size=40,
    ),
    faces=st.lists(st.builds(face, st.floats(0, 800), st.floats(0, 500), st.floats(1, 300))),
    lines=st.lists(st.builds(read, st.text(max_size=300), confidence=st.floats(0, 1)), max_size=5),
)
def test_whatever_was_seen_the_caption_is_one_short_clean_line(
    kind: Kind, objects: list[DetectedObject], faces: list[Face], lines: list[Text]
) -> None:
    text = Text(tuple(line for block in lines for line in block.lines))
    found = compose(kind, WIDTH, HEIGHT, objects, faces, text)
    assert 0 < len(found.text) <= LONGEST
    assert found.confidence is None or 0 <= found.confidence <= 1
    assert {unicodedata.category(sign)[0] for sign in found.text}.isdisjoint({"C"})
    assert len(found.text.splitlines()) == 1
    assert "  " not in found.text
    assert found.text.count("“") == found.text.count("”") <= 1


def test_tags_are_each_said_once_and_the_surest_first() -> None:
    tags = tags_from(
        Kind.SCREENSHOT,
        [thing("cup", 0, 0, 9, 9, 0.7), thing("cup", 9, 9, 9, 9, 0.75)],
        [face(0, 0, 9, 0.93)],
        read("Hello", confidence=0.99),
    )
    assert [(tag.name, tag.confidence) for tag in tags] == [
        ("text", 0.99),
        ("screenshot", 0.95),
        ("person", 0.93),
        ("face", 0.93),
        ("cup", 0.75),
    ]


def test_without_anything_the_kind_is_the_only_tag() -> None:
    assert [tag.name for tag in tags_from(Kind.PHOTO, [], [], None)] == ["photo"]
    assert [tag.name for tag in tags_from(Kind.PHOTO, [], [], Text(()))] == ["photo"]
    assert tags_from(Kind.IMAGE, [], [], None) == ()


def test_tags_have_what_the_picture_is_as_a_whole() -> None:
    seen = Impression(tags=(Tag("castle", 0.99), Tag("person", 0.6)))
    tags = tags_from(Kind.IMAGE, [thing("person", 0, 0, 9, 9, 0.8)], [], None, seen)
    assert tags == (Tag("castle", 0.99), Tag("person", 0.8))
