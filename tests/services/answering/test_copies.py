"""Slack's smaller copies: found in the file object, or asked for while Slack still makes them."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.answering.copies import PAUSES, SINCE, SmallerCopies, note_on
from services.errors import FileTooLarge, TooManyPixels, UnsupportedFormat
from services.jobs.job import FileRef

SMALL = "https://files.slack.com/files-tmb/T1-F1/photo_1024.png"
WORKING: Mapping[str, Any] = {"id": "F1", "name": "photo.heic", "mimetype": ""}
DONE: Mapping[str, Any] = {"id": "F1", "name": "photo.heic", "mimetype": "image/heic"}


class Slack:
    """Says of a file what it is told to, one after the other, and then the last thing again."""

    def __init__(self, *said: Mapping[str, Any]) -> None:
        self.said, self.asked, self.waited = list(said), 0, list[float]()

    def file(self, file_id: str) -> Mapping[str, Any]:
        assert file_id == "F1"
        self.asked += 1
        return self.said.pop(0) if len(self.said) > 1 else self.said[0]

    def address(self, file: FileRef) -> str:
        return SmallerCopies(self.file, self.waited.append).address(file)


def test_what_the_event_named_is_not_asked_for() -> None:
    slack = Slack(DONE)
    assert slack.address(FileRef("F1", smaller_copy=SMALL)) == SMALL
    assert slack.asked == 0


def test_a_copy_that_came_after_the_event_is_found() -> None:
    slack = Slack(WORKING, WORKING, {**DONE, "thumb_1024": SMALL})
    assert slack.address(FileRef("F1")) == SMALL
    assert (slack.asked, slack.waited) == (3, [*PAUSES[:2]])


def test_where_slack_has_made_none_it_is_asked_once() -> None:
    slack = Slack(DONE)
    assert slack.address(FileRef("F1")) == ""
    assert (slack.asked, slack.waited) == (1, [])


def test_what_slack_never_finishes_has_none() -> None:
    slack = Slack(WORKING)
    assert slack.address(FileRef("F1")) == ""
    assert slack.waited == [*PAUSES]


def test_an_address_of_the_web_has_none() -> None:
    slack = Slack(DONE)
    assert slack.address(FileRef.from_web("https://example.org/photo.heic")) == ""
    assert slack.asked == 0


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (UnsupportedFormat("Glimpse cannot open a HEIC photo."), "does not open"),
        (TooManyPixels("Too large."), "more pixels"),
        (FileTooLarge("Too large."), "larger than Glimpse downloads"),
    ],
)
def test_the_answer_says_why_it_was_the_smaller_copy(
    refusal: UnsupportedFormat | TooManyPixels | FileTooLarge, words: str
) -> None:
    assert type(refusal) in SINCE
    note = note_on(refusal)
    assert note.startswith("Looked at Slack's smaller copy, since ") and words in note
    assert len(note) < 100
