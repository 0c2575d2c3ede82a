"""Where labels go: near what they name, on nothing that matters, never on each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from services.replies.lettering import Lettering, Line
from services.replies.marks import Kind, Mark, spread
from services.replies.places import Place, Places, around_box, around_text, for_number, on_start
from services.replies.room import Room
from services.replies.style import Style
from services.vision import Box

CROWD = 60
"""More text lines than this get numbers only."""

WORTH = 0.4
"""Words are shown when at least this share of the lines has room for them: a mix is untidy."""

CROSSED = 0.2
"""The share of a label that may lie on outlines before a better place is looked for."""


@dataclass(frozen=True, slots=True)
class Label:
    """A chip at `box`, pixels of the copy, with `line` in `lettering`."""

    kind: Kind
    box: Box
    line: Line
    lettering: Lettering

    @property
    def start(self) -> tuple[float, float]:
        """The left end of the baseline that puts the capitals in the middle."""
        x = self.box.left + (self.box.width - self.line.width) / 2
        return round(x), round(self.box.top + (self.box.height + self.lettering.cap_height) / 2)


@dataclass(frozen=True, slots=True)
class Placer:
    """Finds places for labels, one after the other, in a room that fills up."""

    room: Room
    big: Lettering
    small: Lettering
    style: Style

    def place_all(self, marks: Iterable[Mark]) -> list[Label]:
        """Return labels for as many of `marks` as have room: faces first, text last."""
        by_kind: dict[Kind, list[Mark]] = {kind: [] for kind in Kind}
        for mark in marks:
            by_kind[mark.kind].append(mark)
        self._take(by_kind)
        boxes = [self._box_label(mark) for mark in by_kind[Kind.FACE] + by_kind[Kind.OBJECT]]
        texts = self._text_labels(by_kind[Kind.TEXT])
        return [label for label in boxes + texts if label]

    def _take(self, marks: dict[Kind, list[Mark]]) -> None:
        for mark in marks[Kind.OBJECT] + marks[Kind.FACE]:
            self.room.take_outline(mark.outline, 2 * self.style.edge)
        for mark in marks[Kind.FACE] + marks[Kind.TEXT]:
            self.room.take_content(spread(mark.outline, self.style.edge))

    def _box_label(self, mark: Mark) -> Label | None:
        return (
            self._place(mark, mark.words, self.big, around_box)
            or self._place(mark, mark.words, self.small, around_box)
            or self._place(mark, mark.short, self.small, around_box)
            or self._place(mark, mark.short, self.small, around_box, anyhow=True)
        )

    def _text_labels(self, marks: list[Mark]) -> list[Label | None]:
        """Return words for the lines if enough of them have room, numbers for the others."""
        trial = replace(self, room=self.room.copy())
        words = trial._words(marks) if len(marks) <= CROWD else []
        if sum(map(bool, words)) < WORTH * len(marks):
            return [self._number(mark) for mark in marks]
        return [word or trial._number(mark) for mark, word in zip(marks, words, strict=True)]

    def _words(self, marks: list[Mark]) -> list[Label | None]:
        return [self._place(mark, mark.words, self.big, around_text) for mark in marks]

    def _number(self, mark: Mark) -> Label | None:
        return self._place(mark, mark.short, self.small, for_number) or self._place(
            mark, mark.short, self.small, on_start, anyhow=True
        )

    def _place(
        self,
        mark: Mark,
        text: str | None,
        type_: Lettering,
        places: Places,
        *,
        anyhow: bool = False,
    ) -> Label | None:
        """Return a label that covers no face and no text; `anyhow`: as little of them as can be."""
        line = type_.line(text) if text else None
        if line is None:
            return None
        width, height = chip_size(line, type_)
        outline = spread(mark.outline, self.style.edge + self._gap(mark.kind))
        boxes = [self._inside(place, width, height) for place in places(outline, width, height)]
        box = self._best(boxes, anyhow)
        if box is None:
            return None
        self.room.take_label(box)
        return Label(mark.kind, box, line, type_)

    def _gap(self, kind: Kind) -> float:
        """Labels of objects sit on the outline; others keep off it by what the map rounds."""
        return 0 if kind is Kind.OBJECT else 1.5 * self.room.cell

    def _inside(self, place: Place, width: int, height: int) -> Box:
        """Return the label's box, moved into the canvas if it stands out."""
        left = min(max(round(place[0]), 0), self.room.width - width)
        top = min(max(round(place[1]), 0), self.room.height - height)
        return Box(left, top, width, height)

    def _best(self, boxes: list[Box], anyhow: bool) -> Box | None:
        """Return the first box that is good enough, else the best, else None."""
        best: tuple[tuple[float, float], Box] | None = None
        for box in boxes:
            cost = self.room.cost(box)
            if cost is None or (cost[0] > 0 and not anyhow):
                continue
            if cost <= (0, CROSSED):
                return box
            if best is None or cost < best[0]:
                best = cost, box
        return best[1] if best else None


def chip_size(line: Line, lettering: Lettering) -> tuple[int, int]:
    """Return width and height of the chip for `line`: never narrower than high."""
    pad = lettering.size * 0.4
    half = lettering.cap_height / 2
    above, below = max(line.above - half, half), max(line.below + half, half)
    height = max(lettering.cap_height + 2 * pad, 2 * max(above, below) + 2)
    return ceil(max(line.width + 2 * pad, height)), ceil(height)
