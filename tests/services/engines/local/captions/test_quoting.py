import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engines.local.captions.quoting import clean, shortened, sure_words
from services.vision import Text, TextLine

NOWHERE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def line(words: str, confidence: float = 0.9) -> TextLine:
    return TextLine(words, confidence, NOWHERE)


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ('“quoted” "words" «here»', "'quoted' 'words' 'here'"),
        ("bell\x07 esc\x1b zero\u200bwidth", "bell esc zerowidth"),
        ("Grüße, 東京 و سلام", "Grüße, 東京 و سلام"),
        ("\ud800 alone", "alone"),
    ],
)
def test_cleaning(words: str, cleaned: str) -> None:
    assert clean(words) == cleaned


@pytest.mark.parametrize(
    ("words", "most", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("unbreakable", 6, "unbre…"),
        ("ne\u0301e", 3, "n…"),
    ],
)
def test_shortening(words: str, most: int, short: str) -> None:
    assert shortened(words, most) == short


@given(st.text(), st.integers(2, 60))
def test_short_words_are_a_beginning_and_fit(words: str, most: int) -> None:
    cleaned = clean(words)
    short = shortened(cleaned, most)
    assert len(short) <= most
    assert cleaned.startswith(short.removesuffix("…"))
    assert not any(unicodedata.category(sign).startswith("C") for sign in short)


def test_only_as_much_is_taken_as_can_be_quoted() -> None:
    text = Text((line("first line", 0.99), line("second", 0.95), line("third", 0.81)))
    assert sure_words(text, 12) == ("first line second", 0.95)
    assert sure_words(text, 99) == ("first line second third", 0.81)


def test_doubtful_lines_are_left_out() -> None:
    assert sure_words(Text((line("sure"), line("not sure", 0.49))), 99) == ("sure", 0.9)
    assert sure_words(Text((line("a guess", 0.3), line("nothing", 0.2))), 99) == ("a guess", 0.3)
    assert sure_words(Text((line("?? !"),)), 99) == ("", 0.0)
