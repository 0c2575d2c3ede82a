import pytest

from services.replies.escaping import escaped
from services.replies.parts import Part, Piece, Run, Style, Table, as_text


def test_a_cut_sentence_has_whole_addresses_only() -> None:
    part = Part(
        Style.SENTENCE, (Run("Here: "), Run("a map", "https://m.example/a"), Run(" and on"))
    )
    whole = "Here: a map https://m.example/a and on"
    for limit in range(1, len(whole) + 5):
        cut = part.clipped(limit)
        assert cut is not None
        assert len(cut.text) <= limit
        assert "https" not in cut.text or "https://m.example/a" in cut.text
        assert cut.text == whole or cut.text.endswith("…")
    assert part.clipped(0) is None
    fits = part.clipped(len("Here: a map https://m.example/a…"))
    assert fits is not None and fits.runs[1:] == (part.runs[1], Run("…")), "still a link"


@pytest.mark.parametrize("limit", range(1, 40))
def test_a_cut_part_is_short_once_it_is_escaped(limit: int) -> None:
    part = Part.of(Style.SENTENCE, "fish & chips <3, salt & vinegar")
    cut = part.clipped(limit)
    assert cut is not None and len(escaped(cut.text)) <= limit
    assert cut.text.endswith("…")


def test_a_cut_part_keeps_its_style_its_image_and_what_is_bold() -> None:
    part = Part(Style.ITEM, (Run("bold words", bold=True), Run(" and plain ones")), 3)
    assert part.clipped(8) == Part(Style.ITEM, (Run("bold wo…", bold=True),), 3)
    assert part.clipped(100) is part


ROWS = (("What", "Name", "Where"), ("Tag", "a", "-"), ("Tag", "b", "-"), ("Tag", "c", "-"))


def test_a_table_says_how_many_rows_are_left_out() -> None:
    table = Table(ROWS, 1).shortened(1)
    assert table.shown == (*ROWS[:2], ("…", "and 2 more", "…"))
    assert table.text == "What · Name · Where\nTag · a · -\n… · and 2 more · …"
    assert table.group == 1
    assert Table(ROWS).shortened(3) == Table(ROWS)


def test_rows_left_out_twice_are_all_counted() -> None:
    assert Table(ROWS).shortened(2).shortened(1).more == 2


def test_a_table_is_cut_to_as_many_rows_as_fit() -> None:
    whole = Table(ROWS)
    assert whole.clipped(len(whole.text)) == whole
    shorter = whole.clipped(len(whole.text) - 1)
    assert shorter == whole.shortened(1), "the row on how many more takes room as well"
    assert whole.clipped(len(whole.shortened(1).text) - 1) is None


def test_the_whole_answer_is_escaped_a_line_for_each_piece() -> None:
    pieces: list[Piece] = [Part.of(Style.LABEL, "a <b>"), Table((("x & y", "z"),))]
    assert as_text(pieces) == "a &lt;b&gt;\nx &amp; y · z"
