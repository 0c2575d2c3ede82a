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
    for code, lines in own.words["unreadable"].items():
        face = own.faces.of_language(code, size)
        small = own.faces.of_language(code, round(SMALL * size))
        large = own.faces.of_language(code, 2 * size)
        if face and small and large:
            yield _written(f"in {code}", lines[:3], face)
            yield _written(f"in {code}, dark", lines[:2], small, *DARK)
            sign = _written(f"in {code}, a sign", lines[3:], large)
            yield conditions.photographed(sign, chance, lean=0.03)
            yield _mixed(own, code, lines[0], face)


def _written(
    name: str, lines: list[str], face: Font, ground: Color = "white", ink: Color = "black"
) -> Page:
    size = round(face.size)
    width = max(map(face.getlength, lines)) + 4 * size
    paper = Paper(round(width), round(size * (1.9 * len(lines) + 2)), ground, ink)
    paper.write_down(2 * size, size, lines, face, leading=1.9)
    plain = "\n".join(lines)
    return Page(f"{name}, {size} px", Group.UNREADABLE, paper.image, plain, unread=tuple(lines))


def _mixed(own: Material, code: str, line: str, face: Font) -> Page:
    """Return lines of English, the second of which is followed by one in another script."""
    english = [*own.words["labels"][9:11], *(said for _, said in own.words["chat"][:2])]
    size = round(face.size)
    latin = own.faces.of_language("en", size)
    assert latin is not None  # the main typeface
    lines = [(text, latin) for text in english]
    lines.insert(2, (line, face))
    width = max(own_face.getlength(text) for text, own_face in lines) + 4 * size
    paper = Paper(round(width), round(size * (1.9 * len(lines) + 2)))
    for number, (text, own_face) in enumerate(lines):
        paper.write(2 * size, size * (1 + 1.9 * number), text, own_face)
    plain = "\n".join(text for text, _ in lines)
    page = Page(f"English and {code}, {size} px", Group.MIXED, paper.image, plain)
    return replace(page, unread=(line,))
