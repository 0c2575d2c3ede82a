"""The kind of picture is told only where more than its pixels speak for it."""

import pytest

from services.engines.local.captions.certain_kind import certain_kind
from services.engines.local.captions.kind import Kind
from services.engines.local.scenes.impression import Impression
from services.vision import Box, DetectedObject, Tag, Text, TextLine

NOTHING = Impression()
WORDS = Text((TextLine("Total 7.60", 0.9, ((0, 0), (9, 0), (9, 9), (0, 9))),))


def person(confidence: float | None) -> DetectedObject:
    return DetectedObject("person", confidence, Box(0, 0, 9, 9))


@pytest.mark.parametrize(
    ("seen", "objects", "kind"),
    [
        (Impression(scene=Tag("building", 0.9)), [], Kind.PHOTO),
        (Impression(scene=Tag("building", 0.7)), [], Kind.IMAGE),
        (Impression(thing=Tag("lion", 0.8)), [], Kind.PHOTO),
        (NOTHING, [person(0.9)], Kind.PHOTO),
        (NOTHING, [person(0.8), person(None)], Kind.IMAGE),
        (NOTHING, [], Kind.IMAGE),
    ],
)
def test_what_is_soft_is_a_photo_if_something_in_it_is_sure(
    seen: Impression, objects: list[DetectedObject], kind: Kind
) -> None:
    assert certain_kind(Kind.PHOTO, seen, objects, None) is kind


def test_what_has_windows_is_a_screenshot_if_it_looks_like_a_screen() -> None:
    assert certain_kind(Kind.SCREENSHOT, Impression(on_screen=0.6), [], WORDS) is Kind.SCREENSHOT
    assert certain_kind(Kind.SCREENSHOT, Impression(on_screen=0.45), [], WORDS) is Kind.IMAGE


def test_what_is_flat_is_a_drawing_if_it_is_no_page() -> None:
    assert certain_kind(Kind.DRAWING, NOTHING, [], None) is Kind.DRAWING
    assert certain_kind(Kind.DRAWING, NOTHING, [], Text(())) is Kind.DRAWING
    assert certain_kind(Kind.DRAWING, NOTHING, [], WORDS) is Kind.IMAGE


def test_an_image_stays_one() -> None:
    assert certain_kind(Kind.IMAGE, NOTHING, [person(1.0)], None) is Kind.IMAGE
