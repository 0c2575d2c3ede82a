"""reactions.add and reactions.remove."""

import re

from playground.methods.args import ApiError, Args
from playground.methods.lookup import joined_channel, message_of
from playground.workspace.changes import react, take_reaction_back
from playground.workspace.model import Json, Message
from playground.workspace.state import Workspace

_NAME = re.compile(r"[a-z0-9_'+-]+(::skin-tone-[2-6])?")


def add_reaction(workspace: Workspace, args: Args) -> Json:
    """React to a message as the app."""
    name, message = _named_message(workspace, args)
    bot = workspace.identity.bot_user_id
    if bot in message.reactions.get(name, ()):
        raise ApiError("already_reacted")
    react(workspace, message, bot, name)
    return {}


def remove_reaction(workspace: Workspace, args: Args) -> Json:
    """Take the app's reaction back."""
    name, message = _named_message(workspace, args)
    bot = workspace.identity.bot_user_id
    if bot not in message.reactions.get(name, ()):
        raise ApiError("no_reaction")
    take_reaction_back(workspace, message, bot, name)
    return {}


def _named_message(workspace: Workspace, args: Args) -> tuple[str, Message]:
    name = args.text("name").strip(":")
    if not _NAME.fullmatch(name):
        raise ApiError("invalid_name")
    if not args.text("channel") or not args.text("timestamp"):
        raise ApiError("no_item_specified")
    channel = joined_channel(workspace, args.text("channel"))
    return name, message_of(channel, args.text("timestamp"))
