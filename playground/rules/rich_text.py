"""Block Kit's rich text: sections, lists, quotes, preformatted text, and what stands in them.

Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

from typing import Any

from playground.rules.texts import Problems, check_keys, check_string, kind_of, problem

LONGEST_TEXT = 1_000_000
"""Characters. Slack names no limit for one text; a message's own 40,000 comes first."""
_STYLED = {"style"}
_INLINE: dict[str, tuple[set[str], set[str]]] = {
    "text": ({"text"}, _STYLED),
    "link": ({"url"}, {"text", "unsafe"} | _STYLED),
    "emoji": ({"name"}, {"unicode", "url"} | _STYLED),
    "user": ({"user_id"}, _STYLED),
    "channel": ({"channel_id"}, _STYLED),
    "usergroup": ({"usergroup_id"}, _STYLED),
    "broadcast": ({"range"}, _STYLED),
    "color": ({"value"}, _STYLED),
    "date": ({"timestamp", "format"}, {"url", "fallback"} | _STYLED),
}
_CONTAINERS: dict[str, set[str]] = {
    "rich_text_section": set(),
    "rich_text_preformatted": {"border"},
    "rich_text_quote": {"border"},
    "rich_text_list": {"style", "indent", "offset", "border"},
}
_TEXT_STYLES = {"bold", "italic", "strike", "code", "underline"}
_MENTION_STYLES = {"bold", "italic", "strike", "highlight", "client_highlight", "unlink"}


def check_rich_text(block: dict[str, Any], at: str) -> Problems:
    """Check a rich_text block from the outside in."""
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield problem("must be a list of at least one element", f"{at}/elements")
        return
    for index, container in enumerate(elements):
        yield from _container(container, f"{at}/elements/{index}")


def _container(value: Any, at: str) -> Problems:
    kind = kind_of(value)
    if kind not in _CONTAINERS:
        yield problem(f"unsupported rich text element: {kind}", at)
        return
    yield from check_keys(value, {"elements"}, _CONTAINERS[kind], at)
    elements = value.get("elements")
    if not isinstance(elements, list):
        yield problem("must be a list", f"{at}/elements")
        return
    if kind == "rich_text_list" and value.get("style") not in ("bullet", "ordered"):
        yield problem("must be bullet or ordered", f"{at}/style")
    for index, child in enumerate(elements):
        here = f"{at}/elements/{index}"
        if kind != "rich_text_list":
            yield from _inline(child, here)
        elif kind_of(child) != "rich_text_section":
            yield problem("a list holds rich_text_section only", here)
        else:
            yield from _container(child, here)


def _inline(value: Any, at: str) -> Problems:
    kind = kind_of(value)
    if kind not in _INLINE:
        yield problem(f"unsupported rich text element: {kind}", at)
        return
    yield from check_keys(value, *_INLINE[kind], at)
    if kind == "text":
        yield from check_string(value.get("text"), LONGEST_TEXT, f"{at}/text")
    if kind == "link":
        yield from check_string(value.get("url"), 3000, f"{at}/url")
    if kind == "broadcast" and value.get("range") not in ("here", "channel", "everyone"):
        yield problem("must be here, channel or everyone", f"{at}/range")
    if "style" in value:
        style = value["style"]
        styles = _MENTION_STYLES if kind in ("user", "channel", "usergroup") else _TEXT_STYLES
        yield from check_keys(style, set(), styles, f"{at}/style")
        if isinstance(style, dict) and not all(isinstance(v, bool) for v in style.values()):
            yield problem("must be true or false", f"{at}/style")
