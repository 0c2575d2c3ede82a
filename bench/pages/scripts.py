"""Pages in scripts that the recogniser has no letters for, alone and beside English."""

import random
from collections.abc import Iterator
from dataclasses import replace

from bench.pages import conditions
from bench.pages.page import Color, Font, Group, Material, Page, Paper

DARK = ("#1e1e1e", "#d4d4d4")
SMALL = 0.6
"""Of the large letters' size: those of a screen."""


def in_unread_scripts(own: Material, size: int, chance: random.Random) -> Iterator[Page]:
    """Yield four pages for each language this machine has a typeface for.

    Three lines, two small ones on a dark screen, a sign of one or two words on a table, and a line
    between lines of English.
    """
    latin = own.faces.of_language("en", size)
    english = [*own.words["labels"][9:11], *(said for _, said in own.words["chat"][:2])]
    for code, lines in own.words["unreadable"].items():
        face = own.faces.of_language(code, size)
        small = own.faces.of_language(code, round(SMALL * size))
        large = own.faces.of_language(code, 2 * size)
        if face and small and large and latin:
            yield _written(f"in {code}", [(line, face) for line in lines[:3]])
            yield _written(f"in {code}, dark", [(line, small) for line in lines[:2]], *DARK)
            sign = _written(f"in {code}, a sign", [(lines[3], large)])
            yield conditions.photographed(sign, chance, lean=0.03)
            beside = [(line, latin) for line in english]
            beside.insert(2, (lines[0], face))
            mixed = _written(f"English and {code}", beside)
            yield replace(mixed, group=Group.MIXED, unread=(lines[0],))


def _written(
    name: str, lines: list[tuple[str, Font]], ground: Color = "white", ink: Color = "black"
) -> Page:
    """Return lines below each other, each in its typeface; all are unread."""
    size = round(lines[0][1].size)
    width = max(face.getlength(text) for text, face in lines) + 4 * size
    paper = Paper(round(width), round(size * (1.9 * len(lines) + 2)), ground, ink)
    y = float(size)
    for text, face in lines:
        y = paper.write_down(2 * size, y, [text], face, leading=1.9)
    texts = tuple(text for text, _ in lines)
    return Page(f"{name}, {size} px", Group.UNREADABLE, paper.image, "\n".join(texts), texts)
