"""What a small app shows in the tests of the page: an answer, a form, a home."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


ASK = {name: plain(name.title()) for name in ("title", "text", "confirm", "deny")}
ANSWER: list[Json] = [
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Written by a machine"}]},
    {"type": "section", "text": {"type": "mrkdwn", "text": "*A red rectangle*, certain (97 %)"}},
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": t} for t in row] for row in (("What", "%"), ("x", "9"))
        ],
    },
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "read", "text": plain("Read the text")},
            {
                "type": "static_select",
                "action_id": "language",
                "placeholder": plain("Language"),
                "options": [option("en"), option("ja")],
            },
            {"type": "overflow", "action_id": "more", "options": [option("faces")]},
            {
                "type": "button",
                "action_id": "delete",
                "style": "danger",
                "text": plain("Delete"),
                "confirm": ASK,
            },
        ],
    },
]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Analyse an image"),
    "submit": plain("Look"),
    "close": plain("Cancel"),
    "notify_on_close": True,
    "blocks": [
        {"type": "section", "text": plain("Upload some images.")},
        {
            "type": "input",
            "block_id": "images",
            "label": plain("Images"),
            "element": {"type": "file_input", "action_id": "files", "filetypes": ["png"]},
        },
        {
            "type": "input",
            "block_id": "features",
            "label": plain("What to look for"),
            "hint": plain("All that apply."),
            "element": {
                "type": "checkboxes",
                "action_id": "features",
                "options": [option("caption"), option("text")],
                "initial_options": [option("caption")],
            },
        },
        {
            "type": "input",
            "block_id": "language",
            "label": plain("Language"),
            "element": {
                "type": "static_select",
                "action_id": "language",
                "options": [option("en"), option("ja")],
            },
        },
        {
            "type": "input",
            "block_id": "note",
            "optional": True,
            "label": plain("Note"),
            "element": {"type": "plain_text_input", "action_id": "note", "multiline": True},
        },
    ],
}
HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your images")},
        {
            "type": "section",
            "text": plain("Twelve so far."),
            "accessory": {"type": "button", "action_id": "settings", "text": plain("Settings")},
        },
        {
            "type": "actions",
            "elements": [
                {"type": "checkboxes", "action_id": "on", "options": [option("captions")]}
            ],
        },
    ],
}
