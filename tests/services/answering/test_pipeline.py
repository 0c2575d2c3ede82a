"""A job, step by step, in a workspace on loopback; the queue below it is left out."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from doubles.scripted_engine import ScriptedEngine
from doubles.steps import PlainSteps, a_job
from doubles.world import image
from playground.server import Playground
from services.answering.copies import SmallerCopies
from services.answering.finding import Finder
from services.answering.looking import Looker
from services.answering.pipeline import Pipeline
from services.jobs.asking import Ask
from services.jobs.job import Delivery, FileRef, Job
from services.jobs.records import to_json
from services.jobs.store import Store
from services.pictures.opening import Picture
from services.slack.client import Slack
from services.slack.downloads import SlackDownloader
from services.vision import Feature

STEPS = ["look", "post the text", "mark and upload", "finish"]
NEVER = 3600.0


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def pipeline(
    playground: Playground, slack: Slack, store: Store, engine: ScriptedEngine
) -> Pipeline:
    looker = looker_at(playground, engine, slack)
    return Pipeline(slack, Finder(slack, store), looker, store, placeholder_after=NEVER)


def looker_at(playground: Playground, engine: ScriptedEngine, slack: Slack) -> Looker:
    downloader = SlackDownloader(playground.api_url)
    return Looker(engine, downloader, playground.bot_token, SmallerCopies(slack.file))


def about(playground: Playground, *names: str, **changes: Any) -> Job:
    """Share images in one message, and return the job to answer it."""
    ts = playground.share([(name, image()) for name in names])
    (message,) = [one for one in playground.messages() if one["ts"] == ts]
    files = tuple(FileRef.from_slack(file) for file in message["files"])
    return a_job(**{"message_ts": ts, "thread_ts": ts, "files": files} | changes)


def answers(playground: Playground, job: Job) -> list[dict[str, Any]]:
    """Return what Glimpse said in the thread of a job's message."""
    thread = playground.messages(thread_ts=job.thread_ts)
    return [one for one in thread if one.get("user") == playground.bot_user_id]


def run(pipeline: Pipeline, job: Job, steps: PlainSteps | None = None) -> PlainSteps:
    """Take a job through its steps, and return them."""
    taken = steps or PlainSteps()
    pipeline.run_job(to_json(job), taken)
    return taken


def test_the_words_come_first_then_the_copy_then_the_mark(
    playground: Playground, pipeline: Pipeline
) -> None:
    job = about(playground, "photo.png")
    assert run(pipeline, job).taken == STEPS
    words, copy = answers(playground, job)
    assert "A photo of one person." in words["text"]
    assert copy["files"][0]["name"] == "photo.glimpse.png"
    assert playground.reactions(job.message_ts) == {"white_check_mark"}


def test_the_answer_is_remembered_with_its_files(
    playground: Playground, pipeline: Pipeline, store: Store
) -> None:
    job = about(playground, "photo.png")
    run(pipeline, job)
    words, copy = answers(playground, job)
    (kept,) = store.answers_to(job.team, job.channel, job.message_ts)
    assert (kept.answer_ts, kept.shared_by) == (words["ts"], job.user)
    assert kept.files == (copy["files"][0]["id"],)


def test_who_shared_the_image_owns_the_answer_though_another_asked(
    playground: Playground, pipeline: Pipeline, store: Store
) -> None:
    job = about(playground, "photo.png", shared_by=playground.other_user_id)
    run(pipeline, job)
    (kept,) = store.answers_to(job.team, job.channel, job.message_ts)
    assert kept.shared_by == playground.other_user_id


@pytest.mark.parametrize("ended", range(1, 4))
def test_a_process_that_takes_over_says_nothing_twice(
    playground: Playground, pipeline: Pipeline, engine: ScriptedEngine, ended: int
) -> None:
    """The earlier process ended after a step's work, before its result was kept."""
    job = about(playground, "photo.png")
    first = run(pipeline, job)
    before = answers(playground, job)
    kept = {name: first.kept[name] for name in STEPS[: ended - 1]}
    again = run(pipeline, job, PlainSteps(recovered=True, kept=kept))
    assert again.taken == STEPS[ended - 1 :]
    after = answers(playground, job)
    assert [one["ts"] for one in after] == [one["ts"] for one in before]
    assert after[1]["files"][0]["id"] == before[1]["files"][0]["id"]
    assert len(engine.asked) == (2 if ended == 1 else 1)


def test_what_takes_long_says_so_and_becomes_the_answer(
    playground: Playground, slack: Slack, store: Store, engine: ScriptedEngine
) -> None:
    job = about(playground, "photo.png")

    def until_it_is_said(_picture: Picture) -> None:
        playground.wait_until(lambda: answers(playground, job))

    engine.before = until_it_is_said
    looker = looker_at(playground, engine, slack)
    run(Pipeline(slack, Finder(slack, store), looker, store, placeholder_after=0.01), job)
    words, _copy = answers(playground, job)
    assert "A photo of one person." in words["text"]
    posted = [one for one in playground.calls if one.method == "chat.postMessage"]
    assert len(posted) == 1


def test_a_placeholder_that_is_on_its_way_is_waited_for(
    playground: Playground, slack: Slack, store: Store, engine: ScriptedEngine
) -> None:
    """Its ts is where the answer goes; without it, both would stand there."""
    job, asked = about(playground, "photo.png"), threading.Event()
    posting = slack.careful.chat_postMessage

    def slowly(**message: Any) -> Any:
        asked.set()
        with pytest.raises(TimeoutError):  # nobody may answer before this has gone
            playground.wait_until(lambda: answers(playground, job), timeout=0.2)
        return posting(**message)

    slack.careful.chat_postMessage = slowly  # type: ignore[method-assign]
    engine.before = lambda _picture: assert_set(asked)
    looker = looker_at(playground, engine, slack)
    run(Pipeline(slack, Finder(slack, store), looker, store, placeholder_after=0.01), job)
    words, _copy = answers(playground, job)
    assert "A photo of one person." in words["text"]


def assert_set(event: threading.Event) -> None:
    assert event.wait(20)


def test_a_failure_is_told_and_marked(playground: Playground, pipeline: Pipeline) -> None:
    job = about(playground, "photo.png", ask=Ask(message=(Playground.channel_id, "1.0")))
    taken = run(pipeline, job)
    assert taken.taken == STEPS
    (words,) = answers(playground, job)
    assert "problem" in taken.kept["look"] and taken.kept["look"]["problem"] in words["text"]
    assert playground.reactions(job.message_ts) == {"warning"}


def test_a_picture_that_cannot_be_uploaded_is_told_under_the_words(
    playground: Playground, pipeline: Pipeline
) -> None:
    job = about(playground, "photo.png")
    playground.faults.remove_scope("files:write")
    taken = run(pipeline, job)
    words, note = answers(playground, job)
    assert "A photo of one person." in words["text"]
    assert "The picture is missing." in note["text"] and "files:write" in note["text"]
    assert "problem" in taken.kept["mark and upload"]
    assert playground.reactions(job.message_ts) == {"warning"}


def test_words_that_cannot_be_posted_bring_no_picture(
    playground: Playground, pipeline: Pipeline
) -> None:
    job = about(playground, "photo.png")
    playground.faults.fail("chat.postMessage", error="msg_too_long")
    taken = run(pipeline, job)
    assert "msg_too_long" in taken.kept["post the text"]["problem"]
    assert taken.kept["mark and upload"] == {}
    assert answers(playground, job) == []
    assert playground.reactions(job.message_ts) == {"warning"}


def test_what_is_no_image_after_all_is_met_with_silence(
    playground: Playground, pipeline: Pipeline
) -> None:
    ts = playground.share([("notes", b"just text")])
    (message,) = [one for one in playground.messages() if one["ts"] == ts]
    nameless = FileRef.from_slack(message["files"][0] | {"name": "", "title": "", "mimetype": ""})
    job = a_job(message_ts=ts, thread_ts=ts, files=(nameless,))
    assert run(pipeline, job).taken == ["look"]
    assert answers(playground, job) == []
    assert playground.reactions(ts) == set()


def test_a_thumbnail_keeps_what_matters(
    playground: Playground, pipeline: Pipeline, engine: ScriptedEngine
) -> None:
    job = about(playground, "photo.png")
    linked = (job.channel, job.message_ts)
    ask = Ask((Feature.THUMBNAIL,), message=linked, size=(60, 40))
    run(pipeline, replace(job, ask=ask, features=ask.features, files=()))
    assert [how for _picture, _features, how in engine.asked] == ["smart=True"]
    words, small = answers(playground, job)
    assert "60 x 40 pixels" in words["text"]
    assert small["files"][0]["name"].startswith("photo.60x40")


def test_a_job_that_wants_no_copy_gets_none(playground: Playground, pipeline: Pipeline) -> None:
    job = about(playground, "photo.png", wants_copy=False)
    run(pipeline, job)
    (words,) = answers(playground, job)
    offered = {one.get("action_id") for one in words["blocks"][-1]["elements"]}
    assert "annotated_copy" in offered


@pytest.mark.parametrize(
    ("features", "offered"),
    [
        ((Feature.CAPTION,), {"read_text", "find_faces"}),
        ((Feature.TEXT,), {"find_faces"}),
        ((Feature.TEXT, Feature.FACES), set()),
        ((), set()),
    ],
)
def test_what_was_not_asked_is_offered(
    playground: Playground,
    pipeline: Pipeline,
    features: tuple[Feature, ...],
    offered: set[str],
) -> None:
    job = about(playground, "photo.png", features=features)
    run(pipeline, job)
    words = answers(playground, job)[0]
    buttons = {one.get("action_id") for one in words["blocks"][-1]["elements"]}
    assert buttons & {"read_text", "find_faces"} == offered
    assert {"delete", "language"} <= buttons and "share" not in buttons


def test_a_suggestion_is_for_who_posted_alone(playground: Playground, pipeline: Pipeline) -> None:
    job = about(playground, "photo.png", delivery=Delivery.SUGGESTION)
    assert run(pipeline, job).taken == ["look", "suggest"]
    (shown,) = playground.ephemerals()
    assert (shown["to"], "Suggested alt text" in shown["text"]) == (job.user, True)
    assert answers(playground, job) == []
    assert playground.reactions(job.message_ts) == set()
