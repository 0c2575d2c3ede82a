"""A real browser: Chromium of the system, driven by Playwright."""

import shutil
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MARKS = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
"""What a module of browser tests puts into its `pytestmark`."""


def is_fault(message: Any) -> bool:
    """Tell a message of the console that speaks of a fault in the page, like a policy broken."""
    return message.type == "error" and "Failed to load resource" not in message.text


def drop(page: Any, selector: str, event: str, picture: bytes, property: str) -> None:
    """Hand the page a file as a drop or a paste does."""
    page.evaluate(
        """([selector, event, property, bytes]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "a.png", {type: "image/png"}));
            const kind = event === "paste" ? ClipboardEvent : DragEvent;
            const made = new kind(event, {bubbles: true, cancelable: true, [property]: data});
            document.querySelector(selector).dispatchEvent(made);
        }""",
        [selector, event, property, list(picture)],
    )


def focused(page: Any) -> str:
    """Say what has the focus: its name for a screen reader, or its id."""
    found = page.evaluate(
        "[document.activeElement.getAttribute('aria-label'), document.activeElement.id, "
        "document.activeElement.innerText]"
    )
    return str(found[0] or found[1] or found[2])
