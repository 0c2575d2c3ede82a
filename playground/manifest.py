"""What the app's manifest grants: scopes, events, names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of `manifest.yml` that decide what Slack lets the app do and hear."""

    name: str
    scopes: frozenset[str]
    bot_events: frozenset[str]
    commands: tuple[str, ...] = ()


def load_manifest(path: Path) -> Manifest:
    """Read a manifest in YAML or JSON; KeyError where a needed part is missing."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    features = document.get("features", {})
    settings = document.get("settings", {})
    subscriptions = settings.get("event_subscriptions", {})
    return Manifest(
        name=features["bot_user"]["display_name"],
        scopes=frozenset(document["oauth_config"]["scopes"]["bot"]),
        bot_events=frozenset(subscriptions.get("bot_events", ())),
        commands=tuple(c["command"] for c in features.get("slash_commands", ())),
    )
