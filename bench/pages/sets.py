"""The two sets of pages: one to tune rules on, one to report with."""

import json
import random
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from PIL import Image

from bench.pages import conditions, papers, screens, scripts
from bench.pages.page import CJK_WITH_SERIFS, Material, Page, Typefaces

WORDS = Path(__file__).with_name("wording.json")

TUNING_FACES = Typefaces(
    sans="noto-sans",
    serif="lora",
    mono="jetbrains-mono",
    others={
        "ar": "noto-sans-arabic",
        "hi": "noto-sans-devanagari",
        "th": "noto-sans-thai",
        "el": "noto-sans",
        "uk": "pt-serif",
        "sr": "pt-serif",
        "he": "rubik",
        "ta": "catamaran",
        "te": "anek-telugu",
        "bn": "hind-siliguri",
    },
)
REPORT_FACES = Typefaces(
    sans="roboto",
    serif="source-serif-4",
    mono="ibm-plex-mono",
    others={
        "ar": "amiri",
        "hi": "mukta",
        "th": "sarabun",
        "ta": "noto-sans-tamil",
        "te": "noto-sans-telugu",
        "el": "open-sans",
        "vi": "open-sans",
        "pl": "open-sans",
        "he": "heebo",
    },
    korean=CJK_WITH_SERIFS,
)


def material(which: str) -> Material:
    """Return the words and typefaces of the set ``tune`` or ``report``."""
    faces = {"tune": TUNING_FACES, "report": REPORT_FACES}[which]
    return Material(json.loads(WORDS.read_text("utf-8"))[which], faces)


def tuning_pages() -> Iterator[Page]:
    """Yield the pages that rules may be tuned on."""
    own, chance = material("tune"), random.Random(7)
    yield papers.page(own, 24, 900)
    yield papers.page(own, 14, 620, first=2, serif=False)
    yield conditions.compressed(papers.page(own, 18, 700, first=1), 30)
    yield conditions.photographed(papers.page(own, 30, 1100, first=3), chance)
    yield papers.columns(own, 2, 20, 320, 2.0)
    yield papers.columns(own, 2, 16, 300, 1.6)
    yield papers.columns(own, 3, 22, 340, 2.2)
    for size, colors in ((12, screens.LIGHT), (14, screens.DARK), (18, screens.LIGHT)):
        yield screens.interface(own, size, colors)
        yield screens.code(own, 0, size, colors)
        yield screens.code(own, 1, size + 2, colors)
        yield screens.terminal(own, size, colors)
    yield conditions.pale(screens.interface(own, 16, screens.LIGHT), 0.3)
    yield screens.chat(own, 15, screens.LIGHT)
    yield screens.chat(own, 20, screens.DARK)
    for size in (14, 22):
        yield papers.table(own, size, ruled=size > 20)
        yield papers.table_of_sentences(own, size, 2.5)
    for tilt in (0.0, 2.0, -3.0, 6.0):
        yield papers.receipt(own, 22, tilt)
    yield papers.slide(own, 1280, "#ffffff", "#1a237e")
    yield papers.slide(own, 1920, "#102027", "#eceff1")
    yield papers.chart(own, 900, 13, "#4c78a8")
    yield papers.chart(own, 640, 10, "#f58518")
    yield papers.meme(own, photograph("chelsea.png"), 30)
    yield screens.desktop(own, 3840, 2160, 14, lines=8)
    yield screens.full_desktop(own, 1920, 1080, 16)
    for degrees in (90, 180, 270):
        yield conditions.turned(papers.page(own, 22, 800), degrees)
    yield from in_languages(own, 22, 760)
    yield from scripts.in_unread_scripts(own, 26, chance)


def report_pages() -> Iterator[Page]:
    """Yield the pages that figures are told of; no rule may look at them."""
    own, chance = material("report"), random.Random(1931)
    yield papers.page(own, 21, 820)
    yield papers.page(own, 13, 560, first=1, serif=False)
    yield papers.page(own, 28, 1240, first=3)
    yield conditions.compressed(papers.page(own, 17, 660, first=2), 30)
    yield conditions.photographed(papers.page(own, 27, 1000), chance)
    yield conditions.photographed(papers.table(own, 26, ruled=True), chance)
    yield papers.columns(own, 2, 18, 290, 1.8)
    yield papers.columns(own, 2, 24, 420, 2.5)
    yield papers.columns(own, 3, 19, 300, 2.0)
    yield papers.columns(own, 4, 17, 250, 2.4)
    for size, colors in ((11, screens.DARK), (13, screens.LIGHT), (17, screens.DARK)):
        yield screens.interface(own, size + 1, colors)
        yield screens.code(own, 0, size + 1, colors)
        yield screens.code(own, 1, size + 3, colors)
        yield screens.terminal(own, size + 1, colors)
    yield conditions.pale(screens.interface(own, 15, screens.LIGHT), 0.35)
    yield screens.chat(own, 14, screens.DARK)
    yield screens.chat(own, 18, screens.LIGHT)
    for size in (13, 19, 27):
        yield papers.table(own, size, ruled=size < 20)
        yield papers.table_of_sentences(own, size, 3.0 if size > 20 else 2.0)
    for tilt in (1.5, -2.5, 4.0, -7.0):
        yield papers.receipt(own, 20, tilt)
    yield papers.slide(own, 1440, "#fff8e1", "#3e2723")
    yield papers.slide(own, 1024, "#263238", "#ffffff")
    yield papers.chart(own, 820, 12, "#54a24b")
    yield papers.chart(own, 1000, 11, "#b279a2")
    yield papers.meme(own, photograph("coffee.png"), 44)
    yield screens.desktop(own, 3840, 2160, 13, lines=7)
    yield screens.desktop(own, 2560, 1440, 12, lines=6)
    yield screens.full_desktop(own, 2560, 1440, 15)
    for degrees in (90, 180, 270):
        yield conditions.turned(papers.page(own, 20, 700, first=2), degrees)
    yield from in_languages(own, 20, 680)
    yield from scripts.in_unread_scripts(own, 24, chance)


def in_languages(own: Material, size: int, width: int) -> Iterator[Page]:
    """Yield a page for each language there is a typeface for."""
    found = (screens.language(own, code, size, width) for code in own.words["readable"])
    yield from (page for page in found if page is not None)


def photograph(name: str) -> Image.Image:
    """Return one of scikit-image's photographs."""
    with as_file(files("skimage") / "data" / name) as path:
        return Image.open(path).convert("RGB")


def dense_pages(count: int) -> Iterator[Image.Image]:
    """Yield full screens of letters, upright and lying, each a little smaller than the last."""
    own = material("report")
    for number in range(count):
        width, height = ((1920, 1080), (1240, 1754))[number % 2]
        yield screens.full_desktop(own, width - 9 * number, height - 7 * number, 15).image
