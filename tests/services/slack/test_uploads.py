"""Files come as one message, once, even where Slack does not share them or loses its word."""

from dataclasses import replace
from typing import Any

import pytest

from doubles.world import image
from playground.server import Playground
from services.errors import SlackError
from services.replies.reply import Upload
from services.slack.client import Slack
from services.slack.uploads import SHARED_WITHIN_SECONDS, find_uploaded, upload

CHANNEL = Playground.channel_id
COPY = Upload("photo.glimpse.png", image(), "Annotated copy of photo.png", "A photo.")
TEXT = Upload("photo.txt", b"Hello", "The whole text of photo.png")


def shown(playground: Playground, thread_ts: str | None = None) -> list[list[dict[str, Any]]]:
    """Return the files of each message that has some."""
    everything = playground.messages(thread_ts=thread_ts)
    return [playground.files_in(one) for one in everything if one.get("files")]


@pytest.mark.parametrize("in_thread", [True, False])
def test_files_are_one_message_with_their_words(
    playground: Playground, slack: Slack, pauses: list[float], in_thread: bool
) -> None:
    thread = playground.say("look") if in_thread else None
    ids = upload(slack, CHANNEL, thread, [COPY, TEXT])
    ((copy, text),) = shown(playground, thread)
    assert [copy["id"], text["id"]] == ids
    assert (copy["name"], copy["title"], copy["alt_txt"]) == (
        COPY.filename,
        COPY.title,
        COPY.alt_txt,
    )
    assert (copy["bytes"], text["bytes"]) == (COPY.data, b"Hello")
    assert not text.get("alt_txt")
    assert pauses == []


def test_what_is_shared_late_is_waited_for(
    playground: Playground, slack: Slack, pauses: list[float]
) -> None:
    playground.faults.fail("files.info", times=2, error="file_not_found")
    upload(slack, CHANNEL, None, [COPY])
    assert len(shown(playground)) == 1
    assert pauses == [*SHARED_WITHIN_SECONDS[:2]]


def test_a_file_with_alt_text_that_is_not_shared_is_uploaded_without(
    playground: Playground, slack: Slack, pauses: list[float]
) -> None:
    playground.faults.unshared_alt_txt = True
    (file_id,) = upload(slack, CHANNEL, None, [COPY])
    ((file,),) = shown(playground)
    assert file["id"] == file_id
    assert not file.get("alt_txt")
    assert pauses == [*SHARED_WITHIN_SECONDS]
    (other,) = set(playground.workspace.files) - {file_id}
    assert playground.workspace.files[other].deleted


def test_a_file_that_is_never_shared_is_told(
    playground: Playground, slack: Slack, pauses: list[float]
) -> None:
    playground.faults.async_share_delay = 3600
    with pytest.raises(SlackError, match="did not share"):
        upload(slack, CHANNEL, None, [TEXT])
    assert pauses == [*SHARED_WITHIN_SECONDS]


def test_a_lost_response_shares_nothing_twice(playground: Playground, slack: Slack) -> None:
    playground.faults.lose_response("files.completeUploadExternal")
    upload(slack, CHANNEL, None, [COPY])
    assert len(shown(playground)) == 1


def test_bytes_that_do_not_arrive_are_told(playground: Playground, slack: Slack) -> None:
    playground.faults.fail("upload", status=500)
    with pytest.raises(SlackError, match="could not be uploaded"):
        upload(slack, CHANNEL, None, [COPY])
    assert shown(playground) == []


def test_what_an_earlier_process_shared_is_found(playground: Playground, slack: Slack) -> None:
    thread = playground.say("look")
    answer = playground.say("the words of the answer", thread_ts=thread)
    playground.share([(COPY.filename, image())], thread_ts=thread)  # a person's, of the same name
    assert find_uploaded(slack, CHANNEL, thread, [COPY], answer) == []
    ids = upload(slack, CHANNEL, thread, [COPY, TEXT])
    assert find_uploaded(slack, CHANNEL, thread, [COPY, TEXT], answer) == ids
    assert find_uploaded(slack, CHANNEL, thread, [COPY], answer) == []
    later = playground.say("a later answer", thread_ts=thread)
    assert find_uploaded(slack, CHANNEL, thread, [COPY, TEXT], later) == []
    assert find_uploaded(slack, CHANNEL, None, [replace(COPY, filename="x")], answer) == []
