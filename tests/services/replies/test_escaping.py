from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import hostile
from services.replies.escaping import cleaned, clipped, cut, escaped, one_line


@given(hostile.texts, st.integers(0, 50))
def test_clipped_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    shorter = clipped(text, limit)
    assert len(escaped(shorter)) <= limit
    if len(escaped(text)) <= limit:
        assert shorter == text
    elif limit == 0:
        assert shorter == ""
    else:
        most = max(n for n in range(limit) if len(escaped(text[:n])) <= limit - len("…"))
        assert shorter == text[:most].rstrip() + "…"


@given(st.text())
def test_cleaned_text_has_no_invisible_characters_and_stays_clean(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not set(once) & set("\x00\x1b\u202a\u202e\u2066\u200b\ufeff\r")


@pytest.mark.parametrize("text", ["a & b", "<b>", "&amp;"])
def test_escaping_is_undone_by_reading(text: str) -> None:
    assert unescape(escaped(text)) == text


def test_one_line_is_one_line_with_single_spaces() -> None:
    assert one_line("  two\n\t words\u2028and \u202emore\u202c\x00 ") == "two words and more"
    assert one_line("a\u200cb") == "a\u200cb", "a joiner: some words are others without it"


def test_new_lines_stay_and_tabs_are_spaces() -> None:
    assert cleaned("a\tb\nc\u200d\u200b") == "a b\nc\u200d"


@pytest.mark.parametrize(
    ("limit", "expected"), [(0, ""), (1, "…"), (5, "…"), (6, "&…"), (8, "& b…"), (9, "& b…")]
)
def test_an_entity_is_never_cut(limit: int, expected: str) -> None:
    assert clipped("& b & c & d", limit) == expected
    assert cut("& b & c & d", limit) == expected
