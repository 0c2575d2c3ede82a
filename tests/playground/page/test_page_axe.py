"""The page under axe-core: nothing serious, in light and dark, wide and narrow."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack

from doubles.asked import Asked
from doubles.browser import MARKS
from doubles.shown import FORM, HOME
from playground.server import Playground

Json = dict[str, Any]

pytestmark = MARKS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_axe_finds_nothing_serious(
    playground: Playground,
    glimpse: Asked,
    visit: Callable[..., Any],
    picture: bytes,
    scheme: str,
    width: int,
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(color_scheme=scheme, viewport={"width": width, "height": 800})

    def check(what: str) -> None:
        found = axe.run(page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        shown = [(what, v["id"], [n["html"] for n in v["nodes"]][:3]) for v in grave]
        assert shown == []

    def on_shortcut(ack: Ack, body: Json) -> None:
        ack()
        glimpse.client.views_open(trigger_id=body["trigger_id"], view=FORM)

    glimpse.app.shortcut("analyse")(on_shortcut)
    glimpse.listen(glimpse.app.command("/caption"), "looking…")
    check("an empty channel")
    playground.share([("a.png", picture, "a red dot")], text="look `here` <https://a.example>")
    page.wait_for_selector(".replies .actions")
    playground.command("/caption")
    page.wait_for_selector(".ephemeral")
    check("an answer")
    page.focus("#words")
    page.keyboard.type("/")
    page.wait_for_selector("[role=option]")
    check("suggestions")
    page.keyboard.press("Escape")
    page.locator(".replies .explain").dispatch_event("click")
    page.wait_for_selector("#trace .step")
    check("what happened")
    page.click("#close-trace")
    page.click("[aria-label=Shortcuts]")
    check("a menu")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.click("dialog .primary")
    page.wait_for_selector("dialog .mistake >> text=required")
    check("a modal")
    page.keyboard.press("Escape")
    glimpse.client.views_publish(user_id=playground.user_id, view=HOME)
    page.click(f"[data-channel={playground.dm_id}]")
    page.click("[role=tab] >> text=Home")
    page.wait_for_selector("#home >> text=Twelve so far.")
    check("App Home")
