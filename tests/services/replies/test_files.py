from doubles.catalogue import text_of
from services.replies.escaping import escaped
from services.replies.files import annotated_copy
from services.replies.reply import Outcome
from services.vision import Analysis


def test_copies_of_one_message_have_different_names_and_short_alt_texts() -> None:
    one = Outcome("a b.png", "F1", Analysis("local", 9, 9, text=text_of("word " * 900)))
    first, second = (annotated_copy(one, number, b"x", ".jpg") for number in (1, 2))
    assert (first.filename, second.filename) == ("a b.glimpse.jpg", "a b-2.glimpse.jpg")
    assert len(escaped(first.alt_txt)) <= 1000
    assert first.alt_txt.startswith("Annotated copy of a b.png.")
