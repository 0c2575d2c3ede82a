"""How well it sees: `python -m bench.accuracy [--set tune|report] [--worst 10] [--photos FOLDER]`.

Glimpse's local engine, bare rapidocr and, where they are installed, Glimpse on OpenVINO and
tesseract (which takes everything for English) read the same drawn pages in turn. Printed: mean
error in letters for each kind of page, with the order and without, on how many pages that nobody
can read Glimpse says so, and how much longer or shorter each takes than bare rapidocr in the same
run. Kinds of pages may be named, to read only those.

With FOLDER, where about 900 MB of pictures are or shall be, the rest is measured too, each by a
command of its own: `bench.phantoms`, `bench.captions`, `bench.codes`, `bench.ratios` and
`bench.runtimes`. See also `bench.scripts`.
"""

import argparse
import logging
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

from bench.pages.page import Group, Page
from bench.pages.scoring import character_error_rate, error_rate_without_order, indented_right
from bench.pages.sets import report_pages, tuning_pages
from services.engines.local.ocr.reader import TextReader
from services.engines.local.ocr.runtime import Runtime
from services.vision import Text

SETS = {"tune": tuning_pages, "report": report_pages}
WITHOUT_ORDER = frozenset({Group.CHART})
"""Pages whose order nobody would agree on."""
THE_REST = (
    "bench.phantoms {photos} --sets report",
    "bench.captions {photos} --sets report",
    "bench.codes --photos {photos}",
    "bench.ratios",
    "bench.runtimes",
)
"""What measures all but text; each has a process, and so a peak of memory, of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says of a page; `admits`: that there is more which it cannot read."""

    text: str
    admits: bool = False


Read = Callable[[Image.Image], Said]


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one page: error rates from 0 to 1, and the seconds it took."""

    page: Page
    said: str
    seconds: float
    admits: bool = False

    @property
    def error(self) -> float:
        """The error in letters, with the order where the page has one."""
        if self.page.group in WITHOUT_ORDER:
            return self.error_without_order
        return character_error_rate(self.page.plain, self.said)

    @property
    def error_without_order(self) -> float:
        """The error in letters, in whatever order they were read."""
        return error_rate_without_order(self.page.plain, self.said)


def readers() -> dict[str, Read]:
    """Return what can read here, by name; Glimpse comes first, what it is compared to second."""
    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    own, bare = TextReader(), RapidOCR()

    def said(text: Text) -> Said:
        return Said(text.plain, text.unread)

    def by_rapidocr(image: Image.Image) -> Said:
        return Said("\n".join(getattr(bare(np.asarray(image)[:, :, ::-1]), "txts", None) or ()))

    found: dict[str, Read] = {
        "glimpse": lambda image: said(own.read_text(image)),
        "rapidocr": by_rapidocr,
    }
    if find_spec("openvino"):
        faster = TextReader(runtime=Runtime.OPENVINO)
        found["on openvino"] = lambda image: said(faster.read_text(image))
    return found | ({"tesseract": by_tesseract} if shutil.which("tesseract") else {})


def by_tesseract(image: Image.Image) -> Said:
    """Return what tesseract reads in a picture of English."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        image.save(path)
        done = subprocess.run(
            ["tesseract", str(path), "-"], capture_output=True, text=True, check=True
        )
    return Said(done.stdout)


def scores(pages: Iterator[Page], read: dict[str, Read]) -> dict[str, list[Score]]:
    """Return each reader's scores; the readers take turns at each page."""
    found: dict[str, list[Score]] = {name: [] for name in read}
    for number, page in enumerate(pages):
        for name, reader in read.items():
            if number == 0:
                reader(page.image)  # the models load
            start = time.perf_counter()
            said = reader(page.image)
            seconds = time.perf_counter() - start
            found[name].append(Score(page, said.text, seconds, said.admits))
    return found


def print_groups(found: dict[str, list[Score]]) -> None:
    """Print a row for each kind of page: for each reader, the error with and without order."""
    print(f"{'error in letters, %':<24}{'pages':>6}" + "".join(f"{name:>20}" for name in found))
    groups: dict[str, list[int]] = defaultdict(list)
    for at, score in enumerate(next(iter(found.values()))):
        groups[score.page.group].append(at)
        groups["all with other scripts" if score.page.unread else "all readable"].append(at)
    for group, places in groups.items():
        row = f"{group:<24}{len(places):>6}"
        for own in found.values():
            error = statistics.mean(own[at].error for at in places)
            free = statistics.mean(own[at].error_without_order for at in places)
            row += f"{100 * error:>11.1f} ({100 * free:>5.1f})"
        print(row)


def print_indentation(found: dict[str, list[Score]]) -> None:
    """Print the share of lines of code that were read with the right indentation."""
    row = f"{'indented right, %':<30}"
    for own in found.values():
        code = [score for score in own if score.page.group is Group.CODE]
        lines = sum(len(score.page.plain.split("\n")) for score in code)
        right = sum(
            indented_right(score.page.plain.split("\n"), score.said.split("\n")) for score in code
        )
        row += f"{100 * right / lines if lines else 0:>20.1f}"
    print(row)


def main() -> None:
    """Read, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", help="kinds of pages; all by default")
    parser.add_argument("--set", choices=SETS, default="report")
    parser.add_argument("--worst", type=int, default=0, help="print so many of Glimpse's worst")
    parser.add_argument("--photos", type=Path, help="a folder: measure the rest on its pictures")
    arguments = parser.parse_args()
    wanted = set(arguments.groups or Group)
    pages = (page for page in SETS[arguments.set]() if page.group in wanted)
    found = scores(pages, readers())
    print_groups(found)
    print_indentation(found)
    for name, unread in (("unreadable admitted, %", True), ("false alarms, %", False)):
        own = [score for score in found["glimpse"] if bool(score.page.unread) is unread]
        share = sum(score.admits for score in own) / len(own) if own else 0
        print(f"{name:<24}{len(own):>6}{100 * share:>20.1f}")
    total = {name: sum(score.seconds for score in own) for name, own in found.items()}
    ratios = (f"{seconds / total['rapidocr']:>20.2f}" for seconds in total.values())
    print(f"{'time / rapidocr':<30}{''.join(ratios)}")
    own = next(iter(found.values()))
    for score in sorted(own, key=lambda score: -score.error)[: arguments.worst]:
        print(f"\n== {100 * score.error:.1f} %: {score.page.name}\n{score.said}")
    if arguments.photos:
        for command in THE_REST:
            words = [word.format(photos=arguments.photos) for word in command.split()]
            print(f"\n== python -m {' '.join(words)}", flush=True)
            subprocess.run([sys.executable, "-m", *words], check=True)


if __name__ == "__main__":
    main()
