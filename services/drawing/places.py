"""Places a label may take around what it names, best first."""

from collections.abc import Callable, Iterator

from services.vision import Box, Polygon

Place = tuple[float, float]  # of a label; where a thing is in a picture says vision.wording
"""The left top of a label, pixels; may lie outside the canvas."""

Places = Callable[[Polygon, float, float, float], Iterator[Place]]
"""From an outline, the width and height of a label, and the gap to keep from the outline."""


def around_text(outline: Polygon, width: float, height: float, gap: float) -> Iterator[Place]:
    """Yield places above and below the line and beside its ends, outside even if it slants.

    Last come the corners inside, for a line as large as the picture.
    """
    box = Box.around(outline)
    for left in (box.left, box.right - width, box.left + (box.width - width) / 2):
        top, bottom = _span(outline, left, left + width)
        yield left, top - gap - height
        yield left, bottom + gap
    yield from beside(outline, width, height, gap)
    yield box.left + gap, box.top + gap
    yield box.right - gap - width, box.bottom - gap - height


def beside(outline: Polygon, width: float, height: float, gap: float) -> Iterator[Place]:
    """Yield a place before the left end of a line and one after its right end."""
    turned: Polygon = tuple((y, x) for x, y in outline)  # type: ignore[assignment]
    by_x = sorted(outline)
    top = (by_x[0][1] + by_x[1][1] - height) / 2
    yield _span(turned, top, top + height)[0] - gap - width, top
    top = (by_x[2][1] + by_x[3][1] - height) / 2
    yield _span(turned, top, top + height)[1] + gap, top


def beside_in_gutter(outline: Polygon, width: float, height: float, gap: float) -> Iterator[Place]:
    """Yield the places beside a line, that after it first: there is the gutter."""
    before, after = beside(outline, width, height, gap)
    yield from (after, before)


def on_corner(outline: Polygon, width: float, height: float, gap: float) -> Iterator[Place]:
    """Yield places that cover a corner of the outline by `gap`, for when there is no other."""
    for x, y in sorted(outline):
        yield x - width + gap, y - height / 2
        yield x - gap, y - height / 2
        yield x - width / 2, y - height / 2


def around_box(outline: Polygon, width: float, height: float, gap: float) -> Iterator[Place]:
    """Yield places along the upper and the lower edge of a box, outside and inside."""
    box = Box.around(outline)
    right = box.right - width
    for top in (
        box.top - gap - height,
        box.top + gap,
        box.bottom + gap,
        box.bottom - gap - height,
    ):
        yield box.left, top
        yield right, top


def _span(outline: Polygon, left: float, right: float) -> tuple[float, float]:
    """Return the highest and the lowest y that the outline has between `left` and `right`."""
    ys = [y for x, y in outline if left <= x <= right]
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        for x in (left, right):
            if (x1 - x) * (x2 - x) < 0:  # the edge passes this side
                ys.append(y1 + (y2 - y1) * (x - x1) / (x2 - x1))
    ys = ys or [y for _, y in outline]  # the outline lies wholly to one side
    return min(ys), max(ys)
