"""The buttons under an answer: what else may be asked of the same images, and what they carry.

A button carries in its ``value`` which images it speaks of. A menu has no room for that in its
options, so the whole block carries it too, in its ``block_id``, where it is short enough.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.errors import RequestError
from services.replies import hostile
from services.replies.blocks import plain_text
from services.replies.languages import LANGUAGES, primary
from services.replies.reply import Block
from services.vision import Feature

MOST_VALUE = 2000
MOST_BLOCK_ID = 255
"""Characters (docs.slack.dev/reference/block-kit/block-elements/button-element)."""


class Action(StrEnum):
    """The ``action_id`` of each button and menu."""

    READ_TEXT = "read_text"
    FIND_FACES = "find_faces"
    ANNOTATED_COPY = "annotated_copy"
    SHOW_CODES = "show_codes"
    LANGUAGE = "language"
    DELETE = "delete"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Reference:
    """Which images an answer speaks of: files of a message, or a web address.

    What is not known is empty; `features` are those that were answered, and an empty `language`
    is the default.
    """

    channel: str = ""
    message_ts: str = ""
    files: tuple[str, ...] = ()
    url: str = ""
    features: tuple[Feature, ...] = ()
    language: str = ""

    def encode(self) -> str:
        """Return compact JSON without ``&``, ``<`` and ``>``, which nobody escapes on its way.

        Raises:
            RequestError: it has more than `MOST_VALUE` characters, or `decode` would refuse it.
        """
        fields = {
            "c": self.channel,
            "m": self.message_ts,
            "f": ",".join(self.files),
            "u": self.url,
            "d": ",".join(self.features),
            "l": self.language,
        }
        text = json.dumps({k: v for k, v in fields.items() if v}, separators=(",", ":"))
        for character in "&<>":
            text = text.replace(character, f"\\u{ord(character):04x}")
        if Reference.decode(text) != self:
            raise hostile.refused("a value twice")
        return text

    @classmethod
    def decode(cls, value: Any) -> "Reference":
        """Return the reference that `encode` made `value` of.

        Raises:
            RequestError: it is anything else.
        """
        fields = _fields(value)
        return cls(
            channel=hostile.channel(fields["c"]) if "c" in fields else "",
            message_ts=hostile.timestamp(fields["m"]) if "m" in fields else "",
            files=hostile.file_ids(_listed(fields, "f")),
            url=hostile.address(fields["u"]) if "u" in fields else "",
            features=hostile.features(_listed(fields, "d")),
            language=hostile.language(fields["l"]) if "l" in fields else "",
        )


def answer_buttons(
    reference: Reference,
    *,
    shareable: bool,
    deletable: bool,
    has_text: bool,
    has_faces: bool,
    has_copy: bool,
    holds_back_codes: bool,
) -> Block | None:
    """Return the ``actions`` block that offers what the answer does not have yet.

    Another language is offered where the reference fits into a ``block_id``. None where there is
    nothing to offer, or the reference cannot be encoded.
    """
    try:
        value = reference.encode()
    except RequestError:
        return None
    wanted = {
        Action.SHARE: shareable,
        Action.READ_TEXT: not has_text,
        Action.FIND_FACES: not has_faces,
        Action.ANNOTATED_COPY: not has_copy,
        Action.SHOW_CODES: holds_back_codes,
    }
    elements = [_button(action, value) for action, yes in wanted.items() if yes]
    fits = len(value) <= MOST_BLOCK_ID
    elements += [_language_menu(reference.language)] if fits else []
    elements += [_delete_button(value)] if deletable else []
    block: Block = {"type": "actions", "elements": elements}
    return block | ({"block_id": value} if fits else {}) if elements else None


def reference_in(action: Mapping[str, Any]) -> Reference:
    """Return what a pressed button or a chosen option (of ``actions`` in a payload) speaks of.

    Raises:
        RequestError: Glimpse made no such button.
    """
    return Reference.decode(action.get("value") or action.get("block_id"))


def language_in(action: Mapping[str, Any]) -> str:
    """Return the language that was chosen in the menu.

    Raises:
        RequestError: Glimpse made no such menu.
    """
    return hostile.language(hostile.mapping(action.get("selected_option")).get("value"))


_WORDS = {
    Action.SHARE: ("Share in channel", "Share this answer with everybody in the channel"),
    Action.READ_TEXT: ("Read the text", "Read the text in the image"),
    Action.FIND_FACES: ("Find faces", "Find the faces in the image"),
    Action.ANNOTATED_COPY: ("Annotated copy", "Make a copy of the image with everything marked"),
    Action.SHOW_CODES: ("Show the code", "Show what the code holds, to you alone"),
    Action.DELETE: ("Delete", "Delete this answer and its annotated copy"),
}


def _button(action: Action, value: str) -> dict[str, Any]:
    text, label = _WORDS[action]
    return {
        "type": "button",
        "action_id": action.value,
        "text": plain_text(text),
        "accessibility_label": label,
        "value": value,
    }


def _delete_button(value: str) -> dict[str, Any]:
    confirm = {
        "title": plain_text("Delete this answer?"),
        "text": plain_text("The answer and its annotated copy go; the image itself stays."),
        "confirm": plain_text("Delete"),
        "deny": plain_text("Keep"),
        "style": "danger",
    }
    return _button(Action.DELETE, value) | {"style": "danger", "confirm": confirm}


def _language_menu(spoken: str) -> dict[str, Any]:
    now = primary(spoken or "en")
    return {
        "type": "static_select",
        "action_id": Action.LANGUAGE.value,
        "placeholder": plain_text("In another language"),
        "options": [
            {"text": plain_text(name), "value": code}
            for code, name in LANGUAGES.items()
            if code != now
        ],
    }


def _fields(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, str) or len(value) > MOST_VALUE:
        raise hostile.refused("no reference")
    try:
        fields = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise hostile.refused("no JSON") from error
    if set(hostile.mapping(fields)) - set("cmfudl"):
        raise hostile.refused("unknown fields")
    return hostile.mapping(fields)


def _listed(fields: Mapping[str, Any], name: str) -> list[str]:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise hostile.refused(name)
    return value.split(",") if value else []
