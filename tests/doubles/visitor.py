"""A browser's session with the playground's page, without the browser."""

from typing import Any

import requests

from playground.server import Playground


class Visitor:
    """A session whose requests carry the page's origin, as a browser's do."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.session = requests.Session()
        self.session.headers["Origin"] = playground.url

    def post(self, what: str, **words: Any) -> requests.Response:
        """Post words as JSON to one of the page's addresses."""
        return self.session.post(f"{self.playground.url}/page/{what}", json=words, timeout=60)

    def send(self, **fields: Any) -> requests.Response:
        """Send the message box's form; `files` are (name, bytes, type)."""
        files = [("files", file) for file in fields.pop("files", ())]
        files = files or [("nothing", (None, ""))]
        address = f"{self.playground.url}/page/messages"
        return self.session.post(address, data=fields, files=files, timeout=60)

    def get(self, what: str) -> requests.Response:
        """Read one of the page's addresses."""
        return self.session.get(f"{self.playground.url}/page/{what}", timeout=60)
