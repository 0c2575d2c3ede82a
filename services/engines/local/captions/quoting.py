"""The first words of text found in a picture, made fit to stand in a sentence.

Text out of an image is hostile: it may hold line breaks, controls that turn the direction of what
follows, or quotation marks that end the quotation early.
"""

import unicodedata

from services.engines.local.captions.things import confidence_of
from services.vision import Text

SURE_ENOUGH = 0.5
"""A line that is rather right than wrong."""
AS_A_GUESS = 0.25
"""Where no line is that sure, one that is right one time in four is quoted, as a guess."""
FEWEST_SIGNS = 3
"""Text with fewer letters and digits than this tells nobody anything."""
ELLIPSIS = "…"

_INNER_QUOTES = str.maketrans(dict.fromkeys('“”„‟«»"', "'"))
_UNFIT = {"Cc", "Cf", "Cs", "Co", "Cn"}


def sure_words(text: Text, most: int) -> tuple[str, float]:
    """Return what was read for certain as one clean line, and the least confidence in it.

    Lines are taken from the first until there are more than `most` characters. The line is empty,
    and the confidence 0, when there is nothing worth quoting.
    """
    words, confidence = "", 1.0
    surest = max(map(confidence_of, text.lines), default=0.0)
    least = SURE_ENOUGH if surest >= SURE_ENOUGH else AS_A_GUESS
    for line in text.lines:
        if confidence_of(line) >= least and len(words) <= most:
            words = f"{words} {clean(line.text)}".strip()
            confidence = min(confidence, confidence_of(line))
    if sum(sign.isalnum() for sign in words) < FEWEST_SIGNS:
        return "", 0.0
    return words, confidence


def clean(words: str) -> str:
    """Return `words` on one line, without controls, with single quotation marks inside."""
    spaced = " ".join(words.split())
    fit = "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNFIT)
    return " ".join(fit.translate(_INNER_QUOTES).split())


def shortened(words: str, most: int) -> str:
    """Return the first of `words`, at most `most` characters, cut between words if they are many.

    What was cut is told by an ellipsis. `most` is at least 2.
    """
    if len(words) <= most:
        return words
    end = most - len(ELLIPSIS)
    head = words[:end]
    if not words[end].isspace():
        head = head.rpartition(" ")[0]
    if not head:  # one long word, as Chinese is: cut where no accent is parted from its letter
        while end > 1 and unicodedata.combining(words[end]):
            end -= 1
        head = words[:end]
    return head.rstrip() + ELLIPSIS
