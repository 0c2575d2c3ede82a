import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pages.scoring import character_error_rate, error_rate_without_order, indented_right

texts = st.text(max_size=60)


@pytest.mark.parametrize(
    ("truth", "said", "rate"),
    [
        ("a book", "a book", 0.0),
        ("a  book\nof maps", "a book of\n maps", 0.0),
        ("abcd", "abxd", 0.25),
        ("abcd", "abc", 0.25),
        ("ab", "abcdefgh", 1.0),
        ("", "", 0.0),
        ("caf\u00e9", "cafe\u0301", 0.0),
    ],
)
def test_errors_are_a_share_of_the_letters(truth: str, said: str, rate: float) -> None:
    assert character_error_rate(truth, said) == rate


@given(texts, texts)
def test_a_rate_is_from_nothing_to_all(truth: str, said: str) -> None:
    assert 0 <= character_error_rate(truth, said) <= 1
    assert character_error_rate(truth, truth) == 0


def test_columns_read_across_are_right_but_for_their_order() -> None:
    truth, said = "one two three four", "one three two four"
    assert character_error_rate(truth, said) > 0.3
    assert error_rate_without_order(truth, said) == 0


def test_indentation_counts_from_the_outermost_line() -> None:
    truth = ["def f():", "    if x:", "        y()"]
    assert indented_right(truth, truth) == 3
    assert indented_right(truth, [f"  {line}" for line in truth]) == 3
    assert indented_right(truth, [line.strip() for line in truth]) == 1
    assert indented_right(truth, ["def f():", "    if x:"]) == 2
    assert indented_right(truth, []) == 0
    twice = ["a()", "    a()"]
    assert indented_right(twice, twice) == 2
