"""Which images somebody means, as a workspace on loopback tells them."""

import pytest

from doubles.steps import a_job
from doubles.world import image
from playground.server import Playground
from services.answering.finding import NONE_IN_MESSAGE, NOTHING_HERE, Finder
from services.errors import RequestError
from services.jobs.asking import Ask
from services.jobs.job import Access, FileRef, Job
from services.jobs.store import SeenImage, Store
from services.replies.reply import Upload
from services.slack.client import Slack
from services.slack.membership import NOT_YOURS
from services.slack.uploads import upload

PUBLIC, PRIVATE = Playground.channel_id, Playground.private_channel_id


@pytest.fixture
def finder(slack: Slack, store: Store) -> Finder:
    return Finder(slack, store)


def asking(ask: Ask | None = None, *files: FileRef) -> Job:
    """Return a job of Ada's in #general."""
    return a_job(team="T1", ask=ask, files=files)


def share(playground: Playground, name: str, **place: str) -> tuple[str, str]:
    """Share an image; return the message's ts and the file's id."""
    ts = playground.share([(name, image())], **place)
    everything = playground.messages(place.get("channel"), place.get("thread_ts"))
    (message,) = [one for one in everything if one["ts"] == ts]
    return ts, message["files"][0]["id"]


def answer(playground: Playground, slack: Slack, thread_ts: str | None = None) -> None:
    """Upload a copy as Glimpse does, and wait until Slack knows that it is an image."""
    copy = Upload("copy.glimpse.png", image(), "A copy")
    (file,) = upload(slack, PUBLIC, thread_ts, [copy])
    playground.wait_until(lambda: playground.file(file)["mimetype"])


def names(found: tuple[FileRef, ...]) -> list[str]:
    return [file.name for file in found]


def test_the_newest_images_are_those_that_were_seen_here(
    playground: Playground, finder: Finder, store: Store
) -> None:
    places = {name: share(playground, name) for name in ("a.png", "b.png", "c.png")}
    store.saw("T1", [SeenImage(PUBLIC, ts, file, "U1") for ts, file in places.values()])
    assert names(finder.images(asking(Ask()))) == ["c.png"]
    assert names(finder.images(asking(Ask(last=2)))) == ["c.png", "b.png"]
    assert "files.list" not in [call.method for call in playground.calls]


def test_where_none_was_seen_slack_is_asked_and_glimpses_own_copies_are_left_out(
    playground: Playground, finder: Finder, slack: Slack
) -> None:
    share(playground, "a.png")
    answer(playground, slack)
    assert names(finder.images(asking(Ask(last=5)))) == ["a.png"]


def test_where_there_is_nothing_the_person_is_told(
    playground: Playground, finder: Finder, slack: Slack
) -> None:
    with pytest.raises(RequestError, match=NOTHING_HERE):
        finder.images(asking(Ask()))
    answer(playground, slack)
    with pytest.raises(RequestError, match=NOTHING_HERE):
        finder.images(asking(Ask(last=5)))


def test_a_link_to_a_message_means_its_images(playground: Playground, finder: Finder) -> None:
    ts, _ = share(playground, "linked.png")
    share(playground, "newer.png")
    assert names(finder.images(asking(Ask(message=(PUBLIC, ts))))) == ["linked.png"]


def test_of_a_thread_the_newest_image_of_a_person_is_meant(
    playground: Playground, finder: Finder, slack: Slack
) -> None:
    parent = playground.say("Two pictures come")
    share(playground, "first.png", thread_ts=parent)
    share(playground, "second.png", thread_ts=parent)
    answer(playground, slack, parent)
    assert names(finder.images(asking(Ask(message=(PUBLIC, parent))))) == ["second.png"]


def test_a_message_without_images_is_told(
    playground: Playground, finder: Finder, slack: Slack
) -> None:
    words = playground.say("no picture")
    playground.share([("notes.txt", b"text")], thread_ts=words)
    answer(playground, slack, words)
    with pytest.raises(RequestError, match=NONE_IN_MESSAGE):
        finder.images(asking(Ask(message=(PUBLIC, words))))


def test_a_link_into_a_private_channel_is_for_its_members(
    playground: Playground, finder: Finder
) -> None:
    ts, file = share(playground, "secret.png", channel=PRIVATE, user=Playground.other_user_id)
    links = (Ask(file_id=file), Ask(message=(PRIVATE, ts)))
    for ask in links:
        assert names(finder.images(asking(ask))) == ["secret.png"]
    playground.remove(PRIVATE, Playground.user_id)
    for ask in links:
        with pytest.raises(RequestError, match=NOT_YOURS):
            finder.images(asking(ask))


def test_an_address_is_a_file_of_the_web(playground: Playground, finder: Finder) -> None:
    (file,) = finder.images(asking(Ask(url="https://pictures.example/a%20cat.png?x=1")))
    assert (file.access, file.name) == (Access.WEB, "a cat.png")
    assert playground.calls == []


def test_what_slack_pushed_by_id_only_is_asked_for(playground: Playground, finder: Finder) -> None:
    _, shared = share(playground, "photo.png")
    _, deleted = share(playground, "gone.png")
    playground.delete_file(deleted)
    by_id = [FileRef(one, access=Access.ASK) for one in (shared, deleted)]
    found, gone = finder.images(asking(None, *by_id))
    assert (found.name, found.access, bool(found.url)) == ("photo.png", Access.HERE, True)
    assert (gone.id, gone.access, gone.claims_image) == (deleted, Access.GONE, True)


def test_what_turns_out_to_be_no_image_is_left_out(playground: Playground, finder: Finder) -> None:
    ts = playground.share([("notes.txt", b"text")])
    (message,) = [one for one in playground.messages() if one["ts"] == ts]
    notes = FileRef(message["files"][0]["id"], access=Access.ASK)
    assert finder.images(asking(None, notes, FileRef("F1", "a.png", claims_image=True))) == (
        FileRef("F1", "a.png", claims_image=True),
    )
