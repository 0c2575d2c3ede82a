"""How right a reading is: errors in letters, with the order and without, and indentation."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

LIKE_ENOUGH = 50
"""Of 100: a line that was read at all; below it the truth's line counts as not found."""


def flat(text: str) -> str:
    """Return `text` as one line: NFC, each run of blanks one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def character_error_rate(truth: str, said: str) -> float:
    """Return the edits that make one of the other, as a share of the truth's letters, 0 to 1.

    Where lines end does not count: a paragraph is the same however it is broken.
    """
    truth, said = flat(truth), flat(said)
    return min(Levenshtein.distance(truth, said) / max(len(truth), 1), 1.0)


def error_rate_without_order(truth: str, said: str) -> float:
    """Return the same with the words of both in the order of the alphabet."""
    return character_error_rate(*(" ".join(sorted(text.split())) for text in (truth, said)))


def indented_right(truth: Sequence[str], said: Sequence[str]) -> int:
    """Return how many lines of the truth were read with as many blanks before them.

    The outermost line of each counts as not indented at all.
    """
    found, used = 0, set[int]()
    outermost = min((_blanks(line) for line in said if line.strip()), default=0)
    for line in truth:
        left = {at: one.strip() for at, one in enumerate(said) if at not in used}
        like = extractOne(line.strip(), left, score_cutoff=LIKE_ENOUGH)
        if like:
            used.add(like[2])
            found += _blanks(said[like[2]]) - outermost == _blanks(line)
    return found


def _blanks(line: str) -> int:
    return len(re.match(" *", line).group())  # type: ignore[union-attr]
