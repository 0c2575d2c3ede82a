"""How often a caption is right, and how often it says nothing: `python -m bench.captions FOLDER`.

Two sets of pictures, whose truths were written down by eye (see `bench.truths`; about 900 MB of
packages are fetched into FOLDER, once). The rules were made on the *tuning* set; the *report* set
was looked at only to report on it. For each are printed how many photographs get a subject (a thing
or a scene; text alone, or indoors, is none), how many claims are wrong, the same for pictures that
are no photographs, and each wrong claim. ``--all`` prints every caption.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.claims import claims_of
from bench.truths import pictures
from services.engines.local.engine import LocalEngine
from services.engines.local.weights.weights import Weights
from services.pictures.opening import Picture
from services.vision import AnalysisOptions, Feature

SETS = ("tuning", "report")
HERE = Path(__file__).parent

Pictures = Iterator[tuple[str, Picture, Mapping[str, Any]]]


@dataclass(slots=True)
class Tally:
    """What was said of some pictures."""

    pictures: int = 0
    with_subject: int = 0
    claims: int = 0
    kinds: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, caption: str, truth: Mapping[str, Any]) -> None:
        """Count the claims of the `caption` of picture `name`."""
        claims = claims_of(caption)
        self.pictures += 1
        self.with_subject += bool(claims.names)
        self.claims += claims.count
        self.kinds += claims.kind is not None
        wrong = claims.wrong(truth["kind"], truth["words"], truth.get("people"))
        self.wrong += [f"{name}: {claim}   ({caption})" for claim in wrong]

    def row(self, what: str) -> str:
        """Return one line on them."""
        return (
            f"{what:<22}{_share(self.with_subject, self.pictures)} with a subject, "
            f"{_share(self.kinds, self.pictures)} with a kind, "
            f"{_share(len(self.wrong), self.claims)} claims wrong"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what came of both sets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the pictures are, or shall be")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--all", action="store_true", help="print every caption")
    asked = parser.parse_args(arguments)
    engine = LocalEngine(Weights(None, lambda line: print(line, file=sys.stderr)))
    for name in asked.sets:
        print(f"{name.upper()}\n")
        measure(engine, pictures(asked.folder, HERE / f"captions_{name}.json"), tell=asked.all)


def measure(engine: LocalEngine, truths: Pictures, *, tell: bool = False) -> None:
    """Caption each picture and print what came of it."""
    photographs, others, seconds = Tally(), Tally(), []
    for name, picture, truth in truths:
        before = time.perf_counter()
        found = engine.analyze(picture, frozenset({Feature.CAPTION}), AnalysisOptions())
        seconds.append(time.perf_counter() - before)
        assert found.caption is not None
        told = found.caption
        if tell:
            sure = "-" if told.confidence is None else f"{told.confidence:.2f}"
            print(f"{truth['kind']:<11}{sure:>5}  {name}: {told.text}")
        (photographs if truth["kind"] == "photo" else others).add(name, told.text, truth)
    print(photographs.row("photographs"))
    print(others.row("no photographs"))
    print(f"{statistics.median(seconds):.2f} s a picture (median)\n")
    print("Wrong:", *photographs.wrong, *others.wrong, sep="\n  ", end="\n\n")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "-"


if __name__ == "__main__":
    main()
