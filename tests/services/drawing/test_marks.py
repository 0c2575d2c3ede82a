from math import inf, nan

import pytest

from services.drawing.marks import MOST, Kind, Mark, marks_of
from services.drawing.outlines import Frame, corners
from services.vision import (
    Analysis,
    AreaOfInterest,
    Box,
    Celebrity,
    Code,
    CodeKind,
    DetectedObject,
    Face,
    Person,
    Polygon,
    PrintedLine,
    PrintedRegion,
    PrintedText,
    SmartCrop,
    Text,
    TextLine,
)

FRAME = Frame(400, 300, scale=2, margin=3, least=10)
"""A picture of 200 by 150 pixels, enlarged."""

NAN: Polygon = ((0, 0), (10, 0), (nan, 10), (0, 10))


def marks(**found: object) -> list[Mark]:
    return marks_of(Analysis("test", 200, 150, **found), FRAME)  # type: ignore[arg-type]


def line(text: str, polygon: Polygon) -> TextLine:
    return TextLine(text, 0.9, polygon)


def test_coordinates_are_those_of_the_copy() -> None:
    (mark,) = marks(objects=(DetectedObject("dog", 0.77, Box(20, 30, 40, 50)),))
    assert mark == Mark(Kind.OBJECT, corners(Box(40, 60, 80, 100)), "dog 77%", "dog")


def test_numbers_count_what_cannot_be_marked() -> None:
    box = corners(Box(10, 10, 50, 20))
    text = Text((line("one", NAN), line("two", box), line("three", NAN), line("four", box)))
    faces = (Face(Box(inf, 0, 5, 5)), Face(Box(50, 50, 20, 20), 0.934), Face(Box(9, 9, 20, 20)))
    found = marks(text=text, faces=faces)
    assert [(mark.short, mark.words) for mark in found] == [
        ("2", "Face 2 · 93%"),
        ("3", "Face 3"),
        ("2", "two"),
        ("4", "four"),
    ]


def test_a_line_without_a_place_is_not_marked_and_keeps_its_number() -> None:
    box = corners(Box(10, 10, 50, 20))
    lines = (TextLine("one", None, None), TextLine("two", None, box), TextLine("three", 0.9, None))
    assert [(mark.short, mark.words) for mark in marks(text=Text(lines))] == [("2", "two")]


def test_what_the_engine_does_not_say_is_not_on_a_label() -> None:
    box = Box(20, 30, 40, 50)
    found = marks(
        objects=(DetectedObject("dog", None, box),),
        celebrities=(Celebrity("Ada Lovelace", None, box),),
        faces=(Face(Box(100, 50, 30, 30)),),
    )
    assert [mark.words for mark in found] == ["dog", "Face 1", "Ada Lovelace"]
    (person,) = marks(people=(Person(None, box),))
    assert person.words == "person"


def test_objects_come_first_the_largest_before_those_inside_it() -> None:
    sizes = {"small": 10, "large": 100, "middle": 50}
    things = [DetectedObject(name, 0.5, Box(5, 5, side, side)) for name, side in sizes.items()]
    found = marks(objects=tuple(things), faces=(Face(Box(5, 5, 20, 20)),))
    assert [mark.short for mark in found] == ["large", "middle", "small", "1"]


@pytest.mark.parametrize(
    "box",
    [
        Box(-50, 10, 40, 40),
        Box(10, 160, 40, 40),
        Box(10, 10, 0, 0),
        Box(nan, 10, 40, 40),
        Box(10, 10, inf, 40),
        Box(200, 10, 40, 40),
    ],
)
def test_what_is_not_in_the_picture_is_left_out(box: Box) -> None:
    assert marks(faces=(Face(box),), objects=(DetectedObject("dog", 0.7, box),)) == []


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(-50, -50, 100, 100), Box(3, 3, 97, 97)),
        (Box(150, 100, 1e308, 1e308), Box(300, 200, 96, 96)),
        (Box(50, 50, 1, 1), Box(96, 96, 10, 10)),
        (Box(199, 149, 1, 1), Box(386, 286, 10, 10)),
        (Box(20, 50, 60, 0), Box(40, 95, 120, 10)),
    ],
    ids=["over the corner", "without end", "tiny", "tiny at the edge", "flat"],
)
def test_boxes_are_clipped_and_large_enough_to_be_seen(box: Box, expected: Box) -> None:
    (mark,) = marks(faces=(Face(box),))
    assert mark.box == expected


def test_places_in_a_face_are_kept_where_they_are_finite() -> None:
    points = {"nose": (50.0, 60.0), "eye_left": (nan, 1.0), "eye_right": (900.0, 20.0)}
    (mark,) = marks(faces=(Face(Box(20, 20, 60, 60), 0.9, points),))
    assert mark.points == ((100, 120), (396, 40))


@pytest.mark.parametrize(
    ("confidence", "words"), [(2.0, "dog 100%"), (-1.0, "dog 0%"), (nan, "dog"), (0.5, "dog 50%")]
)
def test_odd_confidences_are_bounded(confidence: float, words: str) -> None:
    (mark,) = marks(objects=(DetectedObject("dog", confidence, Box(5, 5, 50, 50)),))
    assert mark.words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("short", "short"), ("x" * 60, "x" * 60), ("x" * 61, None), ("\u202e", None)],
)
def test_long_lines_are_told_by_number_only(text: str, words: str | None) -> None:
    (mark,) = marks(text=Text((line(text, corners(Box(10, 10, 50, 20))),)))
    assert (mark.words, mark.short) == (words, "1")


def test_marks_are_bounded_in_number() -> None:
    box = corners(Box(10, 10, 50, 20))
    assert len(marks(text=Text(tuple(line("x", box) for _ in range(MOST + 5))))) == MOST


def test_brands_are_marked_beside_objects() -> None:
    box = Box(20, 30, 40, 50)
    found = marks(objects=(), brands=(DetectedObject("Lego", 0.9, box),))
    assert [(mark.kind, mark.words, mark.short) for mark in found] == [
        (Kind.OBJECT, "Lego 90%", "Lego")
    ]


def test_people_are_marked_where_objects_were_not_asked() -> None:
    people = (Person(0.87, Box(20, 30, 40, 50)),)
    (mark,) = marks(people=people)
    assert (mark.kind, mark.words, mark.short) == (Kind.OBJECT, "person 87%", "person")
    assert marks(people=people, objects=()) == []


def test_a_known_person_is_named_at_their_face_with_its_number() -> None:
    faces = (Face(Box(100, 50, 30, 30), 0.9), Face(Box(20, 30, 40, 50), 0.8))
    known = (Celebrity("Ada Lovelace", 0.97, Box(22, 31, 40, 50)), Celebrity("Nobody", 0.9))
    found = marks(faces=faces, celebrities=known)
    assert [(mark.short, mark.words) for mark in found] == [
        ("1", "Face 1 · 90%"),
        ("2", "Face 2 · Ada Lovelace · 97%"),
    ]


def test_a_known_person_without_a_marked_face_is_marked_alone() -> None:
    found = marks(celebrities=(Celebrity("Ada Lovelace", 0.97, Box(22, 31, 40, 50)),))
    assert [(mark.kind, mark.words, mark.short) for mark in found] == [
        (Kind.FACE, "Ada Lovelace · 97%", "Ada Lovelace")
    ]


def printed(*texts: str) -> PrintedText:
    box = Box(10, 10, 50, 20)
    lines = [PrintedLine(text, box, corners(box)) for text in texts]
    regions = (PrintedRegion(box, corners(box), (one,)) for one in lines)
    return PrintedText("en", "Up", 0.0, tuple(regions))


def test_printed_text_is_marked_and_numbered_where_no_other_was_read() -> None:
    found = marks(printed_text=printed("one", "two"))
    assert [(mark.kind, mark.short, mark.words) for mark in found] == [
        (Kind.TEXT, "1", "one"),
        (Kind.TEXT, "2", "two"),
    ]
    assert marks(printed_text=printed("one"), text=Text(())) == []


def test_large_parts_are_marked_only_where_nothing_else_is() -> None:
    parts = {
        "area_of_interest": AreaOfInterest(Box(10, 10, 100, 100)),
        "smart_crops": (SmartCrop(1.5, Box(0, 0, 90, 60)),),
    }
    found = marks(**parts)
    assert [(mark.kind, mark.words) for mark in found] == [
        (Kind.PART, "area of interest"),
        (Kind.PART, "crop 1.50"),
    ]
    (face,) = marks(**parts, faces=(Face(Box(20, 20, 30, 30)),))
    assert face.kind is Kind.FACE


def test_codes_are_marked_by_their_kind_and_never_by_what_they_hold() -> None:
    tilted: Polygon = ((40, 40), (120, 50), (110, 130), (30, 120))
    held = Code(CodeKind.QR, "otpauth://totp/x?secret=KEY", tilted)
    bars = Code(CodeKind.EAN_13, "4006381333931", tilted)
    found = marks(codes=(held, bars, Code(CodeKind.QR, "wild", NAN)))
    assert [(one.kind, one.words, one.short) for one in found] == [
        (Kind.CODE, "QR code", "QR code"),
        (Kind.CODE, "EAN-13 bar code", "EAN-13"),
    ]
    assert found[0].outline == tuple((2 * x, 2 * y) for x, y in tilted)
