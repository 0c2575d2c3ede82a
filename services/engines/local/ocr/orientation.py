"""Read lines whichever way they are turned, with as few looks as it takes.

The recogniser wants upright lines. Upside down, a long one is misread with up to 0.78 confidence,
a short one with up to 0.95, while a line that is read right mostly scores above 0.98. So every
line is first read the likeliest way, and only those that come out weak are read again: turned, or
cut closer to the letters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.engines.local.ocr.lines import crop, extent, tightened, turned
from services.engines.local.ocr.models import Reading

if TYPE_CHECKING:
    from services.engines.local.ocr.models import Pixels, Quad

_WEAK = 0.95
"""Below this a line may be misread: turned over it reaches that only where it is short."""
_WIDE = 8.0
_SQUEEZE = 0.8
"""Lines wider than so many heights are read narrower: a fifth less work, no more wrong letters."""
_CLOSER = 0.14
"""The share of a line's height cut off above and below: the detector's margin is about that."""
_LONG = 3.0
"""Times as long as wide; an upright I, which runs across its box, is twice as high as wide."""
_FEW = 3
"""Characters; with fewer, a line that is upside down can score as well as an upright one."""
_LEAN, _LEAN_OF_SHORT = 0.1, 0.3
"""Added to the confidence of what stands as the page does: a 7 upside down is a perfect L."""

Reader = Callable[["list[Pixels]"], list[Reading]]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line as read with its text turned clockwise by `quarters`; `quad` starts at its top left.

    A long line can only be upright or upside down in its box; a short one can be turned any way.
    """

    quad: "Quad"
    quarters: int
    reading: Reading

    @property
    def is_long(self) -> bool:
        """Tell whether the box alone says which way the text runs."""
        return _is_long(extent(self.quad))

    @property
    def weight(self) -> float:
        """How much this line says about the page: only one that is long and sure says much."""
        length, _ = extent(self.quad)
        # To the eighth power, 0.95 is worth two thirds, and 0.78, a misreading, one seventh.
        sure = self.reading.confidence**8
        return length * sure * (0.1 if len(self.reading.columns) < _FEW else 1)


def read_lines(read: Reader, pixels: "Pixels", quads: "Sequence[Quad]") -> tuple[list[Line], int]:
    """Return each line as best read, and by how many quarters the page's text is turned clockwise.

    An upright page costs one look at each line, a page upside down two.
    """
    tries: list[dict[int, Line]] = [{} for _ in quads]

    def look(wanted: list[tuple[int, int]]) -> None:
        own = [turned(quads[index], quarters) for index, quarters in wanted]
        wide = [along > _WIDE * across for along, across in map(extent, own)]
        cuts = zip(own, wide, strict=True)
        readings = read([crop(pixels, quad, _SQUEEZE if much else 1.0) for quad, much in cuts])
        for (index, quarters), quad, reading in zip(wanted, own, readings, strict=True):
            tries[index][quarters] = Line(quad, quarters, reading)

    look(list(enumerate(_first_guesses(quads))))
    first = [line for found in tries for line in found.values()]
    weak = [(i, line) for i, line in enumerate(first) if line.reading.confidence < _WEAK]
    other_turns = [(i, line, [2] if line.is_long else [1, 2, 3]) for i, line in weak]
    look([(i, (line.quarters + turn) % 4) for i, line, turns in other_turns for turn in turns])
    votes = [0.0] * 4
    for line in (line for found in tries for line in found.values()):
        votes[line.quarters] += line.weight
    page = votes.index(max(votes))
    # A short line that was read well may read as well the way the page stands.
    short = [i for i, line in enumerate(first) if not line.is_long]
    look([(i, page) for i in short if page not in tries[i]])
    return _settled(read, pixels, tries, page), page


def _first_guesses(quads: "Sequence[Quad]") -> list[int]:
    """Guess 0 for lines that lie and 1 for lines that stand; short ones go with the page."""
    shapes = [extent(quad) for quad in quads]
    lying = sum(along for along, across in shapes if along > _LONG * across)
    standing = sum(across for along, across in shapes if across > _LONG * along)
    page = int(standing > lying)
    return [int(shape[1] > shape[0]) if _is_long(shape) else page for shape in shapes]


def _is_long(shape: tuple[float, float]) -> bool:
    """Tell whether a box runs one way without doubt."""
    return max(shape) > _LONG * min(shape)


def _settled(read: Reader, pixels: "Pixels", tries: list[dict[int, Line]], page: int) -> list[Line]:
    """Return the surest reading of each line, leaning to the page's turn.

    The weak ones are read again without the edges, where a neighbour's letters may reach in.
    """

    def fit(line: Line) -> float:
        lean = _LEAN if line.is_long else _LEAN_OF_SHORT
        return line.reading.confidence + lean * (line.quarters == page)

    lines = [max(found.values(), key=fit) for found in tries]
    weak = [index for index, line in enumerate(lines) if line.reading.confidence < _WEAK]
    closer = read([crop(pixels, tightened(lines[index].quad, _CLOSER)) for index in weak])
    for index, reading in zip(weak, closer, strict=True):
        if reading.confidence > lines[index].reading.confidence:
            lines[index] = replace(lines[index], reading=reading)
    return lines
