"""Faces on their side: `python -m bench.faces FOLDER [--set tune|report] [--truths FILE]`.

The photographs are those of `bench.certainty`, fetched into FOLDER once; every other one is for
tuning, the rest for the report. Looked for are the faces that are found while a photograph stands
upright, once it is turned by a quarter; and heads cut from these photographs, turned and pasted
into photographs without a face. Before is a search for upright faces alone, after is what the local
engine does. Where no face is in a picture, each one told is false.
"""

import argparse
import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from bench.certainty import BESIDE
from bench.truths import Truth, truths
from services.engines.local.captions.kind import Kind, kind_of
from services.engines.local.faces import FaceDetector
from services.engines.local.weights.table import YUNET
from services.engines.local.weights.weights import Weights
from services.vision import Box, Face

SETS = {"tune": 0, "report": 1}
"""Which of each two pictures belong to the set."""
QUARTERS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
SAME = 0.3
"""The overlap from which on a face is the one looked for: a turned look's box differs a little."""
SIZES = ((800, 600), (1600, 1200), (4000, 3000))
SHARES = (0.03, 0.05, 0.1, 0.2, 0.4)
"""How wide a pasted face is, of the canvas's longer side."""
TIMED = 5
"""Photographs on which the time is taken."""
LEAST_HEAD = 80
"""Pixels of a face that may be made larger and pasted."""
AROUND = 0.5
"""How much of its surroundings a head is cut out with, in widths of its face, on each side."""

Find = Callable[[Image.Image], Sequence[Face]]


@dataclass(slots=True)
class Found:
    """How many of the faces looked for were found by each way, and how many there were."""

    there: int = 0
    by_way: dict[str, int] = field(default_factory=dict)

    def look(self, image: Image.Image, boxes: Sequence[Box], ways: dict[str, Find]) -> None:
        """Look in `image`, where the faces are at `boxes`."""
        self.there += len(boxes)
        for name, find in ways.items():
            told = find(image)
            hits = sum(any(box.overlap(face.box) > SAME for face in told) for box in boxes)
            self.by_way[name] = self.by_way.get(name, 0) + hits

    def row(self, name: str) -> str:
        """Return a line of the table."""
        return f"{name:<34}{self.there:>7}" + "".join(f"{n:>9}" for n in self.by_way.values())


def ways_of(detector: FaceDetector) -> dict[str, Find]:
    """Return the ways that are compared, by name."""

    def after(image: Image.Image) -> Sequence[Face]:
        found = detector.detect(image)
        return found or (detector.detect_lying(image) if kind_of(image) is Kind.PHOTO else ())

    return {"before": detector.detect, "after": after}


def turned(box: Box, size: tuple[int, int], quarter: Image.Transpose) -> Box:
    """Return where a box of a picture of `size` is once the picture is turned."""
    width, height = size
    if quarter is Image.Transpose.ROTATE_90:
        return Box(box.top, width - box.right, box.height, box.width)
    return Box(height - box.bottom, box.left, box.height, box.width)


def canvases(
    heads: Sequence[tuple[Image.Image, Box]],
    grounds: Sequence[Image.Image],
    chance: random.Random,
) -> Iterator[tuple[float, Image.Image, Box]]:
    """Yield each share of the width with canvases of every size, each with one head on its side."""
    for share, size, quarter in itertools.product(SHARES, SIZES, QUARTERS):
        head, face = chance.choice(heads)
        scale = share * max(size) / face.width
        small = head.resize((round(head.width * scale), round(head.height * scale)))
        box = Box(*(scale * side for side in (face.left, face.top, face.width, face.height)))
        lying, where = small.transpose(quarter), turned(box, small.size, quarter)
        canvas = chance.choice(grounds).resize(size)
        left = chance.randrange(max(size[0] - lying.width, 1))
        top = chance.randrange(max(size[1] - lying.height, 1))
        canvas.paste(lying, (left, top))
        yield share, canvas, Box(left + where.left, top + where.top, where.width, where.height)


def head_of(image: Image.Image, face: Face) -> tuple[Image.Image, Box]:
    """Return a face with what is around it, and its box in that."""
    box, margin = face.box, AROUND * face.box.width
    left, top = max(round(box.left - margin), 0), max(round(box.top - margin), 0)
    cut = image.crop((left, top, round(box.right + margin), round(box.bottom + margin)))
    return cut, Box(box.left - left, box.top - top, box.width, box.height)


def measure(pictures: Iterable[Truth], detector: FaceDetector, chance: random.Random) -> None:
    """Print what was found of the faces that lie, what was told falsely, and the time it takes."""
    ways, photographs, sizes = ways_of(detector), Found(), {share: Found() for share in SHARES}
    heads, without, false = [], [], dict.fromkeys(ways, 0)
    for picture in pictures:
        image, upright = picture.picture.image, detector.detect(picture.picture.image)
        if upright:
            heads += [head_of(image, face) for face in upright if face.box.width >= LEAST_HEAD]
            for quarter in QUARTERS:
                boxes = [turned(face.box, image.size, quarter) for face in upright]
                photographs.look(image.transpose(quarter), boxes, ways)
        elif picture.things.get("person", 0) == 0:
            without.append(image)
            for name, find in ways.items():
                false[name] += len(find(image))
    grounds = [image for image in without if kind_of(image) is Kind.PHOTO]
    print(f"{'faces on their side':<34}{'there':>7}" + "".join(f"{name:>9}" for name in ways))
    print(photographs.row("photographs, turned"))
    for share, canvas, box in canvases(heads, grounds, chance):
        sizes[share].look(canvas, [box], ways)
    for share, found in sizes.items():
        print(found.row(f"canvases, {share:.0%} of the width"))
    counts = "".join(f"{count:>9}" for count in false.values())
    print(f"{'false, pictures without a face':<34}{len(without):>7}{counts}")
    for size in SIZES:
        large = [image.resize(size) for image in grounds[:TIMED]]
        times = [
            statistics.median(_seconds(find, image) for image in large) for find in ways.values()
        ]
        name = f"processor ms, {size[0]} x {size[1]}"
        print(f"{name:<34}{len(large):>7}" + "".join(f"{1000 * time:>9.0f}" for time in times))


def _seconds(find: Find, image: Image.Image) -> float:
    """Return the processor time of one look, on all cores: what else runs does not count."""
    start = time.process_time()
    find(image)
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures are, or shall be")
    parser.add_argument("--set", choices=SETS, default="report")
    parser.add_argument("--truths", type=Path, default=BESIDE)
    asked = parser.parse_args(arguments)
    own = list(truths(asked.folder, asked.truths))[SETS[asked.set] :: 2]
    detector = FaceDetector(Weights(None, print).path(YUNET))
    measure(own, detector, random.Random(asked.set))


if __name__ == "__main__":
    main()
