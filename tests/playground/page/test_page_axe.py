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


Check = Callable[[str], None]
"""Takes what is shown now, for the message where something serious is found."""


@pytest.fixture(params=[1280, 420])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=["light", "dark"])
def seen(request: pytest.FixtureRequest, visit: Callable[..., Any], width: int) -> Any:
    """Open the page in a scheme and a width."""
    return visit(color_scheme=request.param, viewport={"width": width, "height": 800})


@pytest.fixture
def check(seen: Any) -> Check:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def find_nothing_serious(what: str) -> None:
        found = axe.run(seen).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        assert [(what, v["id"], [n["html"] for n in v["nodes"]][:3]) for v in grave] == []

    return find_nothing_serious


def test_axe_finds_nothing_serious_in_an_answer(
    playground: Playground, glimpse: Asked, seen: Any, check: Check, picture: bytes
) -> None:
    glimpse.listen(glimpse.app.command("/caption"), "looking…")
    check("an empty channel")
    playground.share([("a.png", picture, "a red dot")], text="look `here` <https://a.example>")
    seen.wait_for_selector(".replies .actions")
    playground.command("/caption")
    seen.wait_for_selector(".ephemeral")
    check("an answer")
    seen.focus("#words")
    seen.keyboard.type("/")
    seen.wait_for_selector("[role=option]")
    check("suggestions")
    seen.keyboard.press("Escape")
    seen.locator(".replies .explain").dispatch_event("click")
    seen.wait_for_selector("#trace .step")
    check("what happened")


def test_axe_finds_nothing_serious_in_a_modal_and_app_home(
    playground: Playground, glimpse: Asked, seen: Any, check: Check
) -> None:
    def on_shortcut(ack: Ack, body: Json) -> None:
        ack()
        glimpse.client.views_open(trigger_id=body["trigger_id"], view=FORM)

    glimpse.app.shortcut("analyse")(on_shortcut)
    seen.click("[aria-label=Shortcuts]")
    check("a menu")
    seen.keyboard.press("Enter")
    seen.wait_for_selector("dialog[open]")
    seen.click("dialog .primary")
    seen.wait_for_selector("dialog .mistake >> text=required")
    check("a modal")
    seen.keyboard.press("Escape")
    glimpse.client.views_publish(user_id=playground.user_id, view=HOME)
    seen.click(f"[data-channel={playground.dm_id}]")
    seen.click("[role=tab] >> text=Home")
    seen.wait_for_selector("#home >> text=Twelve so far.")
    check("App Home")
