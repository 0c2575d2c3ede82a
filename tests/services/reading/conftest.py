"""Lines where a test puts them, on a page that may be turned."""

import math
from collections.abc import Callable, Sequence

import pytest

from services.vision import Point, Polygon, TextLine

Place = Callable[..., TextLine]
"""Takes text, left, middle and, if need be, height, width and the page's turn in degrees."""


@pytest.fixture
def place() -> Place:
    def at(
        text: str,
        left: float,
        middle: float,
        height: float = 20,
        width: float | None = None,
        turn: float = 0,
    ) -> TextLine:
        wide = width if width is not None else 0.5 * height * len(text)
        top, bottom = middle - height / 2, middle + height / 2
        corners = ((left, top), (left + wide, top), (left + wide, bottom), (left, bottom))
        return TextLine(text, 0.99, turned(corners, turn))

    return at


def turned(corners: Sequence[Point], degrees: float) -> Polygon:
    """Return corners turned clockwise about the origin."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    a, b, c, d = ((x * cos - y * sin, x * sin + y * cos) for x, y in corners)
    return a, b, c, d
