"""The JSON of what a picture shows: ``describe --json`` prints it, and programs read it."""

from typing import Any

import pytest

from services.jobs.records import from_json, to_json
from services.vision import (
    Adult,
    AreaOfInterest,
    Box,
    Caption,
    Category,
    Colors,
    DenseCaption,
    DetectedObject,
    ImageType,
    Landmark,
    Named,
    SmartCrop,
    Tag,
)

BOX = Box(1, 2, 3, 4)
AT = {"left": 1, "top": 2, "width": 3, "height": 4}


@pytest.mark.parametrize(
    ("result", "plain"),
    [
        (
            Caption("a dog", 0.9, (Caption("a cat", 0.1),)),
            {
                "text": "a dog",
                "confidence": 0.9,
                "candidates": [{"text": "a cat", "confidence": 0.1}],
            },
        ),
        (DenseCaption("a dog", 0.9, BOX), {"text": "a dog", "confidence": 0.9, "box": AT}),
        (Category("people_group", 0.6), {"name": "people_group", "score": 0.6}),
        (Tag("outdoor", 0.9), {"name": "outdoor", "confidence": 0.9}),
        (DetectedObject("dog", 0.9, BOX), {"name": "dog", "confidence": 0.9, "box": AT}),
        (Landmark("Eiffel Tower", 0.9), {"name": "Eiffel Tower", "confidence": 0.9}),
        (
            Colors("black", "white", ("white", "red"), "aa1122", black_and_white=False),
            {
                "foreground": "black",
                "background": "white",
                "dominant": ["white", "red"],
                "accent": "aa1122",
                "black_and_white": False,
            },
        ),
        (
            Adult(False, True, False, 0.1, 0.8, 0.0),
            {
                "is_adult": False,
                "is_racy": True,
                "is_gory": False,
                "adult_score": 0.1,
                "racy_score": 0.8,
                "gore_score": 0.0,
            },
        ),
        (ImageType(3, 1), {"clip_art": 3, "line_drawing": 1}),
        (SmartCrop(1.5, BOX), {"aspect_ratio": 1.5, "box": AT}),
        (AreaOfInterest(BOX), {"box": AT}),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, dict) else "",
)
def test_what_is_shown_is_written_and_read(result: object, plain: dict[str, Any]) -> None:
    assert to_json(result) == plain
    assert from_json(plain, type(result)) == result


def test_whatever_has_a_name_can_be_told_and_labelled_alike() -> None:
    found: list[Named] = [
        Tag("outdoor", 0.9),
        Landmark("Eiffel Tower", None),
        DetectedObject("dog", 0.2, BOX),
    ]
    assert [(one.name, one.confidence) for one in found] == [
        ("outdoor", 0.9),
        ("Eiffel Tower", None),
        ("dog", 0.2),
    ]
