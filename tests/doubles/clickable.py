"""An answer with everything that can be used in it, for the tests of clicks."""

from typing import Any

from doubles.asked import Asked
from doubles.forms import option, plain

Json = dict[str, Any]

OPTIONS = [option("en"), option("ja")]
BUTTON = {"type": "button", "action_id": "read", "text": plain("Read"), "value": "job-1"}
BLOCKS: list[Json] = [
    {
        "type": "actions",
        "block_id": "todo",
        "elements": [
            BUTTON,
            {"type": "static_select", "action_id": "language", "options": OPTIONS},
            {"type": "overflow", "action_id": "more", "options": OPTIONS},
            {"type": "checkboxes", "action_id": "features", "options": OPTIONS},
        ],
    },
    {
        "type": "section",
        "block_id": "pick",
        "text": plain("x"),
        "accessory": {"type": "radio_buttons", "action_id": "mode", "options": OPTIONS},
    },
    {
        "type": "input",
        "block_id": "field",
        "dispatch_action": True,
        "label": plain("Words"),
        "element": {"type": "plain_text_input", "action_id": "words"},
    },
]


def post(asked: Asked, **more: Any) -> str:
    """Post the answer in #general; return its ts."""
    answer = asked.client.chat_postMessage(
        channel=asked.playground.channel_id, text="answer", blocks=BLOCKS, **more
    )
    return str(answer["ts"])
