"""How long the local engine takes: `python -m bench.photos [--rounds 5] [--write README.md]`.

Photographs come from scikit-image's wheel; each is looked at for everything the engine can do, as a
shared image would be. Reported: the median of all rounds after a first one that loads the models,
the time to draw and encode the annotated copy, and the peak memory of the process so far.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import psutil
from PIL import Image

from services.drawing.annotate import annotate
from services.engines.local.engine import LocalEngine
from services.engines.local.weights.weights import Weights
from services.pictures.opening import Picture, open_picture
from services.vision import Analysis, AnalysisOptions

PHOTOS = ("astronaut.png", "chelsea.png", "coffee.png", "page.png", "rocket.jpg")
TWELVE_MEGAPIXELS = (4000, 3000)
MARKERS = ("<!-- bench -->", "<!-- /bench -->")


def pictures() -> dict[str, Picture]:
    """Return the photographs by name, and one of them enlarged to a phone's 12 megapixels."""
    data = {name: (files("skimage") / "data" / name).read_bytes() for name in PHOTOS}
    large = io.BytesIO()
    Image.open(io.BytesIO(data["coffee.png"])).resize(TWELVE_MEGAPIXELS).save(large, "JPEG")
    found = {name: open_picture(one) for name, one in data.items()}
    return found | {"coffee, 12 megapixels": open_picture(large.getvalue())}


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the median of `rounds` runs."""
    taken = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def row(name: str, picture: Picture, engine: LocalEngine, rounds: int) -> str:
    """Return one line of the table."""
    found: list[Analysis] = []

    def look() -> None:
        found.append(engine.analyze(picture, engine.features, AnalysisOptions()))

    look()
    looking = seconds(look, rounds)
    drawing = seconds(lambda: annotate(picture, found[0]), rounds)
    memory = psutil.Process().memory_info().rss // 2**20
    size = f"{picture.width} x {picture.height}"
    return f"| {name} | {size} | {looking:.2f} s | {drawing:.2f} s | {memory} MiB |"


def table(rounds: int) -> str:
    """Return the whole table as Markdown."""
    engine = LocalEngine(Weights(None, lambda line: print(line, file=sys.stderr)))
    head = "| picture | size | look (all features) | draw and encode | memory after |"
    rows = [row(name, picture, engine, rounds) for name, picture in pictures().items()]
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def write(path: Path, text: str) -> None:
    """Put `text` between the markers in a Markdown file."""
    before, rest = path.read_text("utf-8").split(MARKERS[0])
    _, after = rest.split(MARKERS[1])
    path.write_text(f"{before}{MARKERS[0]}\n{text}\n{MARKERS[1]}{after}", "utf-8")


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, help="a Markdown file with the two markers")
    arguments = parser.parse_args()
    measured = table(arguments.rounds)
    print(measured)
    if arguments.write:
        write(arguments.write, measured)


if __name__ == "__main__":
    main()
