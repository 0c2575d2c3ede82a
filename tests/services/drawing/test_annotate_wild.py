"""Much of everything, and whatever an engine may say: the copy is a picture of it."""

from math import inf, nan
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from doubles.annotated import difference, line, opened, plain, seen
from doubles.telling import polygon_of
from services.drawing.annotate import SHORTEST, annotate
from services.vision import Analysis, Box, Caption, DetectedObject, Face, Polygon, Text, TextLine

SMALL = plain(64, 48)

inside = st.integers(0, 48)
wild = st.one_of(
    st.floats(-200, 900), st.sampled_from([0.0, -0.0, nan, inf, -inf, 1e308, -1e308, 1e-320])
)
numbers = inside | inside | inside | inside | wild
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
points = st.tuples(numbers, numbers)
polygons: st.SearchStrategy[Polygon] = st.tuples(points, points, points, points)
words = st.one_of(
    st.text(max_size=90),
    st.text(st.sampled_from("aé\u0301\u200d\u202e\0 中مनא😀🇨🇭\ufe0f\ud800"), max_size=40),
)
analyses = st.builds(
    Analysis,
    st.just("test"),
    st.just(64),
    st.just(48),
    caption=st.none() | st.builds(Caption, words, numbers),
    objects=st.none()
    | st.lists(st.builds(DetectedObject, words, numbers, boxes), max_size=4).map(tuple),
    text=st.none()
    | st.builds(
        Text,
        st.lists(st.builds(TextLine, words, numbers, st.none() | polygons), max_size=6).map(tuple),
    ),
    faces=st.none()
    | st.lists(
        st.builds(Face, boxes, st.none() | numbers, st.dictionaries(words, points, max_size=2)),
        max_size=4,
    ).map(tuple),
)


@settings(deadline=None, max_examples=60)
@given(analyses)
def test_wild_answers_are_survived(analysis: Analysis) -> None:
    copy = annotate(SMALL, analysis)
    if copy is not None:
        assert opened(copy).width >= SHORTEST


def test_a_crowded_picture_is_still_marked_all_over() -> None:
    random = Random(5)
    of = plain(1200, 900)
    lines = tuple(
        line(f"line {n}", 20 + n % 4 * 290, 10 + n // 4 * 17, 260, 14) for n in range(200)
    )
    faces = tuple(
        Face(Box(random.uniform(0, 1100), random.uniform(0, 800), 60, 70), 0.9) for _ in range(50)
    )
    left = difference(of, opened(annotate(of, seen(of, text=Text(lines), faces=faces))))
    for found in lines:
        corner = polygon_of(found)[2]
        x, y = round(corner[0]), round(corner[1])
        assert left.crop((x - 6, y - 6, x + 6, y + 6)).getbbox(), found.text
