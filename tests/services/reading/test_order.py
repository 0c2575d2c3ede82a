"""No line is lost or said twice, wherever lines stand."""

import math

from hypothesis import given
from hypothesis import strategies as st

from services.reading.order import in_reading_order
from services.vision import Polygon, TextLine

numbers = st.floats(-1e6, 1e6) | st.sampled_from((math.nan, math.inf, -1e300, 1e300, 0.0))
points = st.tuples(numbers, numbers)
polygons: st.SearchStrategy[Polygon | None] = st.none() | st.tuples(points, points, points, points)
words = st.text("abc XYZ 1\u0416\u4e2d", min_size=1, max_size=12).filter(str.strip)
lines = st.builds(TextLine, words, st.none() | st.floats(0, 1), polygons)


@given(st.lists(lines, max_size=14))
def test_every_line_is_said_once(found: list[TextLine]) -> None:
    text = in_reading_order(found)
    assert sorted(map(repr, text.lines)) == sorted(map(repr, found))
    said = "".join(text.plain.split())
    assert sorted(said) == sorted("".join(line.text for line in found).replace(" ", ""))


@given(st.lists(lines, max_size=14), st.randoms())
def test_the_order_in_which_lines_were_found_changes_no_row(
    found: list[TextLine], chance: object
) -> None:
    once = in_reading_order(found)
    assert in_reading_order(once.lines).plain == once.plain


def test_lines_without_a_place_come_last_and_in_order() -> None:
    placed = TextLine("placed", 1.0, ((0, 0), (60, 0), (60, 20), (0, 20)))
    text = in_reading_order([TextLine("one", 0.9, None), placed, TextLine("two", 0.9, None)])
    assert [line.text for line in text.lines] == ["placed", "one", "two"]
    assert text.plain == "placed\none\ntwo"
