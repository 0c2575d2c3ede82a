from doubles.catalogue import answer, seeing, text_of
from services.replies.fitting import MOST_TABLE, MOST_TEXT, fitted
from services.replies.parts import Part, Piece, Style, Table
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
