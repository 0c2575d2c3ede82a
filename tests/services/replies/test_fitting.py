from collections.abc import Sequence

from doubles.catalogue import answer, seeing, text_of
from services.replies.fitting import LEAST_VERBATIM, MOST_TABLE, MOST_TEXT, fitted, is_verbatim
from services.replies.parts import Part, Piece, Style, Table, as_text
from services.vision import Tag


def test_a_long_table_leaves_room_for_the_text() -> None:
    tags = tuple(Tag(f"tag number {n}", 0.9) for n in range(500))
    reply = answer(seeing(tags=tags, text=text_of(*["some words on a line"] * 300)))
    assert len(reply.text) <= MOST_TEXT
    assert reply.text.count("some words on a line") > 50
    assert len(reply.attachments) == 1


def test_a_table_that_does_not_fit_is_left_out() -> None:
    table = Table((("Name",), ("x" * MOST_TABLE,), ("y",)))
    pieces: list[Piece] = [Part.of(Style.LABEL, "first"), table]
    assert fitted(pieces) == pieces[:1]


def verbatim(text: str, group: int) -> Part:
    return Part.of(Style.VERBATIM, text, group)


def size(pieces: Sequence[Piece]) -> int:
    return len(as_text(pieces))


def test_what_fits_is_left_alone() -> None:
    table = Table((("a", "b"), ("c", "d")))
    pieces: list[Piece] = [Part.of(Style.LABEL, "first"), verbatim("some text", 1), table]
    assert fitted(pieces) == pieces


def test_recognised_text_gives_way_to_all_else() -> None:
    pieces = [Part.of(Style.LABEL, "first"), verbatim("x" * 9000, 1), Part.of(Style.NOTE, "last")]
    first, text, last = fitted(pieces)
    assert (first, last) == (pieces[0], pieces[2])
    assert MOST_TEXT - 3 <= size([first, text, last]) <= MOST_TEXT
    assert is_verbatim(text) and text.text.endswith("…")


def test_long_texts_share_the_room_and_short_ones_leave_theirs() -> None:
    pieces = [verbatim("short", 1), *(verbatim("x" * 9000, group) for group in (2, 3))]
    short, *long = fitted(pieces)
    assert short.text == "short"
    assert abs(len(long[0].text) - len(long[1].text)) <= 1
    assert MOST_TEXT - 5 <= size([short, *long]) <= MOST_TEXT


def test_each_text_keeps_a_line_or_two_while_there_is_room() -> None:
    sentences: list[Piece] = [Part.of(Style.SENTENCE, "s" * 600) for _ in range(7)]
    text, *others = fitted([verbatim("x" * 900, 1), *sentences])
    assert text.text == "x" * (LEAST_VERBATIM - 1) + "…"
    assert others[:6] == sentences[:6] and size([text, *others]) <= MOST_TEXT


def test_what_is_beyond_the_end_is_left_out_and_the_last_piece_is_cut() -> None:
    pieces = [Part.of(Style.SENTENCE, "s" * 900, group) for group in range(9)]
    kept = fitted(pieces)
    assert kept[:4] == pieces[:4] and len(kept) == 5
    assert kept[4].text.endswith("s…") and size(kept) <= MOST_TEXT


def test_escaped_characters_count_as_they_are_sent() -> None:
    sentences = [Part.of(Style.SENTENCE, "<" * 150, group) for group in range(9)]
    assert MOST_TEXT - 4 <= size(fitted(sentences)) <= MOST_TEXT
    kept = fitted([verbatim("<" * 3000, 1)])
    assert size(kept) <= MOST_TEXT
    assert kept[0].text.count("<") == (MOST_TEXT - 2) // len("&lt;")


def test_only_recognised_text_is_verbatim() -> None:
    assert is_verbatim(verbatim("x", 1))
    assert not is_verbatim(Part.of(Style.SENTENCE, "x"))
    assert not is_verbatim(Table((("a", "b"),)))
