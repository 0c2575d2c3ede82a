"""English for things: how many, how large, and lists of them. Pure text, no vision."""

from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

NOUNS = {
    "person": ("person", "people"),
    "knife": ("knife", "knives"),
    "mouse": ("computer mouse", "computer mice"),
    "sheep": ("sheep", "sheep"),
    "broccoli": ("piece of broccoli", "pieces of broccoli"),
    "skis": ("pair of skis", "pairs of skis"),
    "scissors": ("pair of scissors", "pairs of scissors"),
    "tv": ("TV", "TVs"),
    "sports ball": ("ball", "balls"),
    "hair drier": ("hair dryer", "hair dryers"),
    "remote": ("remote control", "remote controls"),
    "dining table": ("table", "tables"),
}
"""One and several, where COCO's name is not what one says, or the plural is not regular."""

PAINTED = {"bicycle", "car", "motorcycle", "bus", "train", "truck", "boat", "umbrella", "chair"}
"""What somebody chose the colour of."""

SIBILANTS = ("s", "x", "z", "ch", "sh")

IN_THE_MIDDLE = "in the middle"


def counted(name: str, count: int, *, small: bool = False, at_least: bool = False) -> str:
    """Return ``a person``, ``at least two small people``, ``more than ten cars``; 1 or more.

    `name` is one of COCO's, or another regular noun.
    """
    regular = name + ("es" if name.endswith(SIBILANTS) else "s")
    one, several = NOUNS.get(name, (name, regular))
    noun = f"{'small ' if small else ''}{one if count == 1 else several}"
    if count == 1:
        return f"{article(noun)} {noun}"
    if count >= len(NUMBERS):
        return f"more than {NUMBERS[-1]} {noun}"
    return f"{'at least ' if at_least else ''}{NUMBERS[count]} {noun}"


def colored(phrase: str, name: str, color: str | None) -> str:
    """Return ``a person in orange`` or ``a red car`` for ``a person`` and ``a car``.

    `phrase` is for one thing, of that `name`; things that have no colour of their own keep theirs.
    """
    if color and name == "person":
        return f"{phrase} in {color}"
    if color and name in PAINTED:
        return f"{article(color)} {color} {phrase.partition(' ')[2]}"
    return phrase


def article(noun: str) -> str:
    """Return ``an`` before a vowel, else ``a``; none of COCO's names is an exception."""
    return "an" if noun[:1].lower() in set("aeiou") else "a"


def listed(items: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
