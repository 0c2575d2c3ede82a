"""English for things: how many, where, how large, and lists of them. Pure text, no vision."""

from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

PLURALS = {
    "person": "people",
    "knife": "knives",
    "mouse": "computer mice",
    "sheep": "sheep",
    "broccoli": "pieces of broccoli",
    "skis": "pairs of skis",
    "scissors": "pairs of scissors",
    "tv": "TVs",
    "sports ball": "balls",
    "hair drier": "hair dryers",
    "remote": "remote controls",
    "dining table": "tables",
}
SINGULARS = {
    "mouse": "computer mouse",
    "broccoli": "piece of broccoli",
    "skis": "pair of skis",
    "scissors": "pair of scissors",
    "tv": "TV",
    "sports ball": "ball",
    "hair drier": "hair dryer",
    "remote": "remote control",
    "dining table": "table",
}
"""Where COCO's name is not what one says, or the plural is not regular."""

SIBILANTS = ("s", "x", "z", "ch", "sh")

IN_THE_MIDDLE = "in the middle"


def counted(name: str, count: int, *, small: bool = False, at_least: bool = False) -> str:
    """Return ``a person``, ``at least two small people``, ``more than ten cars``; 1 or more."""
    noun = SINGULARS.get(name, name) if count == 1 else plural(name)
    if small:
        noun = f"small {noun}"
    if count == 1:
        return f"{article(noun)} {noun}"
    if count >= len(NUMBERS):
        return f"more than {NUMBERS[-1]} {noun}"
    return f"{'at least ' if at_least else ''}{NUMBERS[count]} {noun}"


def plural(name: str) -> str:
    """Return several of `name`, one of COCO's names or another regular noun."""
    if name in PLURALS:
        return PLURALS[name]
    return name + ("es" if name.endswith(SIBILANTS) else "s")


def article(noun: str) -> str:
    """Return ``an`` before a vowel, else ``a``; none of COCO's names is an exception."""
    return "an" if noun[:1].lower() in set("aeiou") else "a"


def listed(items: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
