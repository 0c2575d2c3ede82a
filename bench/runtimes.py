"""What each runtime costs: `python -m bench.runtimes [--pages 20] [--every 1]`.

Each runtime reads in a process of its own: the drawn pages of both sets, then so many full screens
of letters, no two of one size; then the whole engine looks at the pictures of `bench.photos`.
Printed: the processor time of the pages and of the full screens, and the peak memory after each
part. Then, in processes of their own, how long the first picture after a start takes: cold, warm.
"""

import argparse
import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Iterable

from PIL import Image

from bench.pages.sets import dense_pages, report_pages, tuning_pages
from bench.photos import pictures
from services.engines.local.engine import LocalEngine
from services.engines.local.ocr.reader import TextReader
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.weights.weights import Weights
from services.vision import AnalysisOptions

FIRST = "coffee.png"
"""The picture that is the first."""


def processor_seconds(reader: TextReader, images: Iterable[Image.Image]) -> float:
    """Return the processor time of reading all of them, on all cores; drawing does not count."""
    spent = 0.0
    for image in images:
        start = time.process_time()
        reader.read_text(image)
        spent += time.process_time() - start
    return spent


def peak() -> int:
    """Return the peak memory of this process so far, in MiB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes >> (20 if sys.platform == "darwin" else 10)


def measure(runtime: Runtime, dense: int, every: int) -> None:
    """Print a line about `runtime`, of each page in so many, and so many dense ones."""
    reader = TextReader(runtime=runtime)
    pages = itertools.islice(itertools.chain(tuning_pages(), report_pages()), 0, None, every)
    seconds, after = [processor_seconds(reader, (page.image for page in pages))], [peak()]
    seconds.append(processor_seconds(reader, dense_pages(dense)))
    after.append(peak())
    del reader
    engine = LocalEngine(Weights(None), runtime=runtime)
    for picture in pictures().values():
        engine.analyze(picture, engine.features, AnalysisOptions())
    after.append(peak())
    columns = "".join(f"{one:>16.1f}" for one in seconds) + "".join(f"{one:>16}" for one in after)
    print(f"{runtime:<14}{columns}", flush=True)


def first_picture(runtime: Runtime, *, warm: bool) -> None:
    """Print how many seconds the first picture of this process takes."""
    picture = pictures()[FIRST]
    engine = LocalEngine(Weights(None), runtime=runtime)
    if warm:
        engine.warm_up()
    start = time.perf_counter()
    engine.analyze(picture, engine.features, AnalysisOptions())
    print(
        f"{runtime:<14}{'warmed up' if warm else 'cold':<12}{time.perf_counter() - start:>8.2f} s"
    )


def main() -> None:
    """Measure each in a process of its own, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runtimes", nargs="*", default=[*Runtime], help="all by default")
    parser.add_argument("--pages", type=int, default=20, help="full screens of letters")
    parser.add_argument("--every", type=int, default=1, help="read each page in so many only")
    parser.add_argument("--only", choices=("memory", "cold", "warm"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only == "memory":
        measure(Runtime(asked.runtimes[0]), asked.pages, asked.every)
    elif asked.only:
        first_picture(Runtime(asked.runtimes[0]), warm=asked.only == "warm")
    else:
        heads = ("pages, s", "full screens, s", "peak, MiB", "full screens", "photographs")
        print(f"{'':<14}" + "".join(f"{head:>16}" for head in heads), flush=True)
        for only in ("memory", "cold", "warm"):
            for runtime in asked.runtimes:
                own = [sys.executable, "-m", "bench.runtimes", runtime, "--only", only]
                own += ["--pages", str(asked.pages), "--every", str(asked.every)]
                subprocess.run(own, check=True)


if __name__ == "__main__":
    main()
