"""Where an answer goes, and what of it is said again by a process that takes a job over."""

from dataclasses import replace
from typing import Any

import pytest

from doubles.steps import a_job
from doubles.world import image
from playground.server import Playground
from services.answering.delivery import InThread, Said, ToAsker, courier_for
from services.errors import NotInChannel
from services.jobs.asking import Ask
from services.jobs.job import Delivery
from services.replies.reply import Reply, Upload
from services.slack import messages
from services.slack.client import Slack

CHANNEL, DIRECT = Playground.channel_id, Playground.dm_id
WORDS = Reply("A photo.", ())
COPY = Upload("photo.glimpse.png", image(), "Annotated copy", "A photo.")


def said(playground: Playground, channel: str = CHANNEL, thread: str | None = None) -> list[Any]:
    """Return what Glimpse said."""
    everything = playground.messages(channel, thread_ts=thread)
    return [one for one in everything if one.get("user") == playground.bot_user_id]


def under(playground: Playground) -> InThread:
    """Share an image; return who brings its answer."""
    ts = playground.share([("photo.png", image())])
    job = a_job(message_ts=ts, thread_ts=ts)
    slack = Slack(playground.bot_token, playground.api_url, sleep=lambda _: None)
    courier = courier_for(job, slack)
    assert isinstance(courier, InThread)
    return courier


def by_command(playground: Playground, slack: Slack, **changes: Any) -> ToAsker:
    """Return who answers a command."""
    url = playground.workspace.new_reply(CHANNEL, playground.user_id)
    job = a_job(delivery=Delivery.RESPONSE, response_url=url, begun="0.0", **changes)
    courier = courier_for(job, slack)
    assert isinstance(courier, ToAsker)
    return courier


@pytest.mark.parametrize("failed", [True, False])
def test_reactions_show_how_far_it_is(playground: Playground, failed: bool) -> None:
    courier = under(playground)
    ts = courier.job.message_ts
    assert courier.begin() == ""
    assert playground.reactions(ts) == {"eyes"}
    courier.finish(failed=failed)
    assert playground.reactions(ts) == {"warning" if failed else "white_check_mark"}


def test_a_reaction_that_is_refused_is_a_sentence_and_no_end(playground: Playground) -> None:
    courier = under(playground)
    playground.faults.remove_scope("reactions:write")
    assert "reactions:write" in courier.begin()
    playground.remove(CHANNEL)
    assert "reactions:write" in courier.begin()


def test_an_answer_comes_in_the_place_of_what_was_said_first(playground: Playground) -> None:
    courier = under(playground)
    waiting = courier.wait()
    (placeholder,) = said(playground, thread=courier.job.thread_ts)
    assert "Looking at the image" in placeholder["text"]
    assert courier.answer(WORDS, waiting, recovered=False) == Said(CHANNEL, waiting)
    (answer,) = said(playground, thread=courier.job.thread_ts)
    assert (answer["ts"], answer["text"]) == (waiting, "A photo.")


def test_an_answer_of_an_earlier_process_is_not_said_again(playground: Playground) -> None:
    courier = under(playground)
    first = courier.answer(WORDS, "", recovered=False)
    again = courier.answer(replace(WORDS, text="The same."), "", recovered=True)
    assert again == first
    (answer,) = said(playground, thread=courier.job.thread_ts)
    assert answer["text"] == "The same."


def test_files_of_an_earlier_process_are_not_shared_again(playground: Playground) -> None:
    courier = under(playground)
    words = courier.answer(WORDS, "", recovered=False)
    ids = courier.share([COPY], words, recovered=True)
    assert courier.share([COPY], words, recovered=True) == ids
    with_files = [one for one in said(playground, thread=courier.job.thread_ts) if "files" in one]
    assert [file["id"] for one in with_files for file in one["files"]] == ids


def test_one_more_sentence_is_said_once(playground: Playground) -> None:
    courier = under(playground)
    for _ in range(2):
        courier.add("The picture is missing.")
    assert [one["text"] for one in said(playground, thread=courier.job.thread_ts)] == [
        "The picture is missing."
    ]


def test_where_glimpse_is_not_who_shared_is_told_directly(playground: Playground) -> None:
    courier = under(playground)
    playground.remove(CHANNEL)
    assert courier.begin() == ""
    with pytest.raises(NotInChannel):
        courier.answer(WORDS, "", recovered=False)
    assert "I could not answer your image" in said(playground, DIRECT)[-1]["text"]
    assert said(playground, thread=courier.job.thread_ts) == []


def test_where_glimpse_is_not_a_shortcut_is_answered_to_who_used_it(
    playground: Playground, slack: Slack
) -> None:
    url = playground.workspace.new_reply(CHANNEL, playground.user_id)
    ts = playground.share([("photo.png", image())])
    courier = courier_for(a_job(message_ts=ts, thread_ts=ts, response_url=url), slack)
    playground.remove(CHANNEL)
    words = courier.answer(WORDS, "", recovered=False)
    assert words == Said(CHANNEL, "")
    courier.share([COPY], words, recovered=False)
    answer, where = playground.ephemerals()
    assert answer["text"] == "A photo."
    assert "direct messages with Glimpse" in where["text"]
    assert said(playground, DIRECT)[-1]["files"]


def test_a_form_is_answered_in_direct_messages(playground: Playground, slack: Slack) -> None:
    courier = courier_for(a_job(channel="", delivery=Delivery.DIRECT), slack)
    words = courier.answer(WORDS, "", recovered=False)
    assert words.channel == DIRECT
    courier.share([COPY], words, recovered=False)
    courier.finish(failed=False)
    (answer,) = said(playground, DIRECT)
    copy = said(playground, DIRECT, words.ts)[-1]
    assert (answer["text"], copy["thread_ts"]) == ("A photo.", words.ts)
    assert copy["files"]


def test_a_command_is_answered_to_who_asked_and_the_copy_is_elsewhere(
    playground: Playground, slack: Slack
) -> None:
    courier = by_command(playground, slack)
    assert (courier.begin(), courier.wait()) == ("", "")
    words = courier.answer(WORDS, "", recovered=False)
    (file_id,) = courier.share([COPY], words, recovered=False)
    courier.finish(failed=False)
    first, second = playground.ephemerals()
    assert first["text"] == "A photo."
    assert playground.file(file_id)["permalink"] in second["text"]
    assert "annotated copy" in second["text"]
    assert [file["id"] for file in said(playground, DIRECT)[-1]["files"]] == [file_id]
    assert said(playground) == []


def test_a_thumbnail_that_is_elsewhere_is_called_one(playground: Playground, slack: Slack) -> None:
    courier = by_command(playground, slack, ask=Ask(size=(60, 40)))
    courier.share([COPY], Said(CHANNEL), recovered=False)
    assert "thumbnail" in playground.ephemerals()[-1]["text"]


def test_here_is_for_everybody_in_the_channel(playground: Playground, slack: Slack) -> None:
    courier = by_command(playground, slack, here=True)
    words = courier.answer(WORDS, "", recovered=False)
    ids = courier.share([COPY], words, recovered=False)
    assert courier.share([COPY], words, recovered=True) == ids
    answer, copy = said(playground)
    assert answer["text"] == "A photo."
    assert [file["id"] for file in copy["files"]] == ids
    assert playground.ephemerals() == []


def test_what_a_command_is_told_besides_is_for_who_asked(
    playground: Playground, slack: Slack
) -> None:
    by_command(playground, slack, here=True).add("The picture is missing.")
    assert [one["text"] for one in playground.ephemerals()] == ["The picture is missing."]
    assert said(playground) == []
    assert messages.find_posted(slack, CHANNEL, None, "T0PLAYGROUND:C0GENERAL:1.0/note") is None
