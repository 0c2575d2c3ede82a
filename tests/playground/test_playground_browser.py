"""The page in a real browser: needs the package playwright, and a Chromium of the system."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from playground.server import Playground

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
HOSTILE = "&lt;!channel&gt; &lt;@U0ADA&gt; <script>alert(1)</script> <javascript:alert(1)|click>"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture
def page(playground: Playground) -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS])
        opened = browser.new_page()
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda m: errors.append(m.text) if is_fault(m) else None)
        opened.goto(playground.url)
        opened.wait_for_selector("[data-channel]")
        yield opened
        browser.close()
    assert errors == []


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


def test_a_dropped_image_is_shared_and_the_answer_appears(
    playground: Playground, client: WebClient, page: Any, picture: bytes
) -> None:
    drop(page, "main", "drop", picture, "dataTransfer")
    (message,) = playground.wait_until(playground.messages)
    assert [f["bytes"] for f in playground.files_in(message)] == [picture]
    channel, ts = playground.channel_id, message["ts"]
    client.reactions_add(channel=channel, timestamp=ts, name="eyes")
    client.chat_postMessage(channel=channel, thread_ts=ts, text="A red rectangle.")
    page.wait_for_selector(".replies >> text=A red rectangle.")
    page.wait_for_selector(".reactions [aria-label='eyes, 1 by Glimpse']")
    page.wait_for_function("document.querySelector('.files img').naturalWidth === 8")
    page.wait_for_function("document.querySelector('#news').textContent.includes('red rectangle')")


def test_an_image_is_pasted_and_sent_with_words(
    playground: Playground, page: Any, picture: bytes
) -> None:
    drop(page, "#words", "paste", picture, "clipboardData")
    page.wait_for_selector("#chosen >> text=a.png")
    page.keyboard.type("what is this?")
    page.keyboard.press("Enter")
    (message,) = playground.wait_until(playground.messages)
    assert (message["text"], len(message["files"])) == ("what is this?", 1)
    page.wait_for_selector(".message >> text=what is this?")
    assert page.input_value("#words") == ""


def test_the_keyboard_reaches_threads_and_channels(playground: Playground, page: Any) -> None:
    parent = playground.say("parent")
    page.wait_for_selector(".message >> text=parent")
    page.focus(".reply")
    page.keyboard.press("Enter")
    page.keyboard.type("reply")
    page.keyboard.press("Enter")
    playground.wait_until(lambda: len(playground.messages(thread_ts=parent)) == 2)
    page.focus(f"[data-channel={playground.dm_id}]")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:has-text('Glimpse')")
    assert page.evaluate("document.querySelectorAll('.message').length") == 0


def test_hostile_text_stays_text(playground: Playground, client: WebClient, page: Any) -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": HOSTILE}},
        {"type": "header", "text": {"type": "plain_text", "text": "<!here> <b>"}},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_preformatted",
                    "elements": [{"type": "text", "text": "<!channel> &lt;b&gt;"}],
                }
            ],
        },
    ]
    client.chat_postMessage(channel=playground.channel_id, text=HOSTILE, blocks=blocks)
    client.chat_postMessage(channel=playground.channel_id, text=HOSTILE)
    page.wait_for_selector(".message:nth-child(2)")
    shown = "<!channel> <@U0ADA> scriptalert(1)/script click"
    assert page.inner_text(".block-section") == shown
    assert page.inner_text(".message:nth-child(2) .body") == shown
    assert page.inner_text(".block-header") == "<!here> <b>"
    assert page.inner_text(".block-rich_text pre") == "<!channel> &lt;b&gt;"
    assert page.query_selector_all(".mention, .message script, .message a[href^=javascript]") == []


def test_trouble_is_shown(playground: Playground, page: Any) -> None:
    page.fill("#words", "never arrives")
    page.route("**/page/messages", lambda route: route.abort())
    page.keyboard.press("Enter")
    page.wait_for_selector("#trouble >> text=Not sent")
    assert page.input_value("#words") == "never arrives"
