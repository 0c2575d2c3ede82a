"""From fractions to the pixels of the picture that was sent."""

import math
from collections.abc import Iterable, Iterator

from doubles.azure_service.scene import Area, Line, Scene

Point = tuple[float, float]
Size = tuple[int, int]


def pixels(area: Area, size: Size) -> tuple[int, int, int, int]:
    """Return left, top, width, height in whole pixels, inside the picture."""
    left, top = round(area[0] * size[0]), round(area[1] * size[1])
    right = min(round((area[0] + area[2]) * size[0]), size[0])
    bottom = min(round((area[1] + area[3]) * size[1]), size[1])
    return left, top, right - left, bottom - top


def xywh(area: Area, size: Size) -> dict[str, int]:
    return dict(zip("xywh", pixels(area, size), strict=True))


def rectangle(area: Area, size: Size) -> dict[str, int]:
    left, top, width, height = pixels(area, size)
    return {"left": left, "top": top, "width": width, "height": height}


def level(area: Area, size: Size) -> list[Point]:
    """Return the four corners in reading order, in pixels."""
    left, top = area[0] * size[0], area[1] * size[1]
    right, bottom = left + area[2] * size[0], top + area[3] * size[1]
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def turn(points: Iterable[Point], degrees: float, size: Size) -> list[Point]:
    """Turn points clockwise (as seen, y pointing down) about the picture's centre."""
    x0, y0 = size[0] / 2, size[1] / 2
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos)
        for x, y in points
    ]


def words(line: Line) -> Iterator[tuple[str, Area]]:
    """Cut a line at its spaces, every letter as wide as the next."""
    left, top, width, height = line.area
    step, at = width / max(len(line.text), 1), 0
    for word in line.text.split(" "):
        if word:
            yield word, (left + at * step, top, len(word) * step, height)
        at += len(word) + 1


def text_polygon(area: Area, scene: Scene, size: Size) -> list[Point]:
    """Return where a level area of text is really seen, given how the scene is turned."""
    return turn(level(area, size), scene.turned, size)


def around(points: Iterable[Point]) -> tuple[int, int, int, int]:
    """Return the upright box around points: left, top, width, height."""
    xs, ys = zip(*points, strict=True)
    left, top = round(min(xs)), round(min(ys))
    return left, top, round(max(xs)) - left, round(max(ys)) - top


def crop(size: Size, ratio: float, centre: Point) -> tuple[int, int, int, int]:
    """Return the largest box of width/height `ratio`, as near to `centre` as the picture lets."""
    width = min(size[0], round(size[1] * ratio))
    height = min(size[1], round(size[0] / ratio))
    width, height = max(width, 1), max(height, 1)
    left = min(max(round(centre[0] - width / 2), 0), size[0] - width)
    top = min(max(round(centre[1] - height / 2), 0), size[1] - height)
    return left, top, width, height


def centre_of(area: Area, size: Size) -> Point:
    return (area[0] + area[2] / 2) * size[0], (area[1] + area[3] / 2) * size[1]
