from math import nan

import pytest

from doubles.catalogue import BOX, answer, printed, seeing, text_of
from services.replies.rare_words import printed_lines
from services.replies.words import described
from services.vision import (
    Adult,
    AreaOfInterest,
    Box,
    Category,
    DenseCaption,
    ImageType,
    Person,
    SmartCrop,
)


def test_printed_text_stands_in_where_no_other_was_read() -> None:
    reply = answer(seeing(printed_text=printed("ONE", "TWO")))
    assert "Text:\n1  ONE\n2  TWO\n" in reply.text
    assert "Printed text" not in reply.text
    both = answer(seeing(printed_text=printed("ONE", "TWO"), text=text_of("one two")))
    assert "Printed text: ONE / TWO" in both.text
    assert "Text:\none two\n" in both.text


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            {"categories": (Category("people_\ngroup", 0.6),)},
            "Categories: people_ group (likely, 60 %).",
        ),
        ({"categories": ()}, "No category fits."),
        (
            {"adult": Adult(False, True, False, 0.02, 0.8, nan)},
            "Fitness for work: not adult (score 2 %), racy (score 80 %), not gory (score unknown).",
        ),
        ({"image_type": ImageType(0, 1)}, "Kind of image: no clip art, a line drawing."),
        ({"image_type": ImageType(1, 0)}, "Kind of image: perhaps clip art, no line drawing."),
        ({"image_type": ImageType(3, 0)}, "Kind of image: good clip art, no line drawing."),
        ({"image_type": ImageType(99, 0)}, "Kind of image: good clip art, no line drawing."),
        ({"image_type": ImageType(-1, 0)}, "Kind of image: no clip art, no line drawing."),
        (
            {"dense_captions": (DenseCaption("a dog", 0.8, BOX), DenseCaption("a cat", None, BOX))},
            "In its parts: a dog at the top left (very likely, 80 %); a cat at the top left.",
        ),
        ({"dense_captions": ()}, "No part has words of its own."),
        ({"people": (Person(0.9, BOX),)}, "One person: at the top left (almost certain, 90 %)."),
        ({"people": (Person(None, BOX),) * 2}, "2 people: at the top left; at the top left."),
        ({"people": ()}, "No person found."),
        ({"smart_crops": (SmartCrop(1.5, BOX),)}, "Crops: 1.50 at 0, 0, 30 x 30 pixels."),
        ({"smart_crops": ()}, "No crop found."),
        (
            {"area_of_interest": AreaOfInterest(Box(1.6, 2, 30, 40))},
            "Area of interest: at 2, 2, 30 x 40 pixels.",
        ),
        ({"printed_text": printed("ONE", " TWO\n3 ")}, "Printed text: ONE / TWO 3"),
        ({"printed_text": printed()}, "No printed text found."),
    ],
)
def test_what_is_asked_by_name_is_told_in_a_sentence(found: dict[str, object], words: str) -> None:
    assert described(seeing(**found)) == (words,)


def test_nothing_is_told_of_what_was_not_asked() -> None:
    assert described(seeing()) == ()
    assert printed_lines(seeing()) == []
