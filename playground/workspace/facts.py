"""What happens in a workspace, as its listeners are told of it. Plain data.

A fact's JSON is of before the change, which nobody could make afterwards.
"""

from dataclasses import dataclass

from playground.workspace.model import Channel, Json, Message


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """A message is there for everybody in its channel."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageChanged:
    """A message is not what it was; `before` is its JSON until now."""

    message: Message
    before: Json


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """A message is gone from a channel; `before` is its JSON until now."""

    channel: Channel
    before: Json


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody reacted to a message, or (`added` false) took that back."""

    message: Message
    user: str
    name: str
    added: bool


@dataclass(frozen=True, slots=True)
class FileDeleted:
    """A file's bytes are gone."""

    file_id: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody is a member of a channel now."""

    channel: Channel
    user: str
    inviter: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody is no member of a channel any more; `actor` saw to that."""

    channel: Channel
    user: str
    actor: str


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """A person looks at the app's own place; `tab` is home or messages."""

    channel: Channel
    user: str
    tab: str


@dataclass(frozen=True, slots=True)
class Raised:
    """An event that a test made up, under an id of its own."""

    event: Json
    event_id: str


Fact = (
    MessagePosted
    | MessageChanged
    | MessageDeleted
    | Reacted
    | FileDeleted
    | Joined
    | Left
    | HomeOpened
    | Raised
)
