"""Places a label may take around what it names, best first."""

from collections.abc import Callable, Iterator

from services.vision import Box, Point, Polygon

Place = tuple[float, float]
"""The left top of a label, pixels; may lie outside the canvas."""

Places = Callable[[Polygon, float, float], Iterator[Place]]
"""From an outline, and the width and height of a label, to places that touch the outline."""


def around_text(outline: Polygon, width: float, height: float) -> Iterator[Place]:
    """Yield places above and below the line and beside its ends, outside even if it slants."""
    box = Box.around(outline)
    middle = box.left + (box.width - width) / 2
    for left in (box.left, middle, box.right - width):
        yield left, _span(outline, left, left + width)[0] - height
    for left in (box.left, middle, box.right - width):
        yield left, _span(outline, left, left + width)[1]
    yield from beside(outline, width, height)


def beside(outline: Polygon, width: float, height: float) -> Iterator[Place]:
    """Yield a place before the left end of a line and one after its right end."""
    turned: Polygon = tuple((y, x) for x, y in outline)  # type: ignore[assignment]
    by_x = sorted(outline)
    for ends, side in ((by_x[:2], 0), (by_x[2:], 1)):
        top = (ends[0][1] + ends[1][1] - height) / 2
        edge = _span(turned, top, top + height)[side]
        yield edge - width * (1 - side), top


def for_number(outline: Polygon, width: float, height: float) -> Iterator[Place]:
    """Yield places for a short label: before the line, as line numbers stand, then around it."""
    yield from beside(outline, width, height)
    yield from around_text(outline, width, height)


def on_start(outline: Polygon, width: float, height: float) -> Iterator[Place]:
    """Yield places that cover a corner of the outline, for when there is no other."""
    for x, y in outline:
        yield x - width * 0.75, y - height / 2
        yield x - width / 2, y - height / 2


def around_box(outline: Polygon, width: float, height: float) -> Iterator[Place]:
    """Yield places along the upper and the lower edge of a box, outside and inside."""
    box = Box.around(outline)
    right = box.right - width
    for top in (box.top - height, box.top, box.bottom, box.bottom - height):
        yield box.left, top
        yield right, top


def _span(outline: Polygon, left: float, right: float) -> tuple[float, float]:
    """Return the highest and the lowest y that the outline has between `left` and `right`."""
    ys = [y for x, y in outline if left <= x <= right]
    for here, there in zip(outline, (*outline[1:], outline[0]), strict=True):
        ys += [y for x in (left, right) for y in _crossing(here, there, x)]
    return (min(ys), max(ys)) if ys else _extent(outline)


def _extent(outline: Polygon) -> tuple[float, float]:
    box = Box.around(outline)
    return box.top, box.bottom


def _crossing(here: Point, there: Point, x: float) -> Iterator[float]:
    """Yield the y at which the edge passes `x`, if it does."""
    if (here[0] - x) * (there[0] - x) < 0:
        yield here[1] + (there[1] - here[1]) * (x - here[0]) / (there[0] - here[0])
