"""What the app's manifest grants and offers: scopes, events, commands, shortcuts, surfaces."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "file_deleted": ("files:read",),
    "file_shared": ("files:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
}
"""The scopes of which an event needs one (docs.slack.dev/reference/events)."""


class ManifestError(ValueError):
    """Slack would not take this manifest."""


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. `should_escape`: mentions in its text arrive as `<@U…|name>`."""

    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: `kind` is message (in a message's menu) or global."""

    callback_id: str
    name: str
    kind: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of `manifest.yml` that decide what Slack lets the app do, show and hear."""

    name: str
    scopes: frozenset[str]
    bot_events: frozenset[str]
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    interactivity: bool = False
    home_tab: bool = False
    messages_tab: bool = True

    def command(self, name: str) -> Command | None:
        """Return the command of this name, if there is one."""
        return next((c for c in self.commands if c.name == name), None)

    def shortcut(self, callback_id: str, kind: str) -> Shortcut | None:
        """Return the shortcut of this id and kind, if there is one."""
        found = (s for s in self.shortcuts if (s.callback_id, s.kind) == (callback_id, kind))
        return next(found, None)


def load_manifest(path: Path) -> Manifest:
    """Read a manifest in YAML or JSON.

    Raises:
        KeyError: a needed part is missing.
        ManifestError: a surface lacks the scope or the setting Slack asks for.
    """
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    features = document.get("features", {})
    settings = document.get("settings", {})
    home = features.get("app_home", {})
    manifest = Manifest(
        name=features["bot_user"]["display_name"],
        scopes=frozenset(document["oauth_config"]["scopes"]["bot"]),
        bot_events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands=tuple(map(_command, features.get("slash_commands", ()))),
        shortcuts=tuple(map(_shortcut, features.get("shortcuts", ()))),
        interactivity=bool(settings.get("interactivity", {}).get("is_enabled", False)),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
    )
    complaints = [*_complaints(manifest)]
    if complaints:
        raise ManifestError(" ".join(complaints))
    return manifest


def _command(entry: dict[str, Any]) -> Command:
    return Command(
        name=entry["command"],
        description=entry["description"],
        usage_hint=entry.get("usage_hint", ""),
        should_escape=bool(entry.get("should_escape", False)),
    )


def _shortcut(entry: dict[str, Any]) -> Shortcut:
    return Shortcut(entry["callback_id"], entry["name"], entry["type"], entry["description"])


def _complaints(manifest: Manifest) -> Iterable[str]:
    if (manifest.commands or manifest.shortcuts) and "commands" not in manifest.scopes:
        yield "Commands and shortcuts need the scope commands."
    if manifest.shortcuts and not manifest.interactivity:
        yield "Shortcuts need interactivity.is_enabled."
    for event in sorted(manifest.bot_events):
        needed = EVENT_SCOPES.get(event, ())
        if needed and not manifest.scopes.intersection(needed):
            yield f"The event {event} needs the scope {' or '.join(needed)}."
