"""How well codes are read: `python -m bench.codes [--set tune|report] [--photos FOLDER] [--sizes]`.

Glimpse and OpenCV's two detectors look at the same drawn codes (`bench.drawn_codes`); a code is
found when its kind and its whole content are right. Printed: how many of each condition and kind,
what was read wrongly, and the false alarms of Glimpse on pictures without a code: scikit-image's,
both sets of pages (`bench.pages`), drawn stripes and, with FOLDER, the pictures of
`bench/certainty.json` (fetched there if need be). ``--sizes`` prints instead what copies of more
pixels would find in 12 megapixels.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from bench.certainty import BESIDE
from bench.drawn_codes import FORMATS, Sample, label, samples, stripes
from bench.pages.sets import photograph, report_pages, tuning_pages
from bench.truths import truths
from services.engines.local.codes import read_codes
from services.vision import CodeKind

Read = Callable[[Image.Image], set[tuple[str, str]]]
"""Takes a picture and returns the kind and content of each code."""

STRIPES = 60
LARGE = (4000, 3000)
MODULES = (3, 4, 5, 6, 8, 10)
MEGAPIXELS = (1, 2, 4, 12)


def by_glimpse(image: Image.Image) -> set[tuple[str, str]]:
    """Return what Glimpse reads."""
    return {(code.kind.value, code.text) for code in read_codes(image)}


def by_opencv(image: Image.Image) -> set[tuple[str, str]]:
    """Return what OpenCV's detectors of QR and of EAN and UPC read."""
    pixels = np.asarray(image)[:, :, ::-1].copy()
    texts = cv2.QRCodeDetector().detectAndDecodeMulti(pixels)[1]
    found = {("qr", text) for text in texts}
    names = {"EAN_13": "ean_13", "EAN_8": "ean_8", "UPC_A": "upc_a", "UPC_E": "upc_e"}
    said, kinds = cv2.barcode.BarcodeDetector().detectAndDecodeWithType(pixels)[1:3]
    return found | {(names.get(kind, ""), text) for text, kind in zip(said, kinds, strict=True)}


READERS: Mapping[str, Read] = {"glimpse": by_glimpse, "opencv": by_opencv}


def measure(drawn: list[Sample]) -> None:
    """Print how many codes each reader finds."""
    hits = {name: Counter[str]() for name in READERS}
    wrong: list[str] = []
    asked: Counter[str] = Counter()
    for sample in drawn:
        groups = ("all", sample.condition, sample.kind.value)
        asked.update(groups)
        truth = (sample.kind.value, sample.text)
        for name, read in READERS.items():
            found = read(sample.image)
            hits[name].update(groups if truth in found else ())
            if name == "glimpse":
                wrong += [f"{truth} {sample.condition}: {one}" for one in found - {truth}]
    print(f"{'found':<20}{'codes':>8}" + "".join(f"{name:>12}" for name in READERS))
    for group, count in asked.items():
        print(f"{group:<20}{count:>8}" + "".join(f"{hits[one][group]:>12}" for one in READERS))
    print(f"read wrongly by Glimpse: {len(wrong)}", *wrong, sep="\n  ")


def measure_false_alarms(pictures: Iterator[tuple[str, Image.Image]]) -> None:
    """Print how often a code is read where there is none, and how long a look takes."""
    looked: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    told: list[str] = []
    seconds: list[float] = []
    for group, image in pictures:
        start = time.perf_counter()
        found = by_glimpse(image)
        seconds.append(time.perf_counter() - start)
        looked[group] += 1
        alarms[group] += bool(found)
        told += [f"{group}: {one}" for one in found]
    print(f"\n{'without a code':<20}{'pictures':>10}{'alarms':>8}")
    for group, count in looked.items():
        print(f"{group:<20}{count:>10}{alarms[group]:>8}")
    print(f"{'all':<20}{looked.total():>10}{alarms.total():>8}", *told, sep="\n  ")
    print(f"{1000 * statistics.median(seconds):.0f} ms a picture (median)")


def measure_sizes() -> None:
    """Print how many of the kinds are found in 12 megapixels, by module and size of the copy."""
    ground = photograph("coffee.png").resize(LARGE)
    print(f"\n{'module in 12 MP, px':<20}" + "".join(f"{size:>8} MP" for size in MEGAPIXELS))
    spent = dict.fromkeys(MEGAPIXELS, 0.0)
    for module in MODULES:
        row = f"{module:<20}"
        for size in MEGAPIXELS:
            found = 0
            for kind, text in TYPICAL.items():
                code = Image.fromarray(label(FORMATS[kind][0], text))
                image = ground.copy()
                enlarged = code.width * module, code.height * module
                image.paste(code.resize(enlarged, Image.Resampling.NEAREST), (1703, 1201))
                start = time.perf_counter()
                codes = read_codes(image, size * 1_000_000)
                spent[size] += time.perf_counter() - start
                found += any((one.kind, one.text) == (kind, text) for one in codes)
            row += f"{found:>5} of {len(TYPICAL)}"
        print(row)
    each = len(MODULES) * len(TYPICAL)
    print(f"{'seconds a picture':<20}" + "".join(f"{spent[one] / each:>11.2f}" for one in spent))


TYPICAL = {
    CodeKind.QR: "https://example.org/menu",
    CodeKind.DATA_MATRIX: "SN 0048-2211",
    CodeKind.EAN_13: "4006381333931",
    CodeKind.CODE_128: "PALLET-00391",
}


def main() -> None:
    """Draw, look, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("tune", "report"), default="report")
    parser.add_argument("--photos", type=Path, help="where bench.certainty's pictures are, or go")
    parser.add_argument("--sizes", action="store_true", help="only the table of sizes")
    arguments = parser.parse_args()
    if arguments.sizes:
        measure_sizes()
        return
    measure(list(samples(arguments.set)))
    names = (one.name for one in (files("skimage") / "data").iterdir())
    groups = {
        "scikit-image": (photograph(one) for one in names if one.endswith((".png", ".jpg"))),
        "pages": (page.image for page in (*tuning_pages(), *report_pages())),
        "stripes": stripes(arguments.set, STRIPES),
    }
    if arguments.photos:
        found = truths(arguments.photos, BESIDE)
        groups["photographs"] = (truth.picture.image for truth in found)
    measure_false_alarms((group, one) for group, images in groups.items() for one in images)


if __name__ == "__main__":
    main()
