"""A web application served from a thread, for as long as a `with` block lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from services.errors import SettingsError


@contextmanager
def serving(application: Any, host: str, port: int) -> Iterator[int]:
    """Serve an ASGI `application` and yield its port; 0 asks the system for a free one.

    Raises:
        SettingsError: the port is taken.
    """
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise SettingsError((f"Port {port} cannot be opened ({error.strerror}).",)) from error
    config = uvicorn.Config(application, log_level="warning", access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listener]}, name="http", daemon=True
    )
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(timeout=10)  # a request that never ends must not keep the process
        listener.close()
