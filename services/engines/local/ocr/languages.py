"""The languages that can be read beside those of the first recogniser, and by what."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """A script, or for Vietnamese the language; the value is what people call it."""

    ARABIC = "Arabic"
    BENGALI = "Bengali"
    CYRILLIC = "Cyrillic"
    DEVANAGARI = "Devanagari"
    GREEK = "Greek"
    HEBREW = "Hebrew"
    KOREAN = "Korean"
    TAMIL = "Tamil"
    TELUGU = "Telugu"
    THAI = "Thai"
    VIETNAMESE = "Vietnamese"


RIGHT_TO_LEFT = frozenset({Script.ARABIC, Script.HEBREW})

_IN_UNICODE = {Script.KOREAN: "HANGUL", Script.VIETNAMESE: "LATIN"}
"""The word that the names of a script's letters begin with, where it is not the script's own."""


_LEFT_TO_RIGHT = re.compile(r"[\w.,:/%+*-]*[A-Za-z0-9][\w.,:/%+*-]*|.", re.ASCII | re.DOTALL)
"""A number or a Latin word, which runs from left to right in Arabic too, or else one sign."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language; `code` is ISO 639-1.

    `recognizer` is what PP-OCRv5's is called that knows its letters, empty where there is none;
    `tesseract` is what tesseract calls it.
    """

    code: str
    script: Script
    recognizer: str
    tesseract: str


LANGUAGES = (
    Language("ru", Script.CYRILLIC, "eslav", "rus"),
    Language("uk", Script.CYRILLIC, "eslav", "ukr"),
    Language("be", Script.CYRILLIC, "eslav", "bel"),
    Language("bg", Script.CYRILLIC, "cyrillic", "bul"),
    Language("sr", Script.CYRILLIC, "cyrillic", "srp"),
    Language("mk", Script.CYRILLIC, "cyrillic", "mkd"),
    Language("kk", Script.CYRILLIC, "cyrillic", "kaz"),
    Language("el", Script.GREEK, "el", "ell"),
    Language("ar", Script.ARABIC, "arabic", "ara"),
    Language("fa", Script.ARABIC, "arabic", "fas"),
    Language("ur", Script.ARABIC, "arabic", "urd"),
    Language("hi", Script.DEVANAGARI, "devanagari", "hin"),
    Language("mr", Script.DEVANAGARI, "devanagari", "mar"),
    Language("ne", Script.DEVANAGARI, "devanagari", "nep"),
    Language("ko", Script.KOREAN, "korean", "kor"),
    Language("th", Script.THAI, "th", "tha"),
    Language("ta", Script.TAMIL, "ta", "tam"),
    Language("te", Script.TELUGU, "te", "tel"),
    Language("he", Script.HEBREW, "", "heb"),
    Language("bn", Script.BENGALI, "", "ben"),
    Language("vi", Script.VIETNAMESE, "", "vie"),
)
SCRIPT_OF_RECOGNIZER = {one.recognizer: one.script for one in LANGUAGES if one.recognizer}


def share_in(script: Script, text: str) -> float:
    """Return which share of the letters and vowel signs of `text` is of `script`; 0 of none."""
    word = _IN_UNICODE.get(script, script.upper())
    letters = [sign for sign in text if unicodedata.category(sign)[0] in "LM"]
    own = sum(unicodedata.name(sign, "").startswith(word) for sign in letters)
    return own / len(letters) if letters else 0.0


def in_order_of_speech(text: str) -> str:
    """Return a right-to-left line that was read from the left; numbers keep their order."""
    return "".join(reversed(_LEFT_TO_RIGHT.findall(text)))
