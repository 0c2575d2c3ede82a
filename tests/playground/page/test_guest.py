"""How the page's requests are read."""

import requests

from doubles.visitor import Visitor
from playground.server import Playground


def test_only_objects_are_read(playground: Playground, visitor: Visitor) -> None:
    for body in (b"[]", b"{", b""):
        address = f"{playground.url}/page/commands"
        assert visitor.session.post(address, data=body, timeout=5).status_code == 400


def test_too_much_is_refused_before_it_is_read(playground: Playground) -> None:
    headers = {"Origin": playground.url, "Content-Length": str(10**10)}
    request = requests.Request("POST", f"{playground.url}/page/messages", headers=headers)
    prepared = request.prepare()
    prepared.headers["Content-Length"] = str(10**10)
    with requests.Session() as session:
        answer = session.send(prepared, timeout=5)
    assert answer.status_code == 413
