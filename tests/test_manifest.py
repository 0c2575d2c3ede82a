"""The manifest against Slack's own schema, and against what the code really does."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

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


def test_every_event_has_the_scope_it_needs() -> None:
    scopes = set(manifest()["oauth_config"]["scopes"]["bot"])
    needed = {
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "message.mpim": "mpim:history",
    }
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == set(needed)
    assert {needed[event] for event in events} <= scopes
