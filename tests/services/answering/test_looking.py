"""From a file to what the engine saw in it: fetched once, opened once, and never hidden."""

import hashlib
from collections.abc import Callable

import pytest

from doubles.scripted_engine import SEEN, ScriptedEngine
from doubles.steps import a_job
from doubles.world import image
from playground.server import Playground
from services.answering.looking import Looker
from services.errors import DeadlineExceeded, DownloadError, FileGone
from services.jobs.job import Access, FileRef
from services.pictures.opening import Picture
from services.slack.downloads import SlackDownloader
from services.vision import Feature


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def looker(playground: Playground, engine: ScriptedEngine) -> Looker:
    downloader = SlackDownloader(playground.api_url)
    return Looker(engine, downloader, playground.bot_token, clock=lambda: 1000.0)


Share = Callable[..., FileRef]


@pytest.fixture
def share(playground: Playground) -> Share:
    """Share a file, and return it as an event names it."""

    def shared(filename: str, data: bytes, **changes: str) -> FileRef:
        ts = playground.share([(filename, data)])
        (message,) = [one for one in playground.messages() if one["ts"] == ts]
        return FileRef.from_slack(message["files"][0] | changes)

    return shared


def test_a_picture_is_fetched_with_the_token_and_looked_at(
    playground: Playground, looker: Looker, engine: ScriptedEngine, share: Share
) -> None:
    data = image()
    file = share("photo.png", data)
    (outcome,) = looker.look(a_job(language="es"), [file])
    assert (outcome.name, outcome.file_id, outcome.problem) == ("photo.png", file.id, "")
    assert outcome.analysis is not None and outcome.analysis.caption == SEEN.caption
    asked = frozenset({Feature.CAPTION, Feature.TEXT, Feature.FACES})
    assert engine.asked == [(hashlib.sha256(data).hexdigest(), asked, "es")]
    assert [one.had_bearer for one in playground.downloads] == [True]


def test_what_nobody_named_is_everything(
    looker: Looker, engine: ScriptedEngine, share: Share
) -> None:
    looker.look(a_job(features=()), [share("photo.png", image())])
    assert [features for _, features, _ in engine.asked] == [engine.features]


def test_a_thumbnail_needs_no_look(looker: Looker, engine: ScriptedEngine, share: Share) -> None:
    job = a_job(features=(Feature.THUMBNAIL,))
    (outcome,) = looker.look(job, [share("photo.png", image(size=(30, 20)))])
    assert outcome.analysis is not None
    assert (outcome.analysis.width, outcome.analysis.height) == (30, 20)
    assert engine.asked == []


def test_outcomes_come_in_the_order_of_the_files_and_failures_hide_nothing(
    looker: Looker, engine: ScriptedEngine, share: Share
) -> None:
    def broken(picture: Picture) -> None:
        if picture.width == 13:
            raise ZeroDivisionError("a secret detail")

    engine.before = broken
    files = [
        share("cut.png", image()[:60]),
        share("bug.png", image(size=(13, 13))),
        share("good.png", image()),
        FileRef("F0", "gone.png", access=Access.GONE, claims_image=True),
    ]
    cut, bug, good, gone = looker.look(a_job(), files)
    assert [one.name for one in (cut, bug, good, gone)] == [file.name for file in files]
    assert "damaged" in cut.problem
    assert "went wrong inside Glimpse" in bug.problem and "secret" not in bug.problem
    assert good.analysis and not good.problem
    assert "deleted" in gone.problem


def test_what_is_no_image_after_all_is_left_out_where_it_never_claimed_to_be(
    looker: Looker, share: Share
) -> None:
    named = share("photo.png", b"just text")
    nameless = share("notes", b"just text", name="", title="", mimetype="", filetype="")
    assert named.claims_image and nameless.may_be_image
    assert [one.name for one in looker.look(a_job(), [nameless, named])] == ["photo.png"]


def test_a_picture_is_opened_once_until_its_job_has_ended(
    playground: Playground, looker: Looker, share: Share
) -> None:
    job, file = a_job(), share("photo.png", image())
    looker.look(job, [file])
    first = looker.picture(job, file)
    assert looker.picture(job, file) is first
    assert len(playground.downloads) == 1
    looker.forget(job, [file])
    assert looker.picture(job, file) is not first
    assert len(playground.downloads) == 2


def test_jobs_keep_their_own_pictures(looker: Looker, share: Share) -> None:
    file = share("photo.png", image())
    one = looker.picture(a_job(id="1"), file)
    assert looker.picture(a_job(id="2"), file) is not one


@pytest.mark.parametrize(
    ("access", "kind", "word"),
    [
        (Access.GONE, FileGone, "deleted"),
        (Access.DENIED, DownloadError, "does not let"),
        (Access.EXTERNAL, DownloadError, "outside Slack"),
    ],
)
def test_where_there_are_no_bytes_nothing_is_fetched(
    playground: Playground, looker: Looker, access: Access, kind: type[Exception], word: str
) -> None:
    with pytest.raises(kind, match=word):
        looker.picture(a_job(), FileRef("F1", "photo.png", "https://x.example", access))
    assert playground.downloads == []


def test_a_job_without_time_left_fetches_nothing(
    playground: Playground, looker: Looker, share: Share
) -> None:
    file = share("photo.png", image())
    with pytest.raises(DeadlineExceeded):
        looker.picture(a_job(deadline=1000.0), file)
    (outcome,) = looker.look(a_job(deadline=999.0), [file])
    assert "took too long" in outcome.problem
    assert playground.downloads == []


def test_an_address_is_fetched_from_the_web_without_the_token(
    playground: Playground, looker: Looker
) -> None:
    (outcome,) = looker.look(a_job(), [FileRef.from_web("https://127.0.0.1/a.png")])
    assert "private network" in outcome.problem
    assert playground.downloads == []
