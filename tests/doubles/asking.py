"""A plain client of the Azure double, and pictures to send."""

import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any

import requests
from PIL import Image

from doubles.azure_service import AzureService

Ask = Callable[..., requests.Response]
BYTES = "application/octet-stream"


def encoded(size: tuple[int, int] = (800, 600), kind: str = "JPEG") -> bytes:
    """Return a picture with enough in it to weigh more than Face's smallest file."""
    made = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(made, kind)
    return made.getvalue()


@contextlib.contextmanager
def asking(azure: AzureService, photo: bytes) -> Iterator[Ask]:
    """Give `ask(path, params, data=, content_type=, key=, method=, timeout=)`."""
    with requests.Session() as session:

        def send(
            path: str,
            params: dict[str, str] | None = None,
            *,
            data: bytes = photo,
            content_type: str | None = BYTES,
            key: str | None = azure.key,
            method: str = "POST",
            timeout: float = 20,
        ) -> requests.Response:
            headers = {"Content-Type": content_type} if content_type else {}
            headers |= {"Ocp-Apim-Subscription-Key": key} if key else {}
            return session.request(
                method,
                path if path.startswith("http") else azure.endpoint + path,
                params=params,
                data=None if method == "GET" else data,
                headers=headers,
                allow_redirects=False,
                timeout=timeout,
            )

        yield send


def told(ask: Ask, path: str, params: dict[str, str] | None = None, **how: Any) -> tuple[int, str]:
    """Return the status and the code that says most."""
    answer = ask(path, params, **how)
    error = answer.json()["error"]
    return answer.status_code, error.get("innererror", error)["code"]
