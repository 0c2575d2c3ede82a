"""How an exception becomes a sentence, and what the log keeps of it."""

import logging

import pytest

from services.errors import FileGone, NotInChannel
from services.failures import sentence_for, short_id


def test_an_expected_failure_says_its_own_sentence(caplog: pytest.LogCaptureFixture) -> None:
    assert sentence_for(FileGone(detail="HTTP 404"), "job 1") == FileGone.sentence
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage() == f"job 1: {FileGone.sentence} (HTTP 404)"
    assert record.exc_info is None


def test_a_sentence_of_the_moment_is_said(caplog: pytest.LogCaptureFixture) -> None:
    assert sentence_for(NotInChannel("Invite me.", detail="x"), "job 1") == "Invite me."
    assert "Invite me. (x)" in caplog.text


def test_a_bug_is_an_id_for_the_user_and_a_trace_for_the_operator(
    caplog: pytest.LogCaptureFixture,
) -> None:
    try:
        raise ZeroDivisionError("a secret detail")
    except ZeroDivisionError as error:
        said = sentence_for(error, "job 1", new_id=lambda: "0a1b2c3d")
    assert said == "Something went wrong inside Glimpse. The error's id is 0a1b2c3d."
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "Error 0a1b2c3d in job 1" in caplog.text
    assert "Traceback" in caplog.text and "a secret detail" in caplog.text


def test_ids_are_short_and_differ() -> None:
    ids = {short_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(one) == 8 and int(one, 16) >= 0 for one in ids)
