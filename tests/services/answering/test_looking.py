"""From a file to what the engine saw in it: fetched once, opened once, and never hidden."""

import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

import pillow_heif
import pytest
from PIL import Image

from doubles.drawings import corners, encode
from doubles.scripted_engine import SEEN, ScriptedEngine
from doubles.steps import a_job
from doubles.world import image
from playground.server import Playground
from services.answering.copies import SmallerCopies
from services.answering.looking import Looker
from services.errors import DeadlineExceeded, DownloadError, FileGone
from services.jobs.job import Access, FileRef
from services.pictures.opening import Picture
from services.slack.client import Slack
from services.slack.downloads import SlackDownloader
from services.vision import Feature


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def looker(playground: Playground, engine: ScriptedEngine, slack: Slack) -> Looker:
    downloader, copies = SlackDownloader(playground.api_url), SmallerCopies(slack.file)
    return Looker(engine, downloader, playground.bot_token, copies, clock=lambda: 1000.0)


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


def png_of(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that says it is so large."""
    header = b"IHDR" + struct.pack(">II", width, height) + bytes([8, 2, 0, 0, 0])
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + bytes(4)


@pytest.fixture
def heic() -> bytes:
    """A photo as iPhones take them, larger than the copy that Slack makes."""
    pillow_heif.register_heif_opener()
    return encode(corners(1600, 1200), "HEIF")


def test_a_photo_that_cannot_be_opened_is_looked_at_in_slacks_smaller_copy(
    looker: Looker, share: Share, heic: bytes
) -> None:
    file = share("IMG_1655.heic", heic)
    (outcome,) = looker.look(a_job(), [file])
    assert outcome.analysis is not None and outcome.problem == ""
    assert (outcome.analysis.width, outcome.analysis.height) == (1024, 768)
    assert outcome.analysis.notes[0] == (
        "Looked at Slack's smaller copy, since Glimpse does not open the original's format."
    )
    picture = looker.picture(a_job(), file)
    assert (picture.width, picture.height) == (1024, 768)


def test_a_file_without_a_smaller_copy_keeps_its_reason(
    playground: Playground, looker: Looker, share: Share, heic: bytes
) -> None:
    playground.faults.no_smaller_copies = True
    (outcome,) = looker.look(a_job(), [share("IMG_1655.heic", heic)])
    assert outcome.problem.startswith("Glimpse cannot open a HEIC photo")


def test_a_smaller_copy_that_cannot_be_had_changes_no_reason(
    looker: Looker, share: Share, heic: bytes
) -> None:
    file = replace(share("IMG_1655.heic", heic), smaller_copy="https://evil.example/small.png")
    (outcome,) = looker.look(a_job(), [file])
    assert outcome.problem.startswith("Glimpse cannot open a HEIC photo")


def test_too_many_pixels_are_looked_at_in_the_smaller_copy(looker: Looker, share: Share) -> None:
    huge = replace(share("huge.png", png_of(9_000, 9_000)), smaller_copy="")
    (refused,) = looker.look(a_job(id="1"), [huge])
    assert "up to 50 million pixels" in refused.problem
    small = share("small.png", image()).smaller_copy
    (outcome,) = looker.look(a_job(id="2"), [replace(huge, smaller_copy=small)])
    assert outcome.analysis is not None
    assert "more pixels than" in outcome.analysis.notes[0]


def test_too_many_bytes_are_looked_at_in_the_smaller_copy(
    playground: Playground, looker: Looker, share: Share
) -> None:
    limited = replace(looker, downloader=SlackDownloader(playground.api_url, max_bytes=10_000))
    small = share("small.png", image()).smaller_copy
    noise = share("noise.png", encode(Image.effect_noise((300, 300), 90), "PNG"))
    (outcome,) = limited.look(a_job(), [replace(noise, smaller_copy=small)])
    assert outcome.analysis is not None
    assert "larger than Glimpse downloads" in outcome.analysis.notes[0]


def test_damage_is_said_though_there_is_a_smaller_copy(looker: Looker, share: Share) -> None:
    whole = share("whole.png", image())
    cut = replace(share("cut.png", image()[:60]), smaller_copy=whole.smaller_copy)
    (outcome,) = looker.look(a_job(), [cut])
    assert "damaged" in outcome.problem


def test_an_animation_is_said_to_be_one(looker: Looker, share: Share) -> None:
    frames = [Image.new("RGB", (90, 60), color) for color in ("teal", "red")]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    (outcome,) = looker.look(a_job(), [share("wave.gif", data)])
    assert outcome.analysis is not None
    assert "first frame" in outcome.analysis.notes[0]
