"""Modals for the tests of views, and asking the Web API for its error."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from playground.server import Playground

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


OPTIONS = [option("tags"), option("faces")]
FIELD = {"type": "plain_text_input", "action_id": "note"}
LANGUAGE = {"type": "static_select", "action_id": "language", "options": OPTIONS}


def field(block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain("L"), "element": element, **more}


FORM: list[Json] = [
    field("images", {"type": "file_input", "action_id": "files", "filetypes": ["png"]}),
    field("what", {"type": "checkboxes", "action_id": "features", "options": OPTIONS}),
    field("words", FIELD, optional=True),
    field("in", LANGUAGE | {"initial_option": OPTIONS[0]}),
]


def modal(blocks: list[Json] | None = None, **more: Any) -> Json:
    view = {"type": "modal", "callback_id": "form", "title": plain("Analyse an image")}
    return view | {"submit": plain("Look"), "blocks": FORM if blocks is None else blocks} | more


def trigger(playground: Playground) -> str:
    return playground.workspace.new_trigger(playground.user_id)


def error_of(call: Any, **kwargs: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**kwargs)
    return str(caught.value.response["error"])
