"""The manifest against Slack's own schema, and against what the code really does."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml
from slack_bolt import App

from handlers import buttons, commands, forms, home, mentions, shared_images, shortcuts
from handlers.desk import Desk
from playground.rules.scopes import RULES
from services.jobs.database import create_engine
from services.jobs.store import Store
from services.replies import modals
from services.replies.buttons import Action
from services.vision import Feature

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.1.0.0.json"


def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
    return loaded


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's schema is not here")
def test_the_manifest_passes_slacks_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(manifest())


def test_every_scope_has_its_reason_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    asked = manifest()
    scopes = asked["oauth_config"]["scopes"]["bot"]
    events = asked["settings"]["event_subscriptions"]["bot_events"]
    assert [name for name in [*scopes, *events] if f"`{name}`" not in readme] == []


class Registrations:
    """Stands for Bolt's App while the handlers register: it notes what for."""

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = {}

    def __getattr__(self, kind: str) -> Callable[[str], Callable[[object], object]]:
        def register(name: str) -> Callable[[object], object]:
            self.names.setdefault(kind, set()).add(name)
            return lambda listener: listener

        return register


@pytest.fixture
def registered(tmp_path: Path) -> Iterator[dict[str, set[str]]]:
    engine = create_engine(f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    desk = Desk(lambda *_: None, Store(engine), frozenset(Feature), ())
    noted = Registrations()
    for surface in (shared_images, mentions, commands, shortcuts, forms, buttons, home):
        surface.register(cast(App, noted), desk)
    yield noted.names
    engine.dispose()


def test_commands_and_shortcuts_are_those_that_are_listened_to(
    registered: dict[str, set[str]],
) -> None:
    features = manifest()["features"]
    assert {one["command"] for one in features["slash_commands"]} == registered["command"]
    assert {one["callback_id"] for one in features["shortcuts"]} == registered["shortcut"]
    kinds = {one["callback_id"]: one["type"] for one in features["shortcuts"]}
    assert kinds == {
        shortcuts.MESSAGE_SHORTCUT: "message",
        shortcuts.GLOBAL_SHORTCUT: "global",
    }


def test_events_are_those_that_are_listened_to(registered: dict[str, set[str]]) -> None:
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert {event.split(".")[0] for event in events} == registered["event"]
    assert {event for event in events if "." in event} == {
        "message.channels", "message.groups", "message.im", "message.mpim",
    }  # fmt: skip


def test_every_button_and_form_has_a_listener(registered: dict[str, set[str]]) -> None:
    assert registered["action"] == {action.value for action in Action}
    assert registered["view"] == {modals.DESCRIBE, modals.SETTINGS}


EVENT_SCOPES = {
    "app_mention": {"app_mentions:read"},
    "file_deleted": {"files:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "member_joined_channel": {"channels:read", "groups:read"},
}


def methods_called() -> set[str]:
    """Return the Web API methods that the source calls, such as ``chat.postMessage``."""
    sources = [*(ROOT / "services").rglob("*.py"), *(ROOT / "handlers").glob("*.py")]
    text = "\n".join(source.read_text("utf-8") for source in sources)
    found = re.findall(r"(?:client|careful)\.([a-z]+)_([A-Za-z]+)\(", text)
    return {f"{family}.{name}" for family, name in found}


def test_every_scope_is_needed_and_every_need_has_a_scope() -> None:
    asked = set(manifest()["oauth_config"]["scopes"]["bot"])
    called = methods_called()
    assert {"chat.postMessage", "files.info", "reactions.add"} <= called
    lacking = {
        name for name in called if RULES[name].scopes and not asked & set(RULES[name].scopes)
    }
    assert lacking == set()
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    by_events = set().union(*(EVENT_SCOPES.get(event, set()) for event in events))
    by_methods = set().union(*(set(RULES[name].scopes) & asked for name in called))
    assert asked == by_events | by_methods | {"commands"}
