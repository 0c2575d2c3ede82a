"""What is to be marked on a picture: outlines and labels, out of an Analysis that may be wild."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import dist, isfinite

from services.drawing.lettering import clean
from services.drawing.outlines import Frame
from services.vision import (
    Analysis,
    Box,
    DetectedObject,
    Named,
    Point,
    Polygon,
    PrintedLine,
    TextLine,
)
from services.vision.wording import name_of_code

MOST = 500
"""Marks of one kind that are drawn; beyond that nobody finds anything."""

LONGEST_LABEL = 60
"""Characters; a longer line of text is told by its number."""

LONGEST_NAME = 32
"""Characters of a thing's or a person's name; chosen so that a label stays on one line."""

SAME_FACE = 0.3
"""The overlap from which on a face and a celebrity's are one."""


class Kind(StrEnum):
    """What a mark stands for."""

    OBJECT = "object"
    FACE = "face"
    TEXT = "text"
    CODE = "code"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to mark; coordinates are pixels of the annotated copy.

    `words` is what the label says where there is room, `short` where there is not; None when
    there is no such form. `points` are single places of interest inside the outline.
    """

    kind: Kind
    outline: Polygon
    words: str | None
    short: str | None
    points: tuple[Point, ...] = ()

    @property
    def box(self) -> Box:
        """The upright rectangle around the outline."""
        return Box.around(self.outline)

    @property
    def height(self) -> float:
        """The shorter way across the outline: for a line of text the height of its letters."""
        sides = [dist(self.outline[here - 1], self.outline[here]) for here in range(4)]
        return min((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2)


def marks_of(analysis: Analysis, frame: Frame) -> list[Mark]:
    """Return what can be marked, objects and codes, largest first; then faces, then text lines.

    Faces and text lines are numbered from 1 in the order of the analysis, counting those that
    cannot be marked: the message uses the same numbers. The printed text stands in where no other
    was read, people where no objects were looked for. Crops and the area of interest are marked
    where nothing else is: as frames of large parts they would hide what lies in them.
    """
    things = sorted(_things(analysis, frame), key=lambda mark: -mark.box.area)
    marks = [*things, *_faces(analysis, frame), *_lines(analysis, frame)]
    return marks or [*_parts(analysis, frame)]


def _things(analysis: Analysis, frame: Frame) -> Iterator[Mark]:
    found = list(analysis.objects or ())
    if analysis.objects is None:
        people = analysis.people or ()
        found = [DetectedObject("person", one.confidence, one.box) for one in people]
    for thing in [*found[:MOST], *(analysis.brands or ())[:MOST]]:
        yield from _named(Kind.OBJECT, thing, thing.box, frame)
    for code in (analysis.codes or ())[:MOST]:
        outline, name = frame.outline(code.polygon), name_of_code(code.kind)
        if outline:  # named by its kind alone: what it holds may be secret
            yield Mark(Kind.CODE, outline, name, name.removesuffix(" bar code"))


def _faces(analysis: Analysis, frame: Frame) -> Iterator[Mark]:
    """Yield faces, and celebrities; where both are one, the face bears the name."""
    strangers = [one for one in analysis.celebrities or () if one.box][:MOST]
    for number, face in enumerate((analysis.faces or ())[:MOST], start=1):
        near = (one for one in strangers if one.box and one.box.overlap(face.box) >= SAME_FACE)
        who = next(near, None)
        strangers = [one for one in strangers if one is not who]
        outline = frame.box(face.box)
        if outline:
            name = clean(who.name, LONGEST_NAME) if who else ""
            said = [f"Face {number}", name, _percent((who or face).confidence)]
            places = [one for one in face.points.values() if all(map(isfinite, one))]
            points = tuple(map(frame.point, places))
            yield Mark(Kind.FACE, outline, " · ".join(filter(None, said)), str(number), points)
    for one in strangers:
        if one.box:
            yield from _named(Kind.FACE, one, one.box, frame)


def _named(kind: Kind, named: Named, box: Box, frame: Frame) -> Iterator[Mark]:
    outline, name = frame.box(box), clean(named.name, LONGEST_NAME)
    if outline and name:
        between = " · " if kind is Kind.FACE else " "
        words = between.join(filter(None, [name, _percent(named.confidence)]))
        yield Mark(kind, outline, words, name)


def _lines(analysis: Analysis, frame: Frame) -> Iterator[Mark]:
    """Yield the lines that the message numbers, those that have a place."""
    found: Sequence[TextLine | PrintedLine] = analysis.text.lines if analysis.text else ()
    if analysis.text is None and analysis.printed_text is not None:
        found = [line for region in analysis.printed_text.regions for line in region.lines]
    for number, line in enumerate(found[:MOST], start=1):
        outline = frame.outline(line.polygon) if line.polygon else None
        if outline:
            words = clean(line.text, LONGEST_LABEL + 1)
            fits = 0 < len(words) <= LONGEST_LABEL
            yield Mark(Kind.TEXT, outline, words if fits else None, str(number))


def _parts(analysis: Analysis, frame: Frame) -> Iterator[Mark]:
    area = analysis.area_of_interest
    found = [("area of interest", area.box)] if area else []
    crops = (analysis.smart_crops or ())[:MOST]
    found += [(f"crop {crop.aspect_ratio:.2f}", crop.box) for crop in crops]
    for words, box in found:
        outline = frame.box(box)
        if outline:
            yield Mark(Kind.PART, outline, words, words)


def _percent(confidence: float | None) -> str:
    if confidence is None or not isfinite(confidence):
        return ""
    return f"{min(max(confidence, 0.0), 1.0):.0%}"
