"""How often what is named is there: `python -m bench.certainty FOLDER [--truths FILE]`.

Compares the raw model at two thresholds with what Glimpse tells, on the pictures of a truths file
(see `bench.truths`; the one beside this module fetches about 500 MB of wheels into FOLDER, once).
The rule in `services.engines.local.objects.certainty` was made on most of these pictures.

- *things right*: of all that was told, how much is there, each counted as often as it is there;
- *names right*, *names found*: the same for each name once in a picture, and how many of the names
  that are there were told.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from bench.truths import Truth, truths
from services.engines.local.captions.kind import kind_of
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.objects.second_opinion import SecondOpinion
from services.engines.local.objects.yolox import RAW_THRESHOLD, Yolox
from services.engines.local.weights.table import EFFICIENTDET_LITE0, YOLOX_NANO
from services.engines.local.weights.weights import Weights

BESIDE = Path(__file__).with_suffix(".json")
HIGHER = 0.6
"""A threshold as high as what is told must have: the rule has to be better than that alone."""


@dataclass(slots=True)
class Tally:
    """What one way of telling got right, over all pictures."""

    right: int = 0
    wrong: int = 0
    names_right: int = 0
    names_wrong: int = 0
    names_there: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, truth: Truth, told: Iterable[str]) -> None:
        """Count what was `told` of one picture, a name for each thing."""
        counts = Counter(name for name in told if truth.things.get(name, 0) is not None)
        there = {name: count for name, count in truth.things.items() if count}
        for name, count in counts.items():
            right = min(count, there.get(name, 0))
            self.right, self.wrong = self.right + right, self.wrong + count - right
            if right < count:
                self.mistakes.append(f"{truth.file}: {count - right} x {name}")
        self.names_right += len(counts.keys() & there.keys())
        self.names_wrong += len(counts.keys() - there.keys())
        self.names_there += len(there)

    def row(self, way: str) -> str:
        """Return a line of the table."""
        return (
            f"{way:<22}{_share(self.right, self.wrong):>14}"
            f"{_share(self.names_right, self.names_wrong):>14}"
            f"{_share(self.names_right, self.names_there - self.names_right):>14}"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the pictures are, or shall be")
    parser.add_argument("--truths", type=Path, default=BESIDE)
    asked = parser.parse_args(arguments)
    weights = Weights(None, print)
    second = SecondOpinion(weights.path(EFFICIENTDET_LITE0))
    pictures = truths(asked.folder, asked.truths)
    measure(pictures, weights.path(YOLOX_NANO), second.supported)


def measure(
    pictures: Iterable[Truth],
    model: Path,
    second: Callable[[Image.Image], Collection[str]] | None = None,
) -> None:
    """Look at each picture in all ways and print what came of it."""
    raw, higher, certain = Tally(), Tally(), Tally()
    kinds: Counter[tuple[str, str]] = Counter()
    milliseconds: list[float] = []
    yolox, detector = Yolox(model), ObjectDetector(model, second)
    for truth in pictures:
        image = truth.picture.image
        seen = yolox.look(image).sightings()
        raw.add(truth, (sighting.name for sighting in seen))
        higher.add(truth, (sighting.name for sighting in seen if sighting.score >= HIGHER))
        start = time.perf_counter()
        told = detector.detect(image)
        milliseconds.append((time.perf_counter() - start) * 1000)
        certain.add(truth, (thing.name for thing in told))
        if truth.kind:
            kinds[truth.kind, kind_of(image).value] += 1
    print(f"{'':<22}{'things right':>14}{'names right':>14}{'names found':>14}")
    ways = {f"raw, {RAW_THRESHOLD}": raw, f"raw, {HIGHER}": higher, "told": certain}
    for way, tally in ways.items():
        print(tally.row(way))
    usual = statistics.median(milliseconds)
    tenth = sorted(milliseconds)[int(0.9 * len(milliseconds))]  # of one picture, that one
    times = f"{usual:.0f} ms (a tenth takes more than {tenth:.0f} ms) a picture"
    print(f"\n{len(milliseconds)} pictures, {times}")
    print("\nTold and not there:", *certain.mistakes, sep="\n  ")
    _print_kinds(kinds)


def _print_kinds(kinds: Counter[tuple[str, str]]) -> None:
    print(f"\n{'kind':<22}{'right':>14}{'found':>14}")
    for kind in sorted({really for really, _ in kinds}):
        right = kinds[kind, kind]
        said = sum(count for (_, called), count in kinds.items() if called == kind)
        there = sum(count for (really, _), count in kinds.items() if really == kind)
        print(f"{kind:<22}{_share(right, said - right):>14}{_share(right, there - right):>14}")


def _share(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.3f} of {right + wrong:>3}" if right + wrong else "-"


if __name__ == "__main__":
    main()
