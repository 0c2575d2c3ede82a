"""What an engine does not say is absent from a record; a record that has it, as null too, loads."""

from dataclasses import dataclass
from typing import Any

import pytest
from cattrs import BaseValidationError

from services.jobs.records import from_json, to_json
from services.vision import (
    Analysis,
    Box,
    Caption,
    Celebrity,
    DenseCaption,
    DetectedObject,
    Landmark,
    Person,
    Tag,
    Text,
    TextLine,
    Word,
)

BOX = Box(1, 2, 3, 4)
SAYS_LITTLE = Analysis(
    "terse",
    30,
    20,
    caption=Caption("a dog", None, (Caption("a cat", None),)),
    tags=(Tag("outdoor", None),),
    objects=(DetectedObject("dog", None, BOX),),
    text=Text((TextLine("one", None, None, (Word("one", None, None),)),)),
    landmarks=(Landmark("Eiffel Tower", None),),
    celebrities=(Celebrity("Ada Lovelace", None),),
    dense_captions=(DenseCaption("a dog", None, BOX),),
    people=(Person(None, BOX),),
)
AT = {"left": 1, "top": 2, "width": 3, "height": 4}


def test_what_the_engine_does_not_say_is_absent() -> None:
    found = to_json(SAYS_LITTLE)
    assert found["caption"] == {"text": "a dog", "candidates": [{"text": "a cat"}]}
    assert found["tags"] == [{"name": "outdoor"}]
    assert found["objects"] == [{"name": "dog", "box": AT}]
    assert found["text"] == {"lines": [{"text": "one", "words": [{"text": "one"}]}]}
    assert found["people"] == [{"box": AT}]


def test_it_comes_back_as_it_was() -> None:
    assert from_json(to_json(SAYS_LITTLE), Analysis) == SAYS_LITTLE


@dataclass(frozen=True, slots=True)
class Limited:
    """Something whose default is not None."""

    most: int | None = 5


def test_none_is_said_where_it_is_not_what_absence_means() -> None:
    assert to_json(Limited(None)) == {"most": None}
    assert to_json(Limited()) == {}
    assert from_json({}, Limited) == Limited(5)
    assert from_json({"most": None}, Limited) == Limited(None)


def test_a_confidence_of_none_at_all_is_said() -> None:
    assert to_json(Tag("outdoor", 0.0)) == {"name": "outdoor", "confidence": 0.0}


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({"name": "outdoor", "confidence": 0.9}, Tag("outdoor", 0.9)),
        ({"name": "outdoor", "confidence": None}, Tag("outdoor", None)),
        ({"name": "outdoor"}, Tag("outdoor", None)),
        (
            {
                "text": "one",
                "confidence": 0.9,
                "polygon": [[0, 0], [9, 0], [9, 9], [0, 9]],
                "words": [],
                "style": None,
            },
            TextLine("one", 0.9, ((0, 0), (9, 0), (9, 9), (0, 9))),
        ),
    ],
)
def test_records_with_and_without_it_are_read(plain: dict[str, Any], expected: object) -> None:
    assert from_json(plain, type(expected)) == expected


@pytest.mark.parametrize("plain", [{"confidence": 0.9}, {}, [], None, "outdoor"])
def test_what_must_be_there_is_still_missed(plain: Any) -> None:
    with pytest.raises(BaseValidationError):
        from_json(plain, Tag)
