"""What Slack's message box makes of typed words, and back.

A message's text is mrkdwn: `&`, `<` and `>` are escaped, mentions are `<@U…>`, addresses
`<https…>`.
"""

import re
from collections.abc import Iterable

from playground.workspace.model import Channel, Json, User

_WORD = re.compile(r"https?://[^\s<>|]+|[@#][A-Za-z][A-Za-z0-9._-]*")
_MEANT = re.compile(r"<([^<>]+)>|:([a-z_+][a-z0-9_+'-]*):")
_TRAILING = ".,;:!?)'\""
"""What stands behind an address in a sentence and is not part of it."""


def to_mrkdwn(typed: str, users: Iterable[User]) -> str:
    """Escape what a person typed; make a mention of each `@name` that is somebody's, and links."""
    by_name = {f"@{name.lower()}": u.id for u in users for name in (u.name, u.real_name)}
    names = {name: f"<@{user}>" for name, user in by_name.items()}
    return _WORD.sub(lambda found: _reference(found.group(), names), escape(typed))


def to_command_text(typed: str, users: Iterable[User], channels: Iterable[Channel]) -> str:
    """Escape a command's text as `should_escape` asks: `<@U…|name>`, `<#C…|name>`, `<https…>`."""
    names = {f"@{u.name.lower()}": f"<@{u.id}|{u.name}>" for u in users}
    names |= {f"#{c.name.lower()}": f"<#{c.id}|{c.name}>" for c in channels}
    return _WORD.sub(lambda found: _reference(found.group(), names), escape(typed))


def _reference(word: str, names: dict[str, str]) -> str:
    if "://" not in word:
        return names.get(word.lower(), word)
    address = word.rstrip(_TRAILING)
    return f"<{address}>{word[len(address) :]}"


def escape(text: str) -> str:
    """Escape the three characters that mean something in mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def to_rich_text(mrkdwn: str) -> list[Json]:
    """Give the rich_text block that Slack's editor adds to a person's message."""
    elements: list[Json] = []
    at = 0
    for found in _MEANT.finditer(mrkdwn):
        element = _element(*found.groups())
        if element is not None:
            elements += [*_words(mrkdwn[at : found.start()]), element]
            at = found.end()
    elements += _words(mrkdwn[at:])
    if not elements:
        return []
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def _words(mrkdwn: str) -> list[Json]:
    return [{"type": "text", "text": unescape(mrkdwn)}] if mrkdwn else []


def _element(meant: str | None, emoji: str | None) -> Json | None:
    """Return the element for what stands in angle brackets or between colons, if it is one."""
    if emoji:
        return {"type": "emoji", "name": emoji}
    target, _, label = (meant or "").partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith(("http://", "https://", "mailto:")):
        shown = {"text": unescape(label)} if label else {}
        return {"type": "link", "url": unescape(target)} | shown
    return None
