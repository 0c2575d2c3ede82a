"""What the page reads."""

import queue
import threading

import pytest
import requests

from doubles.visitor import Visitor
from playground.server import Playground


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
    with requests.get(url, stream=True, timeout=60) as answer:
        thread = threading.Thread(target=follow, args=(answer,))
        thread.start()
        first = versions.get(timeout=60)
        playground.say("news")
        assert versions.get(timeout=60) > first
        playground.stop()
        thread.join(timeout=60)
    assert not thread.is_alive()
    assert playground.workspace.watchers == set()


def test_samples_of_another_name_are_not_there(visitor: Visitor) -> None:
    assert visitor.get("samples/nothing.png").status_code == 404
