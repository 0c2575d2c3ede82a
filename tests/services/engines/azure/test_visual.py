"""What is read from 3.2's JSON; the bodies are written here, as the services give them."""

from typing import Any

import pytest

from services.engines.azure.errors import UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.records import Record
from services.engines.azure.visual import NO_WORDS, READERS, celebrities_in, landmarks_in
from services.vision import (
    Analysis,
    Box,
    Caption,
    Category,
    Celebrity,
    Face,
    Feature,
    Landmark,
    Tag,
)

FRAME = Frame(width=400, height=200, sent_width=200, sent_height=100, scale_x=0.5, scale_y=0.5)
XYWH = {"x": 10, "y": 20, "w": 30, "h": 40}
FACE = {"left": 10, "top": 20, "width": 30, "height": 40}
IN_PLACE = Box(20, 40, 60, 80)


def seen(feature: Feature, body: dict[str, Any]) -> Analysis:
    return READERS[feature](Record.of(body), FRAME)


def test_the_best_sentence_is_the_caption_and_the_others_are_candidates() -> None:
    said = [
        {"text": "a street", "confidence": 0.4},
        {"text": "somewhere"},
        {"text": "a wet street", "confidence": 0.6},
    ]
    caption = seen(Feature.CAPTION, {"description": {"tags": [], "captions": said}}).caption
    others = (Caption("a street", 0.4), Caption("somewhere", None))
    assert caption == Caption("a wet street", 0.6, others)


def test_no_sentence_is_said() -> None:
    found = seen(Feature.CAPTION, {"description": {"captions": []}})
    assert found.caption is None and found.skipped == {Feature.CAPTION: NO_WORDS}


def test_what_azure_is_not_sure_of_it_need_not_say() -> None:
    """None is no 0: nobody is told that Azure is not sure at all."""
    assert seen(Feature.TAGS, {"tags": [{"name": "wet"}]}).tags == (Tag("wet", None),)
    thing = {"object": "cat", "rectangle": XYWH, "confidence": None}
    (cat,) = seen(Feature.OBJECTS, {"objects": [thing]}).objects or ()
    assert cat.confidence is None
    assert landmarks_in([Record({"name": "Some Tower"})]) == (Landmark("Some Tower", None),)
    assert celebrities_in([Record({"name": "Robin"})], FRAME) == (Celebrity("Robin", None),)


@pytest.mark.parametrize("confidence", ["0.9", True, [], float("nan")])
def test_a_confidence_that_is_no_number_is_no_answer(confidence: object) -> None:
    with pytest.raises(UnexpectedAnswer, match="confidence"):
        seen(Feature.TAGS, {"tags": [{"name": "wet", "confidence": confidence}]})


def test_boxes_come_back_in_pixels_of_the_picture() -> None:
    thing = {"object": "cat", "name": "Contoso", "confidence": 0.5, "rectangle": XYWH}
    (cat,) = seen(Feature.OBJECTS, {"objects": [thing]}).objects or ()
    (brand,) = seen(Feature.BRANDS, {"brands": [thing]}).brands or ()
    assert (cat.name, brand.name) == ("cat", "Contoso")
    assert cat.box == brand.box == IN_PLACE
    (face,) = seen(Feature.FACES, {"faces": [{"faceRectangle": FACE}]}).faces or ()
    assert face.box == IN_PLACE


def test_of_a_face_nothing_but_its_place_is_read() -> None:
    closed = {"faceRectangle": FACE, "age": 44, "gender": "Male"}
    (face,) = seen(Feature.FACES, {"faces": [closed]}).faces or ()
    assert face == Face(IN_PLACE)


def test_landmarks_hang_on_categories_and_each_name_is_told_once_at_its_surest() -> None:
    def category(*landmarks: dict[str, Any]) -> dict[str, Any]:
        return {"name": "building_", "score": 0.5, "detail": {"landmarks": list(landmarks)}}

    tower, bridge = {"name": "Some Tower"}, {"name": "Some Bridge", "confidence": 0.7}
    body = {
        "categories": [
            {"name": "outdoor_", "score": 0.9},
            {"name": "others_", "score": 0.1, "detail": {"celebrities": []}},
            category(tower | {"confidence": 0.6}, bridge),
            category(tower | {"confidence": 0.8}, tower),
        ]
    }
    found = seen(Feature.LANDMARKS, body).landmarks
    assert found == (Landmark("Some Tower", 0.8), Landmark("Some Bridge", 0.7))
    categories = seen(Feature.CATEGORIES, body).categories
    assert categories is not None and categories[0] == Category("outdoor_", 0.9)


def test_a_celebrity_is_told_once_in_each_place() -> None:
    robin = {"name": "Robin", "confidence": 0.9}
    faced = robin | {"faceRectangle": FACE}
    detail = {"detail": {"celebrities": [faced, faced, robin]}}
    found = seen(Feature.CELEBRITIES, {"categories": [detail, detail]}).celebrities
    assert found == (Celebrity("Robin", 0.9, IN_PLACE), Celebrity("Robin", 0.9))


@pytest.mark.parametrize("flag", ["isBWImg", "isBwImg"])
@pytest.mark.parametrize("value", [True, False])
def test_colours_are_in_lower_case_and_the_flag_has_two_spellings(flag: str, value: bool) -> None:
    color = {
        "dominantColorForeground": "Brown",
        "dominantColorBackground": "Black",
        "dominantColors": ["Brown", "Black"],
        "accentColor": "7F5A2C",
        flag: value,
    }
    colors = seen(Feature.COLORS, {"color": color}).colors
    assert colors is not None and colors.black_and_white is value
    assert (colors.foreground, colors.background, colors.accent) == ("brown", "black", "7f5a2c")
    assert colors.dominant == ("brown", "black")


def test_older_answers_say_nothing_of_gore() -> None:
    said: dict[str, Any] = {"isAdultContent": True, "isRacyContent": False}
    said |= {"adultScore": 1.2, "racyScore": -0.1}
    adult = seen(Feature.ADULT, {"adult": said}).adult
    assert adult is not None and adult.is_adult and not adult.is_gory
    assert (adult.adult_score, adult.racy_score, adult.gore_score) == (1, 0, 0)
    said |= {"isGoryContent": True, "goreScore": 0.9}
    adult = seen(Feature.ADULT, {"adult": said}).adult
    assert adult is not None and adult.is_gory and adult.gore_score == 0.9


def test_a_drawing_is_told_by_its_two_levels() -> None:
    kind = seen(Feature.IMAGE_TYPE, {"imageType": {"clipArtType": 3, "lineDrawingType": 1}})
    assert kind.image_type is not None
    assert (kind.image_type.clip_art, kind.image_type.line_drawing) == (3, 1)


@pytest.mark.parametrize("feature", sorted(READERS))
def test_what_is_not_there_at_all_is_no_answer(feature: Feature) -> None:
    """Nothing found is an empty list; a missing one means that the answer is another."""
    with pytest.raises(UnexpectedAnswer):
        seen(feature, {})
