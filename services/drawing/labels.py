"""Where labels go: near what they name, on nothing that matters, never on each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil

from services.drawing.fonts import Fonts
from services.drawing.lettering import Lettering, Line
from services.drawing.marks import Kind, Mark
from services.drawing.outlines import spread
from services.drawing.places import (
    Places,
    around_box,
    around_text,
    beside,
    beside_in_gutter,
    on_corner,
)
from services.drawing.room import Room
from services.drawing.style import Styles
from services.vision import Box

WEIGHT = 600
"""As in CSS; semi-bold was chosen over 400: the letters are small, and dark on a light chip."""

CROWD = 60
"""More text lines than this get numbers only."""

WORTH = 0.6
"""Words are shown when at least this share of the lines has room for them: a mix is untidy."""

VAST = 0.25
"""The share of the canvas from which a text line may be covered: elsewhere there is no room."""

CROSSED = 0.2
"""The share of a label that may lie on outlines before a better place is looked for."""


class Demand(Enum):
    """What a place must offer: nothing, no content under the label, none in its row either.

    The last is for numbers above or below a line: in a row with another they would be read as its.
    """

    NONE = auto()
    FREE = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A chip at `box`, pixels of the copy, with `line` in `lettering`."""

    kind: Kind
    box: Box
    line: Line
    lettering: Lettering
    covers: bool = False
    """Whether it lies on a face or on text."""

    @property
    def start(self) -> tuple[float, float]:
        """The left end of the baseline that puts the capitals in the middle."""
        x = self.box.left + (self.box.width - self.line.width) / 2
        return round(x), round(self.box.top + (self.box.height + self.lettering.cap_height) / 2)


class Placer:
    """Finds places for labels, one after the other, in a room that fills up."""

    def __init__(self, room: Room, fonts: Fonts, styles: Styles, *, gutter: bool = False) -> None:
        self.room, self._styles, self._gutter = room, styles, gutter
        self._big = {kind: Lettering(fonts, style.size, WEIGHT) for kind, style in styles.items()}
        self._small = {
            kind: Lettering(fonts, style.small, WEIGHT) for kind, style in styles.items()
        }

    def place_all(self, marks: Iterable[Mark]) -> list[Label]:
        """Return labels for as many of `marks` as have room: faces first, text last."""
        by_kind: dict[Kind, list[Mark]] = {kind: [] for kind in Kind}
        for mark in marks:
            by_kind[mark.kind].append(mark)
            self.room.take_outline(mark.outline, 2 * self._styles[mark.kind].edge)
        canvas = self.room.width * self.room.height
        for mark in by_kind[Kind.FACE] + by_kind[Kind.TEXT]:  # over the outlines in their way
            if mark.kind is Kind.FACE or mark.box.area < VAST * canvas:
                self.room.take_content(spread(mark.outline, self._styles[mark.kind].edge))
        labels = [
            *self._box_labels(by_kind[Kind.FACE]),
            *self._box_labels(by_kind[Kind.CODE]),
            *self._box_labels(by_kind[Kind.OBJECT]),
            *self._box_labels(by_kind[Kind.PART]),
            *self._text_labels(by_kind[Kind.TEXT]),
        ]
        return [label for label in labels if label]

    def _box_labels(self, marks: list[Mark]) -> list[Label | None]:
        """Return labels of one size with all words, else what has room."""
        return (
            self._together(marks, self._big, around_box, share=1)
            or self._together(marks, self._small, around_box, share=1)
            or [
                self._first_small(
                    mark,
                    (mark.words, around_box, Demand.FREE),
                    (mark.short, around_box, Demand.FREE),
                    (mark.short, around_box, Demand.NONE),
                )
                for mark in marks
            ]
        )

    def _text_labels(self, marks: list[Mark]) -> list[Label | None]:
        """Return words for the lines if enough of them have room, numbers for the others."""
        words: list[Label | None] | None = None
        if len(marks) <= CROWD:
            words = self._together(marks, self._big, around_text, WORTH) or self._together(
                marks, self._small, around_text, WORTH
            )
        words = words or [None] * len(marks)
        sides = beside_in_gutter if self._gutter else beside
        return [
            word
            or self._first_small(
                mark,
                (mark.short, sides, Demand.FREE),
                (mark.short, around_text, Demand.ROW),
                (mark.short, on_corner, Demand.NONE),
            )
            for mark, word in zip(marks, words, strict=True)
        ]

    def _first_small(
        self, mark: Mark, *attempts: tuple[str | None, Places, Demand]
    ) -> Label | None:
        """Return a small label by the first of the attempts that finds a place, if one does."""
        lettering = self._small[mark.kind]
        made = (
            self._place(mark, text, lettering, places, demand) for text, places, demand in attempts
        )
        return next(filter(None, made), None)

    def _together(
        self, marks: list[Mark], types: Mapping[Kind, Lettering], places: Places, share: float
    ) -> list[Label | None] | None:
        """Return labels with words; None, and nothing taken, if less than `share` have room.

        Words that no font has do not count: they lack more than room.
        """
        before, self.room = self.room, self.room.copy()
        labels = [self._place(mark, mark.words, types[mark.kind], places) for mark in marks]
        drawable = sum(mark.words is None or types[mark.kind].can_set(mark.words) for mark in marks)
        if sum(map(bool, labels)) >= share * drawable:
            return labels
        self.room = before
        return None

    def _place(
        self,
        mark: Mark,
        text: str | None,
        lettering: Lettering,
        places: Places,
        demand: Demand = Demand.FREE,
    ) -> Label | None:
        """Return a label at the best of `places` that meets the demand, if there is one.

        A place that stands out of the canvas is moved into it.
        """
        line = lettering.line(text) if text else None
        if line is None:
            return None
        width, height = chip_size(line, lettering)
        # an object's label sits on its outline, others keep off it by what the map rounds
        gap = 0 if mark.kind is Kind.OBJECT else 1.5 * self.room.cell
        outline = spread(mark.outline, self._styles[mark.kind].edge)
        boxes = []
        for x, y in places(outline, width, height, gap):
            left = min(max(round(x), 0), self.room.width - width)
            top = min(max(round(y), 0), self.room.height - height)
            boxes.append(Box(left, top, width, height))
        box, covers = self._best(boxes, demand)
        if box is None:
            return None
        self.room.take_label(box)
        return Label(mark.kind, box, line, lettering, covers)

    def _best(self, boxes: list[Box], demand: Demand) -> tuple[Box | None, bool]:
        """Return the first good box, else the best if any, and whether it covers content."""
        best: tuple[float, float] | None = None
        found: Box | None = None
        for box in boxes:
            cost = self.room.cost(box)
            if cost is None or (cost[0] > 0 and demand is not Demand.NONE):
                continue
            if demand is Demand.ROW and self.room.shares_row(box):
                continue
            if best is None or cost < best:
                best, found = cost, box
            if cost <= (0, CROSSED):
                break
        return found, bool(best and best[0] > 0)


def chip_size(line: Line, lettering: Lettering) -> tuple[int, int]:
    """Return width and height of the chip for `line`: never narrower than high."""
    pad = lettering.size * 0.4
    # the capitals stand in the middle, so what sticks out on one side counts on both
    half = lettering.cap_height / 2
    above, below = max(line.above - half, half), max(line.below + half, half)
    height = max(lettering.cap_height + 2 * pad, 2 * max(above, below) + 2)
    return ceil(max(line.width + 2 * pad, height)), ceil(height)
