"""The page in a real browser: commands, shortcuts, buttons, modals, App Home."""

from typing import Any

from slack_bolt import Ack

from doubles.asked import Asked
from doubles.browser import MARKS, focused
from doubles.shown import FORM, HOME
from playground.server import Playground

Json = dict[str, Any]

pytestmark = MARKS


def test_a_command_is_completed_sent_and_answered(
    playground: Playground, glimpse: Asked, page: Any
) -> None:
    heard = glimpse.listen(glimpse.app.command("/caption"), "looking…")
    page.focus("#words")
    page.keyboard.type("/")
    page.wait_for_selector("[role=option] >> nth=2")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#words", "aria-activedescendant") == "completion-1"
    page.keyboard.type("cap")
    page.keyboard.press("Tab")
    assert page.input_value("#words") == "/caption "
    assert "[last 3 | link]" in page.inner_text("#hint")
    page.keyboard.type("last 3")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ephemeral >> text=looking…")
    assert page.inner_text(".ephemeral .only") == "Only visible to you"
    assert (heard[0]["text"], heard[0]["channel_id"]) == ("last 3", playground.channel_id)
    page.keyboard.type("/nothing")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=/nothing is not a valid command")
    page.hover(".ephemeral >> nth=0")
    page.click(".ephemeral >> nth=0 >> .more")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=looking…", state="detached")


def test_a_modal_is_opened_filled_in_and_submitted(
    playground: Playground, glimpse: Asked, page: Any, picture: bytes
) -> None:
    def on_shortcut(ack: Ack, body: Json) -> None:
        ack()
        glimpse.client.views_open(trigger_id=body["trigger_id"], view=FORM)

    glimpse.app.shortcut("analyse")(on_shortcut)
    heard = glimpse.listen(glimpse.app.view("form"))
    closed = glimpse.listen(glimpse.app.view_closed("form"))
    page.click("text=Shortcuts")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=Analyse an image")
    assert focused(page) == "modal-title"
    page.click("dialog .primary")
    page.wait_for_selector("dialog .mistake >> text=required")
    files = {"name": "a.png", "mimeType": "image/png", "buffer": picture}
    page.set_input_files("dialog input[type=file]", files=[files])
    page.check("dialog >> text=Text")
    page.select_option("dialog select", "ja")
    page.fill("dialog textarea", "a note")
    page.click("dialog .primary")
    page.wait_for_selector("dialog[open]", state="detached")
    state = heard[0]["view"]["state"]["values"]
    assert [f["name"] for f in state["images"]["files"]["files"]] == ["a.png"]
    assert [o["value"] for o in state["features"]["features"]["selected_options"]] == [
        "caption",
        "text",
    ]
    assert state["language"]["language"]["selected_option"]["value"] == "ja"
    assert state["note"]["note"]["value"] == "a note"
    assert focused(page) == "Shortcuts"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=Analyse an image")
    page.keyboard.press("Escape")
    playground.wait_until(lambda: closed)
    page.wait_for_selector("dialog[open]", state="detached")


def test_what_is_typed_stays_while_the_app_changes_the_modal(
    playground: Playground, glimpse: Asked, page: Any
) -> None:
    view = glimpse.client.views_open(
        trigger_id=playground.workspace.new_trigger(playground.user_id), view=FORM
    )["view"]
    page.wait_for_selector("dialog[open] >> text=Analyse an image")
    page.fill("dialog textarea", "half a no")
    page.check("dialog >> text=Text")
    page.select_option("dialog select", "ja")
    glimpse.client.views_update(
        view_id=view["id"], view=FORM | {"title": {"type": "plain_text", "text": "Changed"}}
    )
    page.wait_for_selector("dialog[open] >> text=Changed")
    assert page.input_value("dialog textarea") == "half a no"
    assert page.is_checked("dialog input[value=text]")
    assert page.input_value("dialog select") == "ja"


def test_buttons_and_menus_of_an_answer_are_used_by_keyboard(
    playground: Playground, glimpse: Asked, page: Any, picture: bytes
) -> None:
    ids = ("read", "language", "more", "delete")
    heard = {name: glimpse.listen(glimpse.app.action(name)) for name in ids}
    playground.share([("a.png", picture)])
    page.wait_for_selector(".actions")
    page.focus("[data-key$='/read']")
    page.keyboard.press("Enter")
    playground.wait_until(lambda: heard["read"])
    page.focus("[data-key$='/language']")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    playground.wait_until(lambda: heard["language"])
    page.wait_for_selector("[data-key$='/language'] >> text=Ja")
    assert page.evaluate("document.activeElement.dataset.key").endswith("/language")
    page.click("[data-key$='/more']")
    page.keyboard.press("Escape")
    assert focused(page) == "More"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    playground.wait_until(lambda: heard["more"])
    page.click("[data-key$='/delete']")
    page.click("dialog >> text=Deny")
    page.click("[data-key$='/delete']")
    page.click("dialog >> text=Confirm")
    playground.wait_until(lambda: heard["delete"])
    assert len(heard["delete"]) == 1
    chosen = heard["language"][0]["actions"][0]["selected_option"]["value"]
    assert (chosen, heard["more"][0]["actions"][0]["selected_option"]["value"]) == ("ja", "faces")


def test_the_menu_of_a_message_has_shortcuts_and_changes_it(
    playground: Playground, glimpse: Asked, page: Any
) -> None:
    heard = glimpse.listen(glimpse.app.shortcut("describe"))
    ts = playground.say("first words")
    page.hover(".message")
    page.click(".message .more")
    assert page.locator("[role=menuitem]").all_inner_texts() == [
        "Describe this image\nGlimpse",
        "Edit message",
        "Delete message",
    ]
    page.keyboard.press("Enter")
    playground.wait_until(lambda: heard)
    assert heard[0]["message_ts"] == ts
    page.click(".message .more")
    page.click("text=Edit message")
    page.keyboard.press("Control+a")
    page.keyboard.type("other words")
    page.keyboard.press("Enter")
    page.wait_for_selector(".message >> text=other words")
    page.wait_for_selector(".message >> text=edited")
    page.click(".message .more")
    page.click("text=Delete message")
    page.wait_for_selector(".message", state="detached")
    assert playground.messages() == []


def test_app_home_is_a_tab_of_the_direct_message(
    playground: Playground, glimpse: Asked, page: Any
) -> None:
    def on_open(event: Json) -> None:
        if event["tab"] == "home":
            glimpse.client.views_publish(user_id=event["user"], view=HOME)

    glimpse.app.event("app_home_opened")(on_open)
    ticked = glimpse.listen(glimpse.app.action("on"))
    page.click(f"[data-channel={playground.dm_id}]")
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#home >> text=Twelve so far.")
    assert page.is_hidden("#composer")
    page.check("#home >> text=Captions")
    playground.wait_until(lambda: ticked)
    page.reload()
    page.wait_for_selector("#home >> text=Twelve so far.")
    assert page.is_checked("#home input")
    page.click("[role=tab] >> text=Messages")
    page.wait_for_selector("#composer")
