"""The page in a real browser: what people share, say and see."""

from typing import Any

from slack_sdk import WebClient

from doubles.asked import Asked
from doubles.browser import MARKS, drop, focused
from playground.server import Playground

HOSTILE = "&lt;!channel&gt; &lt;@U0ADA&gt; <script>alert(1)</script> <javascript:alert(1)|click>"

Json = dict[str, Any]

pytestmark = MARKS


def test_a_dropped_image_is_shared_and_the_answer_appears(
    playground: Playground, glimpse: Asked, page: Any, picture: bytes
) -> None:
    drop(page, "main", "drop", picture, "dataTransfer")
    (message,) = playground.wait_until(playground.messages)
    assert [f["bytes"] for f in playground.files_in(message)] == [picture]
    glimpse.client.reactions_add(
        channel=playground.channel_id, timestamp=message["ts"], name="eyes"
    )
    page.wait_for_selector(".replies >> text=A red rectangle")
    page.wait_for_selector(".replies th >> text=What")
    page.wait_for_selector(".reactions [aria-label='eyes, 1 by Glimpse']")
    page.wait_for_function("() => document.querySelector('.files img')?.naturalWidth === 8")
    page.wait_for_function(
        "() => document.querySelector('#news').textContent.includes('red rectangle')"
    )


def test_what_happened_for_an_answer_is_told(
    playground: Playground, glimpse: Asked, page: Any, picture: bytes
) -> None:
    ts = playground.share([("a.png", picture)])
    page.hover(".replies .message")
    page.click(".replies .explain")
    page.wait_for_selector("#trace .step")
    assert page.inner_text("#trace code") == f"T:{ts}"
    names = page.locator("#trace .what strong").all_inner_texts()
    assert sorted(names) == ["chat.postMessage", "file_shared", "message"]
    page.click("#trace summary >> text=chat.postMessage")
    assert "thread_ts" in page.inner_text("#trace details[open] pre")
    page.keyboard.press("Escape")
    assert focused(page) == "What happened"
    assert page.is_hidden("#trace")


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


def test_a_sample_is_shared_with_one_click(playground: Playground, page: Any) -> None:
    page.click("#samples >> text=A receipt")
    (message,) = playground.wait_until(playground.messages)
    assert message["files"][0]["name"] == "receipt.jpg"
    page.wait_for_function("() => document.querySelector('.files img')?.naturalWidth === 900")
    page.click("text=Try a picture")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    playground.wait_until(lambda: len(playground.messages()) == 2)
    assert focused(page) == "Try a picture"


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


def test_a_permalink_leads_to_its_message(
    playground: Playground, client: WebClient, page: Any
) -> None:
    dm = playground.dm_id
    texts = [f"message {number}" for number in range(40)]
    stamps = [client.chat_postMessage(channel=dm, text=text)["ts"] for text in texts]
    address = client.chat_getPermalink(channel=dm, message_ts=stamps[3])["permalink"]
    playground.say(f"see <{address}|this one>")
    page.click("text=this one")
    page.wait_for_selector("h2:has-text('Glimpse')")
    page.wait_for_function("() => document.activeElement.innerText?.includes('message 3')")
    assert page.locator(f"[data-ts='{stamps[3]}']").is_visible()
    assert page.evaluate("location.hash") == f"#{dm}"


def test_glimpse_is_invited_where_it_is_not(playground: Playground, page: Any) -> None:
    page.click(f"[data-channel={playground.other_channel_id}]")
    page.click("text=Invite Glimpse")
    page.wait_for_selector("text=@Glimpse has joined the channel")
    assert page.is_hidden("#invite")


def test_hostile_text_stays_text(playground: Playground, client: WebClient, page: Any) -> None:
    blocks: list[Json] = [
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
    page.wait_for_selector(".message >> nth=1")
    shown = "<!channel> <@U0ADA> scriptalert(1)/script click"
    assert page.inner_text(".block-section") == shown
    assert page.inner_text(".message >> nth=1 >> .body") == shown
    assert page.inner_text(".block-header") == "<!here> <b>"
    assert page.inner_text(".block-rich_text pre") == "<!channel> &lt;b&gt;"
    assert page.query_selector_all(".mention, .message script, .message a[href^=javascript]") == []


def test_trouble_is_shown(playground: Playground, page: Any) -> None:
    page.fill("#words", "never arrives")
    page.route("**/page/messages", lambda route: route.abort())
    page.keyboard.press("Enter")
    page.wait_for_selector("#trouble >> text=Not sent")
    assert page.input_value("#words") == "never arrives"
    page.click("text=Shortcuts")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trouble >> text=dispatch_failed")


def test_the_theme_is_chosen_and_remembered(page: Any) -> None:
    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    page.click("#theme")
    page.click("#theme")
    assert page.inner_text("#theme") == "Theme: dark"
    dark = ground()
    page.reload()
    page.wait_for_selector("[data-channel]")
    assert (light, ground()) == ("rgb(255, 255, 255)", dark)
    assert dark != light
