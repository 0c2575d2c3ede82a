"""What tesseract prints is hostile: it came out of a picture."""

import math
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from doubles.fake_tesseract import word
from services.engines.local.ocr.frames import Frame
from services.engines.local.ocr.tsv import lines_of, overlap, stands_in, sureness, words_in
from services.vision import Box

PART = Box(10, 20, 300, 100)
cells = st.one_of(st.text(max_size=8), st.integers(-(10**9), 10**9).map(str), st.floats().map(str))
tables = st.lists(st.lists(cells, min_size=10, max_size=13).map("\t".join), max_size=6)


@given(st.one_of(st.text(), tables.map("\n".join), tables.map(lambda rows: "\n5\t".join(rows))))
def test_whatever_is_printed_is_words_inside_the_picture_or_nothing(table: str) -> None:
    words = list(words_in(table))
    for line in lines_of(words, Frame(PART, 2.0, 1)):
        assert line.polygon is not None and line.confidence is not None
        assert 0 <= line.confidence <= 1
        for x, y in chain(line.polygon, *(one.polygon or () for one in line.words)):
            assert math.isfinite(x) and PART.left <= x <= PART.right
            assert math.isfinite(y) and PART.top <= y <= PART.bottom


def test_words_of_a_line_are_joined() -> None:
    rows = [word("два", (0, 0, 30, 20)), word("слова", (40, 0, 50, 20))]
    rows.append(word("ещё", (0, 40, 30, 20), line=2))
    lines = lines_of(list(words_in("\n".join(rows))), Frame(PART, 1.0))
    assert [line.text for line in lines] == ["два слова", "ещё"]


def test_signs_of_thai_are_joined_without_blanks_but_where_there_is_room() -> None:
    rows = [word("ทาง", (0, 0, 30, 20)), word("ออก", (32, 0, 30, 20)), word("นี้", (80, 0, 20, 20))]
    (line,) = lines_of(list(words_in("\n".join(rows))), Frame(PART, 1.0))
    assert line.text == "ทางออก นี้"


def test_long_words_count_more() -> None:
    rows = [word("я", (0, 0, 9, 9), 0), word("слово", (9, 0, 9, 9), 90)]
    words = list(words_in("\n".join(rows)))
    assert sureness(words) == 0.75
    assert sureness([]) == 0


def test_half_a_box_in_common_is_enough() -> None:
    assert stands_in(Box(0, 0, 10, 10), [Box(5, 0, 100, 10)])
    assert not stands_in(Box(0, 0, 10, 10), [Box(6, 0, 100, 10)])
    assert overlap(Box(6, 0, 100, 10), Box(5, 0, 5, 10))
    assert not stands_in(Box(0, 0, 0, 0), [Box(0, 0, 1, 1)])
