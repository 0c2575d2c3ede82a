import queue
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from slack_sdk import WebClient

from playground.person.editor import to_mrkdwn, to_rich_text
from playground.server import Playground
from playground.workspace.state import ADA, GRACE

SCRIPT = "<script>alert(1)</script> & <!channel>"


@pytest.fixture
def page(playground: Playground) -> Iterator[requests.Session]:
    """A browser's session: its requests carry the page's origin."""
    with requests.Session() as session:
        session.headers["Origin"] = playground.url
        yield session


def send(page: requests.Session, playground: Playground, **fields: Any) -> requests.Response:
    files = [("files", file) for file in fields.pop("files", ())]
    files = files or [("nothing", (None, ""))]
    return page.post(f"{playground.url}/page/messages", data=fields, files=files, timeout=5)


def test_the_page_and_its_parts_are_served_under_a_policy(playground: Playground) -> None:
    answer = requests.get(playground.url, timeout=5)
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "style=" not in answer.text and "onclick" not in answer.text
    for part in ("app.js", "blocks.js", "base.css", "layout.css", "icon.svg"):
        assert f"/page/static/{part}" in answer.text or part == "blocks.js"
        assert requests.get(f"{playground.url}/page/static/{part}", timeout=5).status_code == 200
    assert requests.get(f"{playground.url}/page/static/../server.py", timeout=5).status_code == 404


def test_a_person_sends_words_and_images(
    playground: Playground, page: requests.Session, picture: bytes
) -> None:
    files = [("a.png", picture, "image/png"), ("b.png", picture, "image/png")]
    answer = send(page, playground, text="look @glimpse", channel="C0SECRET", files=files)
    (message,) = playground.messages("C0SECRET")
    assert answer.json() == {"ts": message["ts"]}
    assert message["text"] == f"look <@{playground.bot_user_id}>"
    assert [f["bytes"] for f in playground.files_in(message)] == [picture, picture]
    assert message["user"] == playground.user_id


def test_a_person_replies_in_a_thread(playground: Playground, page: requests.Session) -> None:
    parent = playground.say("parent")
    send(page, playground, text="reply", thread_ts=parent)
    assert [m["text"] for m in playground.messages(thread_ts=parent)] == ["parent", "reply"]


def test_typed_words_are_escaped(playground: Playground, page: requests.Session) -> None:
    send(page, playground, text=SCRIPT)
    (message,) = playground.messages()
    assert "<" not in message["text"]
    assert message["blocks"][0]["elements"][0]["elements"] == [{"type": "text", "text": SCRIPT}]


def test_mentions_are_made_of_names_that_exist() -> None:
    people = [ADA, GRACE]
    assert to_mrkdwn("@ada, @nobody <@U0ADA>", people) == "<@U0ADA>, @nobody &lt;@U0ADA&gt;"
    elements = to_rich_text("hi <@U0ADA> &lt;b&gt;")[0]["elements"][0]["elements"]
    assert elements == [
        {"type": "text", "text": "hi "},
        {"type": "user", "user_id": "U0ADA"},
        {"type": "text", "text": " <b>"},
    ]
    assert to_rich_text("") == []


def test_addresses_become_links_and_names_of_emoji_emoji() -> None:
    text = to_mrkdwn("see https://a.example/?x=1&y, :eyes: at 10:30:00", [])
    assert text == "see <https://a.example/?x=1&amp;y>, :eyes: at 10:30:00"
    assert to_rich_text(f"{text} <https://b.example|b> <#C0GENERAL>")[0]["elements"][0][
        "elements"
    ] == [
        {"type": "text", "text": "see "},
        {"type": "link", "url": "https://a.example/?x=1&y"},
        {"type": "text", "text": ", "},
        {"type": "emoji", "name": "eyes"},
        {"type": "text", "text": " at 10:30:00 "},
        {"type": "link", "url": "https://b.example", "text": "b"},
        {"type": "text", "text": " "},
        {"type": "channel", "channel_id": "C0GENERAL"},
    ]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"text": " "}, 400), ({"text": "x", "channel": "C0NOWHERE"}, 404)],
)
def test_what_cannot_be_sent_gets_a_sentence(
    playground: Playground, page: requests.Session, fields: dict[str, str], status: int
) -> None:
    answer = send(page, playground, **fields)
    assert answer.status_code == status
    assert answer.text.endswith(".")


def test_too_much_is_refused_before_it_is_read(playground: Playground) -> None:
    headers = {"Origin": playground.url, "Content-Length": str(10**10)}
    request = requests.Request("POST", f"{playground.url}/page/messages", headers=headers)
    prepared = request.prepare()
    prepared.headers["Content-Length"] = str(10**10)
    with requests.Session() as session:
        answer = session.send(prepared, timeout=5)
    assert answer.status_code == 413


def test_the_state_shows_the_channel_its_threads_and_what_is_for_me(
    playground: Playground, client: WebClient
) -> None:
    channel = playground.channel_id
    parent = playground.say("parent")
    client.chat_postMessage(channel=channel, text="reply", thread_ts=parent)
    client.chat_postEphemeral(channel=channel, text="for Ada", user=playground.user_id)
    client.chat_postEphemeral(channel=channel, text="for Grace", user="U0GRACE")
    state = requests.get(f"{playground.url}/page/state?channel={channel}", timeout=5).json()
    assert [m["text"] for m in state["messages"]] == ["parent", "for Ada"]
    assert [m["text"] for m in state["messages"][0]["replies"]] == ["reply"]
    assert state["messages"][1]["ephemeral"] is True
    assert (state["app"]["name"], state["app"]["connected"]) == ("Glimpse", False)
    entries = {c["id"]: c for c in state["channels"]}
    assert entries[playground.other_channel_id]["member"] is False
    assert entries[playground.dm_id]["name"] == "Glimpse"
    missing = requests.get(f"{playground.url}/page/state?channel=C0NOWHERE", timeout=5)
    assert missing.status_code == 404


def test_pictures_are_shown_and_all_else_is_only_downloaded(
    playground: Playground, picture: bytes
) -> None:
    page = b"<script>alert(1)</script>"
    playground.share([("a.png", picture), ("b.png", page), ("c.svg", b"<svg/>")])
    ids = [f["id"] for f in playground.messages()[0]["files"]]
    answers = [requests.get(f"{playground.url}/page/files/{i}", timeout=5) for i in ids]
    kinds = [a.headers["content-type"] for a in answers]
    assert kinds == ["image/png", "application/octet-stream", "application/octet-stream"]
    assert [a.headers.get("content-disposition") for a in answers] == [
        None,
        "attachment",
        "attachment",
    ]
    assert answers[0].content == picture
    permalink = playground.messages()[0]["files"][0]["permalink"]
    assert requests.get(permalink, timeout=5).content == picture
    gone = requests.get(f"{playground.url}/page/files/F0NOBODYS1", timeout=5)
    assert gone.status_code == 404
    assert playground.downloads == []


@pytest.mark.parametrize(
    ("path", "status", "place"),
    [
        ("C0GENERAL/p1795208775536347", 307, "/#C0GENERAL/p1795208775.536347"),
        ("C0NOWHERE/p1795208775536347", 404, None),
        ("C0GENERAL/pictures", 404, None),
    ],
)
def test_permalinks_lead_into_the_page(
    playground: Playground, path: str, status: int, place: str | None
) -> None:
    address = f"{playground.url}/archives/{path}"
    answer = requests.get(address, timeout=5, allow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (status, place)


def test_changes_are_told_as_they_happen(playground: Playground) -> None:
    versions: queue.Queue[int] = queue.Queue()

    def follow(answer: requests.Response) -> None:
        for line in answer.iter_lines():
            if line.startswith(b"data: "):
                versions.put(int(line[6:]))

    url = f"{playground.url}/page/changes"
    with requests.get(url, stream=True, timeout=10) as answer:
        thread = threading.Thread(target=follow, args=(answer,))
        thread.start()
        first = versions.get(timeout=10)
        playground.say("news")
        assert versions.get(timeout=10) > first
        playground.stop()
        thread.join(timeout=10)
    assert not thread.is_alive()
    assert playground.workspace.watchers == set()


@pytest.mark.parametrize(
    "host", ["evil.example.com", "evil.example.com:80", "127.0.0.1.evil.example.com", "[::", ""]
)
@pytest.mark.parametrize("path", ["/", "/page/state", "/api/auth.test"])
def test_foreign_hosts_are_refused(playground: Playground, host: str, path: str) -> None:
    answer = requests.get(playground.url + path, headers={"Host": host}, timeout=5)
    assert answer.status_code in (400, 403)
    assert "ok" not in answer.text


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_names_of_this_machine_are_taken(playground: Playground, name: str) -> None:
    host = f"{name}:{playground.url.rsplit(':', 1)[1]}"
    assert requests.get(playground.url, headers={"Host": host}, timeout=5).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/page/messages", "/api/chat.postMessage"])
def test_pages_of_other_sites_cannot_post(playground: Playground, origin: str, path: str) -> None:
    fields = {"channel": playground.channel_id, "text": "x", "token": playground.bot_token}
    answer = requests.post(
        playground.url + path, data=fields, headers={"Origin": origin}, timeout=5
    )
    assert answer.status_code == 403
    assert playground.messages() == []


def test_a_post_without_an_origin_is_no_browsers(playground: Playground) -> None:
    answer = requests.post(f"{playground.url}/page/messages", data={"text": "x"}, timeout=5)
    assert answer.status_code == 403
