"""Text that came out of a picture is hostile text; here it is made harmless.

Slack reads ``&``, ``<`` and ``>`` as markup in a message's ``text`` and nothing else
(https://docs.slack.dev/messaging/formatting-message-text); elements of ``rich_text`` are not read.
"""

import unicodedata

ELLIPSIS = "…"


def cleaned(text: str) -> str:
    """Return `text` without control, bidi and other invisible format characters.

    New lines stay; tabs become spaces. Zero-width joiners stay, since scripts and emoji need them.
    """
    kept = (
        character
        for character in text.replace("\t", " ")
        if character in "\n\u200c\u200d"
        or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    return "".join(kept)


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces."""
    return " ".join(cleaned(text).split())


def escaped(text: str) -> str:
    """Return `text` so that Slack shows it and reads no mention or link in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clipped(text: str, limit: int) -> str:
    """Return `text`, cut so that it has at most `limit` characters once escaped.

    A cut text ends in an ellipsis. The cut falls between whole characters, never in an entity.
    """
    return text if len(escaped(text)) <= limit else cut(text, limit)


def cut(text: str, limit: int) -> str:
    """Return as much of `text` as `limit` characters hold once escaped, and an ellipsis."""
    room, end = limit - len(ELLIPSIS), 0
    for character in text:
        room -= len(escaped(character))
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + ELLIPSIS if limit > 0 else ""
