"""The playground as one object."""

from pathlib import Path

import pytest

from playground.server import Playground


def test_http_needs_an_address_on_plain_http(manifest: Path) -> None:
    for url in (None, "https://127.0.0.1/", "ftp://127.0.0.1/"):
        with pytest.raises(ValueError, match="request_url"):
            Playground(port=0, manifest=manifest, transport="http", request_url=url)
