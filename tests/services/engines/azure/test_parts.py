import json
from dataclasses import replace
from typing import Any

import pytest

from services.engines.azure.errors import Refusal, ServiceDown, UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.parts import Part, failed_part, merged, part_of, read_features
from services.engines.azure.planner import Call, Operation
from services.engines.azure.visual import READERS
from services.engines.azure.wire import Answer
from services.vision import Analysis, Box, Caption, Face, Feature, Tag

FRAME = Frame(width=400, height=200, sent_width=400, sent_height=200)
BLANK = FRAME.analysis()
BOX = Box(100, 100, 50, 50)


def answer(body: object, request_id: str = "1f-0a", waited: float = 0.0) -> Answer:
    headers = {"apim-request-id": request_id}
    return Answer("analyze", 200, headers, json.dumps(body).encode(), waited)


def together(*found: Analysis) -> Analysis:
    return merged(BLANK, [Part(one) for one in found])


def test_a_feature_that_cannot_be_read_costs_no_other() -> None:
    body: dict[str, Any] = {"tags": [{"name": "wet"}], "objects": "none", "brands": []}
    asked = frozenset({Feature.TAGS, Feature.OBJECTS, Feature.BRANDS, Feature.CATEGORIES})
    part = read_features(answer(body, waited=2.5), FRAME, asked, READERS)
    assert part.found.tags == (Tag("wet", None),) and part.found.brands == ()
    assert set(part.failures) == {Feature.OBJECTS, Feature.CATEGORIES}
    assert "objects is not a list" in str(part.failures[Feature.OBJECTS])
    assert all(error.request_id == "1f-0a" for error in part.failures.values())
    assert part.found.request_ids == ("1f-0a",) and part.waited == 2.5


@pytest.mark.parametrize("body", [{}, [], None, "text"])
def test_where_nothing_can_be_read_there_is_no_answer(body: object) -> None:
    with pytest.raises(UnexpectedAnswer) as raised:
        read_features(answer(body), FRAME, frozenset({Feature.TAGS, Feature.ADULT}), READERS)
    assert raised.value.request_id == "1f-0a" and raised.value.refusal.status == 200


def test_ids_are_told_once_and_waits_add_up() -> None:
    answers = [answer({}, "a", 1.0), answer({}, "b", 2.0), answer({}, "a"), answer({}, "")]
    part = part_of(BLANK, *answers)
    assert part.found.request_ids == ("a", "b") and part.waited == 3.0


def test_a_call_that_failed_costs_all_it_was_made_for() -> None:
    call = Call(Operation.ANALYZE, frozenset({Feature.TAGS, Feature.ADULT}))
    error = ServiceDown(refusal=Refusal(request_id="2b"))
    part = failed_part(call, BLANK, error)
    assert part.failures == {Feature.TAGS: error, Feature.ADULT: error}
    assert part.found == replace(BLANK, request_ids=("2b",))
    assert failed_part(call, BLANK, ServiceDown()).found.request_ids == ()


def test_of_two_answers_the_first_counts() -> None:
    first = replace(BLANK, caption=Caption("first", 0.1), tags=())
    second = replace(BLANK, caption=Caption("second", 0.9), tags=(Tag("late", 1.0),), objects=())
    whole = together(first, second)
    assert whole.caption == Caption("first", 0.1) and whole.tags == () and whole.objects == ()


def test_what_was_skipped_and_noted_is_kept_and_no_note_is_told_twice() -> None:
    first = replace(BLANK, skipped={Feature.TEXT: "no"}, notes=("a", "b"), request_ids=("1",))
    second = replace(BLANK, skipped={Feature.TAGS: "nor"}, notes=("b", "c"), request_ids=("2",))
    whole = together(first, second)
    assert whole.skipped == {Feature.TEXT: "no", Feature.TAGS: "nor"}
    assert whole.notes == ("a", "b", "c") and whole.request_ids == ("1", "2")


def test_two_looks_at_a_face_are_one_face() -> None:
    usual = Face(BOX, glasses="reading glasses", noise=None)
    taller = Box(100, 80, 50, 80)
    further = Face(taller, accessories=(Tag("glasses", 0.9),), noise="low", glasses="none")
    elsewhere = Face(Box(300, 10, 50, 50), noise="high")
    looks = replace(BLANK, faces=(usual,)), replace(BLANK, faces=(elsewhere, further))
    (face,) = together(*looks).faces or ()
    assert face == replace(usual, accessories=(Tag("glasses", 0.9),), noise="low")


@pytest.mark.parametrize(("right", "noise"), [(25, "low"), (28, None)])
def test_boxes_that_overlap_too_little_are_two_faces(right: int, noise: str | None) -> None:
    """Moved by 25 of its 50 pixels a box overlaps by 1/3, by 28 pixels by 0.28."""
    moved = Face(Box(BOX.left + right, BOX.top, BOX.width, BOX.height), noise="low")
    looks = replace(BLANK, faces=(Face(BOX),)), replace(BLANK, faces=(moved,))
    (face,) = together(*looks).faces or ()
    assert face.noise == noise and face.box == BOX


def test_faces_that_one_look_does_not_find_stay() -> None:
    looks = replace(BLANK, faces=(Face(BOX),)), replace(BLANK, faces=())
    assert together(*looks).faces == (Face(BOX),)
    assert together(*reversed(looks)).faces == ()
