import pytest

from doubles.catalogue import PHOTO, seeing, text_of
from services.replies.escaping import escaped
from services.replies.files import ALT_LIMIT, alt_text, annotated_copy, thumbnail_copy, whole_text
from services.replies.reply import Outcome
from services.vision import Analysis, Caption, Thumbnail


def test_copies_of_one_message_have_different_names_and_short_alt_texts() -> None:
    one = Outcome("a b.png", "F1", Analysis("local", 9, 9, text=text_of("word " * 900)))
    first, second = (annotated_copy(one, number, b"x", ".jpg") for number in (1, 2))
    assert (first.filename, second.filename) == ("a b.glimpse.jpg", "a b-2.glimpse.jpg")
    assert len(escaped(first.alt_txt)) <= 1000
    assert first.alt_txt.startswith("Annotated copy of a b.png.")


def test_a_file_is_called_after_its_image_and_says_what_it_is() -> None:
    outcome = Outcome("holiday.photo.png", "F1", PHOTO)
    copy = annotated_copy(outcome, 1, b"data", ".jpg")
    assert (copy.filename, copy.data) == ("holiday.photo.glimpse.jpg", b"data")
    assert copy.title == "Annotated copy of holiday.photo.png"
    assert copy.alt_txt == (
        "Annotated copy of holiday.photo.png. A photo of two people. "
        "Text: Tourist information / Castle"
    )


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".jpg")])
def test_a_thumbnail_has_its_size_in_its_name(kind: str, suffix: str) -> None:
    small = thumbnail_copy(Outcome("a.png", "F1", PHOTO), 2, Thumbnail(b"x", kind, 150, 99))
    assert small.filename == f"a-2.150x99{suffix}"
    assert small.title == "Thumbnail of a.png, 150 x 99 pixels"


def test_the_whole_text_is_attached_as_it_stands_without_numbers() -> None:
    text = whole_text(Outcome("page.png", "F1", seeing(text=text_of("größer", "<b> & c"))), 1)
    assert (text.filename, text.data.decode()) == ("page.txt", "größer\n<b> & c\n")
    assert text.alt_txt == text.title == "The whole text of page.png"


@pytest.mark.parametrize(
    ("name", "number", "filename"),
    [
        ("", 1, "image 1.txt"),
        ("../../etc/passwd", 1, "passwd.txt"),
        ("..", 1, "image.txt"),
        ("a\n\u202eb.png", 3, "a b-3.txt"),
        ("n" * 300 + ".png", 1, "n" * 79 + "….txt"),
    ],
)
def test_no_name_of_a_file_leads_anywhere(name: str, number: int, filename: str) -> None:
    assert whole_text(Outcome(name), number).filename == filename


def test_an_alt_text_is_the_caption_then_the_text_in_one_line() -> None:
    doubtful = seeing(caption=Caption(" a\ndog ", 0.3), text=text_of("one", "two"))
    assert alt_text(doubtful) == "Perhaps: a dog Text: one / two"
    assert alt_text(seeing()) == ""
    assert alt_text(seeing(text=text_of("one")), "First.") == "First. Text: one"
    assert len(alt_text(seeing(text=text_of("x" * 9000)))) == ALT_LIMIT


def test_without_an_analysis_the_title_describes_the_file() -> None:
    assert annotated_copy(Outcome("a.png"), 1, b"", ".jpg").alt_txt == "Annotated copy of a.png."
