"""views.*: modals and App Home."""

from typing import Any

from slack_sdk import WebClient

from doubles.asked import Asked
from doubles.forms import LANGUAGE, OPTIONS, error_of, modal, plain, trigger
from playground.server import Playground


def test_a_view_is_published_and_a_trigger_works_once(
    playground: Playground, client: WebClient
) -> None:
    blocks = [{"type": "divider", "block_id": "line"}]
    client.views_publish(user_id=playground.user_id, view={"type": "home", "blocks": blocks})
    assert (playground.home() or {})["blocks"] == blocks
    modal = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Settings"},
        "blocks": [{"type": "divider"}],
    }
    error = error_of(client.views_open, trigger_id="1.2.made-up", view=modal)
    assert error == "invalid_trigger_id"
    trigger = playground.workspace.new_trigger(playground.user_id)
    opened = client.views_open(trigger_id=trigger, view=modal)["view"]
    assert error_of(client.views_open, trigger_id=trigger, view=modal) == "exchanged_trigger_id"
    client.views_update(view_id=opened["id"], view=modal | {"callback_id": "again"})
    assert (playground.modal() or {})["callback_id"] == "again"
    assert error_of(client.views_update, view_id="V0", view=modal) == "not_found"
    error = error_of(client.views_publish, user_id=playground.user_id, view=modal)
    assert error == "invalid_arguments"


def test_an_update_keeps_what_was_chosen(playground: Playground, client: WebClient) -> None:
    view = modal([{"type": "actions", "block_id": "b", "elements": [LANGUAGE]}], external_id="mine")
    stored = client.views_open(trigger_id=trigger(playground), view=view)["view"]
    playground.click(stored["id"], "language", "faces")
    answer = client.views_update(external_id="mine", view=view, hash=stored["hash"])["view"]
    assert answer["state"]["values"]["b"]["language"]["selected_option"] == OPTIONS[1]
    error = error_of(client.views_update, view_id=stored["id"], view=view, hash=stored["hash"])
    assert error == "hash_conflict"
    error = error_of(client.views_open, trigger_id=trigger(playground), view=view)
    assert error == "duplicate_external_id"


def test_app_home_is_opened_published_and_used(asked: Asked) -> None:
    opened = asked.hear("app_home_opened")
    heard = asked.listen(asked.app.action("language"))
    p, client = asked.playground, asked.client
    blocks = [{"type": "section", "text": plain("Hello"), "accessory": LANGUAGE}]
    p.open_home(user="U0GRACE")
    p.wait_until(lambda: opened)
    assert (opened[0]["user"], opened[0]["tab"], "view" in opened[0]) == ("U0GRACE", "home", False)
    client.views_publish(user_id="U0GRACE", view={"type": "home", "blocks": blocks})
    home = p.home("U0GRACE") or {}
    p.click(home["id"], "language", "tags", user="U0GRACE")
    assert heard[0]["view"]["type"] == "home"
    p.open_home(user="U0GRACE")
    p.wait_until(lambda: len(opened) == 2)
    assert opened[1]["view"]["id"] == home["id"]
    assert p.home() is None
    hashed = client.views_publish(
        user_id="U0GRACE", view={"type": "home", "blocks": []}, hash=home["hash"]
    )["view"]
    assert hashed["id"] == home["id"]


def test_a_home_needs_its_tab(tmp_path: Any, manifest: Any) -> None:
    path = tmp_path / "homeless.yml"
    text = manifest.read_text("utf-8").replace("home_tab_enabled: true", "home_tab_enabled: false")
    path.write_text(text, encoding="utf-8")
    with Playground(port=0, manifest=path) as p:
        client = WebClient(token=p.bot_token, base_url=p.api_url)
        view = {"type": "home", "blocks": [{"type": "divider"}]}
        assert error_of(client.views_publish, user_id=p.user_id, view=view) == "not_enabled"
