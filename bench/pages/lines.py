"""Pages of single lines, good and bad, to learn how often a line is right that seems so.

Half of the lines are words, half are what looks alike: numbers, addresses, keys in hexadecimal.
Sizes, typefaces, contrast, blur and compression change from page to page; the first lines of a page
are cut by its edges.
"""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageFilter

from bench.pages import conditions
from bench.pages.page import Group, Material, Page, Paper, font

LINES = 14
_LOOK_ALIKE = "0O1lI|8B5S2Z\\/-_"
_CUT = 4
"""Lines of a page that its edges cut: two at the left, two at the right."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line as it was written, and the height of its middle on the page, in pixels."""

    text: str
    middle: float
    cut: bool


def pages_of_lines(
    own: Material, count: int, chance: random.Random
) -> Iterator[tuple[Image.Image, list[Written]]]:
    """Yield pictures and what each says, from the top down."""
    words = " ".join(own.words["paragraphs"]).split()
    for _ in range(count):
        size = chance.choice((9, 10, 11, 12, 14, 16, 20, 26))
        family = chance.choice((own.faces.sans, own.faces.serif, own.faces.mono))
        face, step = font(family, size), 2.2 * size
        paper = Paper(46 * size, round((LINES + 1) * step))
        written = []
        for number in range(LINES):
            start = chance.randrange(len(words) - 7)
            text = " ".join(words[start : start + chance.randint(1, 7)])
            if number % 2:
                text = _looks_alike(chance)
            x, y = 2.0 * size, (number + 0.5) * step
            if number < _CUT:
                hidden = min(chance.uniform(0.3, 3.0) * size, face.getlength(text) / 2)
                x = -hidden if number < 2 else paper.image.width - face.getlength(text) + hidden
            paper.write(x, y, text, face)
            written.append(Written(text, y + 0.6 * size, number < _CUT))
        page = Page("lines", Group.PAGE, paper.image, "")
        page = conditions.pale(page, chance.choice((1.0, 1.0, 0.5, 0.25)))
        page = conditions.compressed(page, chance.choice((90, 60, 25)))
        blur = ImageFilter.GaussianBlur(chance.choice((0.0, 0.0, 0.6, 1.0)))
        yield page.image.filter(blur), written


def _looks_alike(chance: random.Random) -> str:
    letters = string.ascii_letters + string.digits
    kinds = (
        lambda: f"0x{chance.getrandbits(32):08X}",
        lambda: f"{chance.uniform(0, 9999):,.2f} EUR",
        lambda: "".join(chance.choices(letters, k=chance.randint(6, 14))),
        lambda: "".join(chance.choices(_LOOK_ALIKE, k=chance.randint(4, 8))),
        lambda: "\\".join(["C:", *chance.choices(("logs", "Il1", "O0", "src"), k=3)]),
        lambda: f"{chance.randint(1, 254)}.{chance.randint(1, 254)}.0.{chance.randint(1, 99)}",
        lambda: f"{chance.choice('lI|')} {chance.randint(100, 99999)}",
    )
    return chance.choice(kinds)()
