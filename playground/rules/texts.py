"""Block Kit's smallest parts: text objects, confirmations, and what any object or string must be.

Every check yields problems in Slack's words, each ending in a JSON pointer. Limits:
docs.slack.dev/reference/block-kit/composition-objects.
"""

from collections.abc import Iterator
from typing import Any

Problems = Iterator[str]

TEXTS = ("plain_text", "mrkdwn")
_TEXT_KEYS = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}


def problem(words: str, at: str) -> str:
    """Word a problem as Slack does."""
    return f"{words} [json-pointer:{at}]"


def kind_of(value: Any) -> str:
    """Return the `type` of an object, or a word for its absence."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else "none"


def check_keys(value: Any, required: set[str], optional: set[str], at: str) -> Problems:
    """Demand an object with these keys and no others; `type` and `block_id` need no mention."""
    if not isinstance(value, dict):
        yield problem("must be an object", at)
        return
    for key in sorted(required - value.keys()):
        yield problem(f"missing required field: {key}", at)
    for key in sorted(value.keys() - required - optional - {"type"}):
        yield problem(f"no more than the allowed keys; unexpected: {key}", f"{at}/{key}")


def check_string(value: Any, longest: int, at: str, shortest: int = 1) -> Problems:
    """Demand a string of a length between these, in characters."""
    if not isinstance(value, str):
        yield problem("must be a string", at)
    elif len(value) < shortest:
        yield problem(f"must be more than {shortest - 1} characters", at)
    elif len(value) > longest:
        yield problem(f"must be less than {longest + 1} characters", at)


def check_text(value: Any, longest: int, at: str, kinds: tuple[str, ...] = TEXTS) -> Problems:
    """Demand a text object of one of these types."""
    if not isinstance(value, dict):
        yield problem("must be an object", at)
        return
    kind = kind_of(value)
    if kind not in kinds:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from check_keys(value, {"text"}, _TEXT_KEYS[kind], at)
    if "text" in value:
        yield from check_string(value["text"], longest, f"{at}/text")


def check_plain_text(value: Any, longest: int, at: str) -> Problems:
    """Demand a plain_text object."""
    yield from check_text(value, longest, at, ("plain_text",))


def check_booleans(value: dict[str, Any], names: tuple[str, ...], at: str) -> Problems:
    """Demand booleans, where there is something of these names."""
    for name in names:
        if not isinstance(value.get(name, False), bool):
            yield problem("must be a boolean", f"{at}/{name}")


def check_integer(value: Any, least: int, most: int, at: str) -> Problems:
    """Demand an integer between these."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        yield problem(f"must be an integer from {least} to {most}", at)


def check_confirm(value: Any, at: str) -> Problems:
    """Demand a confirmation dialog."""
    yield from check_keys(value, {"title", "text", "confirm", "deny"}, {"style"}, at)
    if not isinstance(value, dict):
        return
    for name, longest in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        if name in value:
            yield from check_plain_text(value[name], longest, f"{at}/{name}")
    if value.get("style", "primary") not in ("primary", "danger"):
        yield problem("must be primary or danger", f"{at}/style")
