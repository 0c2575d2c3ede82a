"""The two forms: how a channel's images are answered, and images to be described."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.channels import AutoReply, ChannelSettings
from services.replies import forms, hostile
from services.replies.about import MODES
from services.replies.blocks import plain_text, rich_text
from services.replies.languages import LANGUAGES, language_name
from services.replies.parts import Part, Style
from services.vision import Feature

View = dict[str, Any]
"""A modal or a home tab (docs.slack.dev/reference/views)."""

SETTINGS = "channel_settings"
DESCRIBE = "describe_images"
"""Each form's ``callback_id``."""

# those that pictures.formats decodes; Slack's form offers no others
FILE_TYPES = ("jpg", "jpeg", "png", "gif", "webp", "bmp", "tiff", "tif")
NAMELESS = ("directmessage", "privategroup", "mpdm-")
"""What a command's ``channel_name`` says, or begins with, where a channel's name is not told."""

MOST_HEADER = 150
"""Characters (docs.slack.dev/reference/block-kit/blocks/header-block)."""

THE_OPERATORS = "operator"
"""The menu's word for the operator's language."""


def settings_modal(
    channel_id: str,
    current: ChannelSettings,
    ceiling: AutoReply,
    possible: Sequence[Feature],
    languages: Mapping[str, str] = LANGUAGES,
    *,
    channel_name: str = "",
) -> View:
    """Return the form for a channel's settings; no more than the `ceiling` can be chosen.

    `languages` are codes with their names.
    """
    mode = current.mode if current.mode in allowed(ceiling) else ceiling
    modes = [forms.option(one, *MODES[one]) for one in allowed(ceiling)]
    named = channel_name and not channel_name.startswith(NAMELESS)
    heading = plain_text(f"#{channel_name}"[:MOST_HEADER])
    return {
        "type": "modal",
        "callback_id": SETTINGS,
        "private_metadata": channel_id,
        "title": plain_text("Glimpse in this channel"),
        "submit": plain_text("Save"),
        "close": plain_text("Cancel"),
        "blocks": [
            *([{"type": "header", "text": heading}] if named else []),
            forms.input_block("mode", "When an image is shared", forms.radio_buttons(modes, mode)),
            *forms.feature_boxes(
                possible, current.features, hint="With none ticked, what the operator chose."
            ),
            _language(languages, current.language),
        ],
    }


def settings_from(
    view: Mapping[str, Any], ceiling: AutoReply = AutoReply.ON
) -> tuple[str, ChannelSettings]:
    """Return the channel and the settings that were put into the form.

    Raises:
        RequestError: Glimpse made no such form, or it asks for more than the `ceiling`.
    """
    mode = forms.chosen_in(view, "mode")
    if mode not in allowed(ceiling):
        raise hostile.refused("mode")
    settings = ChannelSettings(AutoReply(mode), forms.features_in(view), _language_in(view))
    return hostile.channel(view.get("private_metadata")), settings


def describe_modal(
    possible: Sequence[Feature],
    languages: Mapping[str, str] = LANGUAGES,
    *,
    chosen: Sequence[Feature] = (),
) -> View:
    """Return the form that takes images to be described; `chosen` is ticked at first."""
    files = {
        "type": "file_input",
        "filetypes": list(FILE_TYPES),
        "max_files": hostile.MOST_FILES,
    }
    where = "The answer comes as a direct message from Glimpse; nobody else sees it."
    return {
        "type": "modal",
        "callback_id": DESCRIBE,
        "title": plain_text("Describe images"),
        "submit": plain_text("Describe"),
        "close": plain_text("Cancel"),
        "blocks": [
            forms.input_block("images", "Images", files, hint="Up to 10 images of 10 MB each."),
            *forms.feature_boxes(
                possible, chosen, hint="With none ticked, what the operator chose."
            ),
            _language(languages, ""),
            rich_text([Part.of(Style.SENTENCE, where)]),
        ],
    }


def describe_from(
    view: Mapping[str, Any],
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Feature, ...], str]:
    """Return the file objects, the features (none: the operator's) and the language (or empty).

    Raises:
        RequestError: Glimpse made no such form, or there is no file.
    """
    found = hostile.sequence(forms.given(view, "images").get("files"))
    files = tuple(hostile.mapping(one) for one in found)
    if not hostile.file_ids([one.get("id") for one in files]):
        raise hostile.refused("no files")
    return files, forms.features_in(view), _language_in(view)


def allowed(ceiling: AutoReply) -> tuple[AutoReply, ...]:
    """Return the modes up to the operator's `ceiling`, from much to little."""
    modes = tuple(MODES)
    return modes[modes.index(ceiling) :]


def _language(languages: Mapping[str, str], current: str) -> dict[str, Any]:
    more = {current: language_name(current)} if current and current not in languages else {}
    options = [
        forms.option(THE_OPERATORS, "As the operator chose"),
        *(forms.option(code, name) for code, name in {**languages, **more}.items()),
    ]
    chosen = current or THE_OPERATORS
    hint = "Of captions and tags, where the engine speaks it."
    return forms.input_block("language", "Language", forms.menu(options, chosen), hint=hint)


def _language_in(view: Mapping[str, Any]) -> str:
    value = forms.chosen_in(view, "language")
    return "" if value == THE_OPERATORS else hostile.language(value)
