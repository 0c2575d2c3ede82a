from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import hostile
from services.replies.escaping import cleaned, clipped, escaped


@given(hostile.texts, st.integers(0, 50))
def test_clipped_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    cut = clipped(text, limit)
    assert len(escaped(cut)) <= limit
    if len(escaped(text)) <= limit:
        assert cut == text
    elif limit == 0:
        assert cut == ""
    else:
        most = max(n for n in range(limit) if len(escaped(text[:n])) <= limit - len("…"))
        assert cut == text[:most].rstrip() + "…"


@given(st.text())
def test_cleaned_text_has_no_invisible_characters_and_stays_clean(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not set(once) & set("\x00\x1b\u202a\u202e\u2066\u200b\ufeff\r")


@pytest.mark.parametrize("text", ["a & b", "<b>", "&amp;"])
def test_escaping_is_undone_by_reading(text: str) -> None:
    assert unescape(escaped(text)) == text
