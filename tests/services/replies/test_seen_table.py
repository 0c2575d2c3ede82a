from math import nan

from doubles import catalogue
from doubles.block_kit import readable
from doubles.catalogue import answer, seeing
from services.replies.reply import Reply
from services.replies.seen_table import seen_table
from services.vision import Box, DetectedObject, Tag


def types(reply: Reply) -> list[str]:
    return [block["type"] for block in reply.blocks]


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


def test_a_table_begins_where_a_sentence_would_be_long() -> None:
    tags = tuple(Tag(f"tag {n}", 0.9) for n in range(3))
    assert seen_table(seeing(tags=tags[:2]), 1) is None
    assert seen_table(seeing(), 1) is None
    table = seen_table(seeing(tags=tags), 4)
    assert table is not None and table.group == 4 and len(table.rows) == 4


def test_objects_come_before_tags_and_no_cell_is_empty() -> None:
    objects = (DetectedObject("", nan, Box(nan, 0, 9, 9)),)
    table = seen_table(seeing(objects=objects, tags=(Tag("sky", 0.9), Tag("", None))), 1)
    assert table is not None
    assert table.rows[1:] == (
        ("Object", "—", "somewhere", "—"),
        ("Tag", "sky", "—", "almost certain, 90 %"),
        ("Tag", "—", "—", "—"),
    )
