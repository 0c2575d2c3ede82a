"""Vietnamese by its syllables: the recogniser has some of its letters and leaves the others out.

It writes "khởi hành" as "khi hành", and is as sure of it as of English.
"""

import re
import unicodedata

_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_CODA = "ch|ng|nh|[cmnpt]"
_SYLLABLE = re.compile(f"(?:{_ONSET})?[aeiouyơư]{{0,3}}(?:{_CODA})?")
_ACCENTED = set("àáâãèéêìíòóôõùúýăđĩũơư")
_HORNS = set("ơư")
"""No other language that is read here has them."""
_LEAST_WORDS = 2
_LEAST_ACCENTED = 0.2
"""The share of words; in Vietnamese more than half have an accent."""


def may_be_vietnamese(text: str) -> bool:
    """Tell whether each word could be a syllable of Vietnamese, and some have its accents."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text.lower()))
    accented = sum(not _ACCENTED.isdisjoint(word) for word in words)
    return (
        len(words) >= _LEAST_WORDS
        and accented >= _LEAST_ACCENTED * len(words)
        and all(map(_is_syllable, words))
    )


def has_horns(text: str) -> bool:
    """Tell whether there is a letter that only Vietnamese has."""
    return not _HORNS.isdisjoint(text.lower())


def _is_syllable(word: str) -> bool:
    """Tell it with the accents off, but for those that make another letter."""
    plain = "".join(
        sign if sign in "đơư" else unicodedata.normalize("NFD", sign)[0] for sign in word
    )
    return _SYLLABLE.fullmatch(plain) is not None
