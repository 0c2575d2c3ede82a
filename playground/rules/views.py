"""Which views Slack takes: modals and App Home.

Limits: docs.slack.dev/reference/views.
"""

import json
from typing import Any

from playground.rules.blocks import Surface, check_blocks
from playground.rules.texts import (
    check_booleans,
    check_keys,
    check_plain_text,
    check_string,
    kind_of,
    problem,
)
from playground.workspace.model import Json
from playground.workspace.state import Workspace

_COMMON = {"private_metadata", "callback_id", "external_id"}
VIEW_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "modal": (
        {"title", "blocks"},
        {"close", "submit", "clear_on_close", "notify_on_close", "submit_disabled"} | _COMMON,
    ),
    "home": ({"blocks"}, _COMMON),
}
MOST_BYTES = 250_000
"""Of a view as JSON; what is larger Slack answers with view_too_large."""
_BOOLEANS = ("clear_on_close", "notify_on_close", "submit_disabled")
_LIMITS = {"private_metadata": 3000, "callback_id": 255, "external_id": 255}


def check_view(view: Any, workspace: Workspace, kind: str) -> list[str]:
    """Return every problem of a view of this kind; none when Slack would take it."""
    if kind_of(view) != kind:
        return [problem(f"must be of type {kind}", "/view/type")]
    problems = [*check_keys(view, *VIEW_KEYS[kind], "/view")]
    for name, longest in _LIMITS.items():
        if name in view:
            problems += check_string(view[name], longest, f"/view/{name}", shortest=0)
    for name in ("title", "submit", "close"):
        if name in view:
            problems += check_plain_text(view[name], 24, f"/view/{name}")
    problems += check_booleans(view, _BOOLEANS, "/view")
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return [*problems, problem("must be a list", "/view/blocks")]
    # A form that nobody can send is no form.
    has_input = any(kind_of(block) == "input" for block in blocks)
    if kind == "modal" and has_input and "submit" not in view:
        problems.append(problem("missing required field: submit", "/view"))
    return problems + check_blocks(blocks, workspace, Surface(kind), "/view/blocks")


def is_too_large(view: Json) -> bool:
    """Tell whether a view is larger than Slack takes."""
    return len(json.dumps(view)) > MOST_BYTES
