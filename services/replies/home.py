"""App Home: how to invite Glimpse, what it can do, and how each channel has it."""

from collections.abc import Sequence
from typing import Any

from services.channels import AutoReply, ChannelSettings
from services.jobs.asking import COMMANDS
from services.replies import about
from services.replies.blocks import plain_text, rich_text
from services.replies.modals import View
from services.replies.notices import COMMANDS_DO
from services.replies.parts import Part, Style
from services.replies.reply import Block
from services.vision import Feature

MOST_CHANNELS = 50
"""Channels that are listed; chosen: more are counted, since nobody reads on."""


def home_view(
    channels: Sequence[tuple[str, ChannelSettings]],
    images: int,
    answers: int,
    who_looks: str,
    ceiling: AutoReply,
    features: Sequence[Feature],
) -> View:
    """Return the home tab.

    `channels` are those that were set, by id; `images` and `answers` are counts over the days
    that Glimpse remembers; `who_looks` says who gets to see the images, `features` is what the
    engine can do.
    """
    privacy = (who_looks, about.what_is_kept())
    counted = f"In the last {about.DAYS_KEPT} days: images seen: {images}, answers: {answers}."
    return {
        "type": "home",
        "blocks": [
            _header("Glimpse describes images"),
            rich_text(_welcome(ceiling)),
            _header("What it can do"),
            rich_text(_abilities(features)),
            _header("Channels"),
            *_channels(channels),
            _header("Privacy"),
            rich_text([Part.of(Style.SENTENCE, one) for one in privacy]),
            {"type": "context", "elements": [plain_text(counted)]},
        ],
    }


def _header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text)}


def _welcome(ceiling: AutoReply) -> list[Part]:
    happens = about.what_happens(ChannelSettings(ceiling))
    return [
        Part.of(Style.ITEM, f"Invite it to a channel with {about.INVITE}. There, {happens}."),
        Part.of(Style.ITEM, "Or send it an image in a direct message: it answers every one."),
        Part.of(Style.ITEM, "Members of a channel change this with /glimpse settings."),
    ]


def _abilities(features: Sequence[Feature]) -> list[Part]:
    commands = [Part.of(Style.ITEM, f"{one} {COMMANDS_DO[one]}.") for one in COMMANDS]
    return [
        Part.of(
            Style.SENTENCE, f"It finds {about.names_of(features)}. Ask for them in any channel:"
        ),
        *commands,
        Part.of(
            Style.ITEM,
            "The message shortcut “Describe this image” works on any message, in threads too; "
            "the shortcut “Describe images” takes a file.",
        ),
        Part.of(Style.ITEM, "Mention @Glimpse with an image, or in reply to one."),
    ]


def _channels(channels: Sequence[tuple[str, ChannelSettings]]) -> list[Block]:
    if not channels:
        return [rich_text([Part.of(Style.SENTENCE, "No channel has settings of its own yet.")])]
    items = []
    for channel_id, settings in channels[:MOST_CHANNELS]:
        name: dict[str, Any] = {"type": "channel", "channel_id": channel_id}
        if channel_id.startswith("D"):  # a direct message has no name that could be shown
            name = {"type": "text", "text": "A direct message"}
        happens = {"type": "text", "text": f": {about.what_happens(settings)}."}
        items.append({"type": "rich_text_section", "elements": [name, happens]})
    shown: Block = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}],
    }
    more = len(channels) - MOST_CHANNELS
    rest = [rich_text([Part.of(Style.SENTENCE, f"And {more} more.")])] if more > 0 else []
    return [shown, *rest]
