"""What Slack's message box makes of typed words, and back.

A message's text is mrkdwn: `&`, `<` and `>` are escaped, mentions are `<@U…>`.
"""

import re
from collections.abc import Iterable

from playground.model import Channel, Json, User

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")
_REFERENCE = re.compile(r"https?://\S+|[@#][A-Za-z][A-Za-z0-9._-]*")
_NAMED = re.compile(r"@([A-Za-z][A-Za-z0-9._-]*)")


def to_mrkdwn(typed: str, users: Iterable[User]) -> str:
    """Escape what a person typed, and make a mention of each `@name` that is somebody's."""
    by_name = {name.lower(): u.id for u in users for name in (u.name, u.real_name)}

    def mention(found: re.Match[str]) -> str:
        user = by_name.get(found.group(1).lower())
        return f"<@{user}>" if user else found.group()

    return _NAMED.sub(mention, escape(typed))


def to_command_text(typed: str, users: Iterable[User], channels: Iterable[Channel]) -> str:
    """Escape a command's text as `should_escape` asks: `<@U…|name>`, `<#C…|name>`, `<https…>`."""
    names = {f"@{u.name.lower()}": f"<@{u.id}|{u.name}>" for u in users}
    names |= {f"#{c.name.lower()}": f"<#{c.id}|{c.name}>" for c in channels}

    def reference(found: re.Match[str]) -> str:
        word = found.group()
        return f"<{word}>" if "://" in word else names.get(word.lower(), word)

    return _REFERENCE.sub(reference, escape(typed))


def escape(text: str) -> str:
    """Escape the three characters that mean something in mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def to_rich_text(mrkdwn: str) -> list[Json]:
    """Give the rich_text block that Slack's editor adds to a person's message."""
    pieces = _MENTION.split(mrkdwn)
    elements: list[Json] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            elements.append({"type": "user", "user_id": piece})
        elif piece:
            elements.append({"type": "text", "text": unescape(piece)})
    if not elements:
        return []
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]
